"""The one fetch there is: a page whose address the user gave.

Proxies and certificates are those of the system. Only http and https are followed, a redirection too; nothing
that the page names is fetched.
"""

from __future__ import annotations

import urllib.request
from http.client import HTTPException, HTTPMessage
from io import BytesIO
from typing import BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit

from vigie.inputs.formats import Limits, reject
from vigie.records import VERSION, Rejection

_SECONDS = 30
_AGENT = f"vigie/{VERSION}"


def fetch(url: str, limits: Limits) -> tuple[BinaryIO, str, str] | Rejection:
    """The content of an address, its declared charset, and the address that answered, or why there is none."""
    try:
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler,
            urllib.request.HTTPRedirectHandler, urllib.request.HTTPErrorProcessor, urllib.request.HTTPDefaultErrorHandler,
            urllib.request.UnknownHandler,
        ):  # fmt: skip
            opener.add_handler(handler())
        request = urllib.request.Request(quote(url, safe="%/:?#[]@!$&'()*+,;=~"), headers={"User-Agent": _AGENT, "Accept": "text/html,*/*;q=0.5"})
        if not urlsplit(url).hostname:
            return reject(url, "unreadable", "the address names no site")
        with opener.open(request, timeout=_SECONDS) as answer:
            data = answer.read(limits.file_bytes + 1)
            headers: HTTPMessage = answer.headers
            if len(data) > limits.file_bytes:
                return reject(url, "too_long", f"more than {limits.file_bytes:,} bytes: raise --max-size")
            return BytesIO(data), headers.get_content_charset() or "", answer.geturl()
    except HTTPError as error:
        return reject(url, "http_status", f"the server answered {error.code} {error.reason}")
    except (URLError, HTTPException, OSError, ValueError) as error:
        told = getattr(error, "reason", None) or error
        return reject(url, "unreadable", f"cannot be fetched ({told}): save the page and name the file")
