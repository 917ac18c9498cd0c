"""JSON strictly read: what RFC 8259 allows, and nothing that no file could hold again."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from vigie.inputs.fields import Unusable

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def parse(data: bytes, what: str) -> Any:
    """The value of a JSON text.

    Args:
        data: Its bytes, in UTF-8.
        what: What the bytes are, for messages: `line`, `file`.

    Raises:
        Unusable: It is not JSON, or not UTF-8.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise Unusable(
            "encoding", f"byte {error.start + 1} of the {what} is not UTF-8: save the file as UTF-8"
        ) from None
    except json.JSONDecodeError as error:
        raise Unusable("json", f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except ValueError as error:
        raise Unusable("json", f"not JSON: {error}") from None
    except RecursionError:
        raise Unusable("json", "nested too deeply") from None
    return _whole(value) if b"\\ud" in data or b"\\uD" in data else value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _whole(value: Any) -> Any:
    """The value with half surrogate pairs replaced, one for one: no file can hold them."""
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(v) for v in value]
    if isinstance(value, dict):
        return {_whole(k): _whole(v) for k, v in value.items()}
    return value
