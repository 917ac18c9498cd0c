"""YAML as people mean it, with the place of every fault.

Two dangers of plain YAML 1.1 are shut out: `no`, `on`, `yes` and dates stay words (Norwegian is
`no`; a weekday table must not turn into booleans), and a key that is given twice is refused instead
of silently winning. Errors name file and line.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from vigie.errors import LexiconError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """YAML 1.2 core schema over the fast C parser."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$"),
    list("-+0123456789."),
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


def _mapping(loader: Any, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: dict[Any, int] = {}
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if key in seen:
            raise LexiconError(f"line {line}: '{key}' was already given on line {seen[key]}: remove one")
        seen[key] = line
    pairs: dict[Any, Any] = yaml.SafeLoader.construct_mapping(loader, node, deep=True)
    return pairs


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load_yaml(path: Path) -> Any:
    """Read one YAML file.

    Raises:
        LexiconError: The file is missing or is not YAML as we accept it; says where.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader)
    except LexiconError as error:
        raise LexiconError(f"{path}: {error}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise LexiconError(f"{path} line {line}: {error.problem}: mend the YAML there") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LexiconError(f"{path}: {error}") from error
