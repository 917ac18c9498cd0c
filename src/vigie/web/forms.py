"""Forms: read within bounds, and proved to come from a page that we gave to this browser."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

VISIT = "vigie_visit"
"""The cookie that marks a browser; a form holds its keyed hash."""
FIELD = "proof"
_MOST_FIELDS = 40


class Proofs:
    """Makes and checks what a form must hold; the key lives as long as the server."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def of(self, visit: str) -> str:
        """What a form given to this browser must hold."""
        return hmac.new(self._key, visit.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def check(self, request: Request, form: Mapping[str, str]) -> None:
        """Refuse a form that was not given to this browser.

        Raises:
            HTTPException: 403.
        """
        visit = request.cookies.get(VISIT, "")
        given = form.get(FIELD, "").encode("utf-8", "surrogatepass")
        if not visit or not hmac.compare_digest(given, self.of(visit).encode()):
            raise HTTPException(403, "form")


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form; of one given twice, the last.

    Raises:
        HTTPException: It is no form, or too large.
    """
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "form")
    try:
        body = await request.body()
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ClientDisconnect as error:
        raise HTTPException(413, "form") from error
    except ValueError as error:
        raise HTTPException(400, "form") from error
