"""Styles and scripts."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from vigie.web.site import HERE, answer

router = APIRouter()
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@cache
def _files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (HERE / "static").iterdir() if path.suffix in _KINDS}


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """A file that ships with the program; no other can be asked for."""
    if name not in _files():
        raise HTTPException(404)
    response = answer(request, _files()[name], _KINDS["." + name.rsplit(".", 1)[-1]])
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
