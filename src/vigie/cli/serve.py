"""`vigie serve`: the web pages and the JSON API over a store."""

from __future__ import annotations

import socket
import sys
from importlib.util import find_spec
from pathlib import Path

import typer

from vigie.cli.stored import STORE, chosen_store
from vigie.errors import ConfigError

_NEEDED = ("fastapi", "uvicorn", "jinja2", "argon2", "altair", "vl_convert")
_ACCOUNTS = "vigie-accounts.json"


def serve(
    store: str = STORE,
    host: str = typer.Option("127.0.0.1", "--host", help="Address to listen on; beyond loopback readers must log in, unless --read-only."),
    port: int = typer.Option(8000, "--port", min=0, max=65535, help="Port to listen on; 0 takes a free one."),
    read_only: bool = typer.Option(False, "--read-only", help="Take no corrections; open to everybody who can reach it."),
    accounts: Path = typer.Option(Path(_ACCOUNTS), "--accounts", help="File of the accounts that may log in."),
    name: list[str] = typer.Option([], "--name", help="Name under which browsers ask for this host; may be given again."),
    add_account: str = typer.Option("", "--add-account", help="Add an account of this name (asks for a password, shows the API token once) and stop."),
) -> None:
    """Serve a store as web pages and as a JSON API, until Ctrl-C."""
    missing = [module for module in _NEEDED if find_spec(module) is None]
    if missing:
        raise ConfigError(f"`vigie serve` needs {', '.join(missing)}: pip install 'vigie[web]'")
    from vigie.web.accounts import add_account as add
    from vigie.web.accounts import read_accounts

    if add_account:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        typer.echo(f"token for the API, shown only now: {add(accounts, add_account, password)}")
        return
    from vigie.web import Settings

    _listen(store, Settings(host, port, read_only, read_accounts(accounts), tuple(name)))


def _listen(store: str, settings: object) -> None:
    import uvicorn

    from vigie.web import Settings, create_app

    assert isinstance(settings, Settings)
    with chosen_store(store) as opened:
        config = uvicorn.Config(
            create_app(opened, settings), host=settings.host, port=settings.port, log_level="warning", server_header=False, proxy_headers=False,
            limit_concurrency=200, timeout_keep_alive=5, h11_max_incomplete_event_size=32 * 1024,
        )  # fmt: skip
        listening = _bound(settings.host, settings.port)
        address = f"http://{f'[{settings.host}]' if ':' in settings.host else settings.host}:{listening.getsockname()[1]}/"

        class Server(uvicorn.Server):
            """Tells its address once it can be asked."""

            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                print(f"{address}  Ctrl-C stops", file=sys.stderr, flush=True)

        Server(config).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    """A socket on an address that is free.

    Raises:
        ConfigError: It is taken, or no address of this machine.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        raise ConfigError(f"{host}:{port} cannot be listened on ({error.strerror or error}): choose another by --host or --port") from error
