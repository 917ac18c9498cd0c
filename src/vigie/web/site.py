"""What all pages share: the store, how it is served, and how an answer is made."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import TypeVar, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from vigie.records import VERSION
from vigie.store import Store
from vigie.store.views.browsing import stamp_of
from vigie.store.views.occurrences import actor_of
from vigie.web.forms import FIELD, VISIT, Proofs
from vigie.web.limits import Limiter
from vigie.web.memory import Memory
from vigie.web.sessions import SESSION, Sessions
from vigie.web.settings import Settings
from vigie.web.words import choose_language, interface_languages, load_words

T = TypeVar("T")
HERE = Path(__file__).resolve().parent
LANGUAGE = "vigie_lang"
_YEAR_SECONDS = 365 * 24 * 3600


class Site:
    """A store as it is served."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self.memory, self.proofs, self.sessions = Memory(), Proofs(), Sessions()
        self.tries = Limiter(per_second=1 / 30, burst=10)
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
            extensions=["jinja2.ext.do"],
        )  # fmt: skip
        self._templates.globals |= {"version": VERSION, "safe_link": safe_link, "languages": interface_languages(), "asset": _asset_version()}
        self._templates.filters |= {"who_text": lambda a: actor_of(a.code, a.sector, a.name), "code_of": lambda told: told.split()[0]}

    def ask(self, query: Callable[[Connection], T]) -> T:
        """Run a view."""
        return self.store.view(query)

    def remember(self, key: Hashable, query: Callable[[Connection], T]) -> T:
        """Run a view whose answer is kept until the store changes."""
        return self.memory.get((self.ask(stamp_of), key), lambda: self.ask(query))

    def reader_of(self, request: Request) -> str:
        """The account by which a request is made, or empty."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.settings.accounts.of_token(token.strip())
        secret = request.cookies.get(SESSION, "")
        return self.sessions.name_of(secret) if secret else ""

    def page(self, request: Request, template: str, status_code: int = 200, **values: object) -> Response:
        """A page in the reader's language; the same page as the browser has is not sent again."""
        words = load_words(language_of(request))
        visit = request.cookies.get(VISIT, "")
        fresh = visit or secrets.token_hex(16)
        reader = self.reader_of(request)
        html = self._templates.get_template(template).render(
            say=words, request=request, here=request.url.path, field=FIELD, proof=self.proofs.of(fresh), reader=reader,
            may_correct=not self.settings.is_read_only, with_query=lambda **changes: with_query(request, changes), settings=self.settings, **values,
        )  # fmt: skip
        response = answer(request, html.encode("utf-8", "replace"), "text/html; charset=utf-8", status_code)
        response.headers["Vary"] = "Accept-Language, Cookie"
        if not visit:
            response.set_cookie(VISIT, fresh, httponly=True, samesite="strict", secure=request.url.scheme == "https")
        if request.query_params.get("lang") in interface_languages():
            response.set_cookie(LANGUAGE, words.language, max_age=_YEAR_SECONDS, httponly=True, samesite="lax", secure=request.url.scheme == "https")
        return response


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    return cast(Site, request.app.state.site)


def language_of(request: Request) -> str:
    """The language in which a page is shown."""
    return choose_language(request.query_params.get("lang", ""), request.cookies.get(LANGUAGE, ""), request.headers.get("accept-language", ""))


def answer(request: Request, body: bytes, kind: str, status: int = 200, name: str = "") -> Response:
    """Bytes with their ETag; nothing but 304 where the browser has them.

    Args:
        request: Whose `If-None-Match` counts.
        body: What is sent.
        kind: Its media type.
        status: Only 200 can become 304.
        name: Name of the file as which it is to be saved.
    """
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, **({"Content-Disposition": f'attachment; filename="{name}"'} if name else {})}
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if status == 200 and tag in known:
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, kind) if kind != "text/html; charset=utf-8" else HTMLResponse(body, status, headers)


def found(thing: T | None) -> T:
    """What was looked for.

    Raises:
        HTTPException: 404, where it is nothing.
    """
    if thing is None:
        raise HTTPException(404)
    return thing


def with_query(request: Request, changes: Mapping[str, object]) -> str:
    """The address of this page with parameters changed; those set to nothing go."""
    kept = [(k, v) for k, v in parse_qsl(request.url.query) if k not in changes and k != "lang"]
    added = [(k, str(v)) for k, v in changes.items() if v not in (None, "")]
    query = urlencode(kept + added)
    return f"{request.url.path}?{query}" if query else request.url.path


def safe_link(url: str) -> str:
    """A report's address where it is one of the web; else nothing, so that no page links to a script."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _asset_version() -> str:
    digest = hashlib.sha256()
    for path in sorted((HERE / "static").iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
