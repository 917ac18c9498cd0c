"""A PostgreSQL server of the tests' own, on loopback, gone when they end.

It is made with Debian's packages (`apt-get install postgresql`; `.ci/run` does it). Without them the tests that need it are
skipped with that reason; where `CI` is set they fail.
"""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MISSING = "no PostgreSQL here: apt-get install postgresql"


def folder_of_programs() -> Path | None:
    """Where `initdb` and `pg_ctl` lie, the newest of them."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda p: int(p.split("/")[4]))
    on_path = shutil.which("initdb")
    return Path(found[-1] if found else on_path).parent if found or on_path else None


def serve() -> Iterator[str]:
    """Start a server; its URL without a database."""
    programs = folder_of_programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    home = tempfile.mkdtemp(prefix="vigie-postgres-")
    owner = _owner(home)
    data, port = f"{home}/data", _free_port()
    run = {"user": owner, "check": True, "cwd": home, "capture_output": True}
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {home} -c fsync=off -c max_connections=30 -c shared_buffers=64MB"
    subprocess.run([programs / "initdb", "-D", data, "-U", "vigie", "-A", "trust", "-E", "UTF8", "--locale=C"], **run)  # type: ignore[call-overload]
    subprocess.run([programs / "pg_ctl", "-D", data, "-w", "-l", f"{home}/log", "-o", options, "start"], **{**run, "capture_output": False})  # type: ignore[call-overload]
    try:
        yield f"postgresql://vigie@127.0.0.1:{port}"
    finally:
        subprocess.run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)  # type: ignore[call-overload]
        shutil.rmtree(home, ignore_errors=True)


def _owner(home: str) -> str | None:
    """PostgreSQL refuses to run as root: the account that Debian's package makes."""
    if os.geteuid() != 0:
        return None
    account = pwd.getpwnam("postgres")
    os.chown(home, account.pw_uid, account.pw_gid)
    return "postgres"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
