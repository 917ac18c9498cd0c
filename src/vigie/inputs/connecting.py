"""Connections to addresses that a guard gives, cut when their time is over.

A server may send a byte now and then for ever: each wait is short, so no time-out ends it. A timer shuts the connection down.
"""

from __future__ import annotations

import http.client
import socket
import threading
import urllib.request
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any, Self

from vigie.inputs.addresses import Guard


class Deadline:
    """Shuts the connections of one fetch down after some seconds; use it in a `with` block."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()

    def watch(self, connected: socket.socket) -> None:
        """Shut this one down too."""
        self._sockets.append(connected)
        if self.is_over:
            self._end()

    def _end(self) -> None:
        self.is_over = True
        for connected in self._sockets:
            try:
                connected.shutdown(socket.SHUT_RDWR)
            except OSError:  # it is closed already
                continue


class _Handler(urllib.request.AbstractHTTPHandler):
    """Opens http and https by connections to guarded addresses."""

    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        super().__init__()
        self._create = partial(_connect, guard, deadline)

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """As urllib's own handler, but for how it connects."""
        return self.do_open(partial(_made, http.client.HTTPConnection, self._create), request)

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """The same, with a certificate that must be the name's."""
        return self.do_open(partial(_made, http.client.HTTPSConnection, self._create), request)

    http_request = urllib.request.AbstractHTTPHandler.do_request_
    https_request = urllib.request.AbstractHTTPHandler.do_request_


def handler(guard: Guard, deadline: Deadline) -> urllib.request.BaseHandler:
    """What an opener needs for http and https."""
    return _Handler(guard, deadline)


def _made(kind: type[http.client.HTTPConnection], create: Callable[..., socket.socket], host: str, **options: Any) -> http.client.HTTPConnection:
    connection = kind(host, **options)
    connection._create_connection = create  # type: ignore[attr-defined]
    return connection


def _connect(guard: Guard, deadline: Deadline, address: tuple[str, int], timeout: float, source: Any = None) -> socket.socket:
    """A connection to the first of the addresses that answers."""
    host, port = address
    fault: OSError = OSError(f"{host} has no address")
    for place in guard.addresses(host, port):
        try:
            connected = socket.create_connection((place, port), timeout, source)
        except OSError as error:
            fault = error
            continue
        deadline.watch(connected)
        return connected
    raise fault
