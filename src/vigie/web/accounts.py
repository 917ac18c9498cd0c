"""Local accounts: a name, the argon2 hash of a password, the hash of a token for the API. Kept in one JSON file that its owner alone may read."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from vigie.errors import ConfigError

SHORTEST_PASSWORD = 10
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex(16))
"""Checked where a name is unknown, so that names cannot be told by the time that an answer takes."""


@dataclass(frozen=True, slots=True)
class Account:
    """What is kept of one person."""

    password_hash: str
    token_hash: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """All accounts, by name."""

    known: Mapping[str, Account] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.known)

    def has_password(self, name: str, password: str) -> bool:
        """Whether a person is who they say."""
        account = self.known.get(name)
        try:
            return _HASHER.verify(account.password_hash if account else _NOBODY, password) and account is not None
        except (VerificationError, InvalidHashError):
            return False

    def of_token(self, token: str) -> str:
        """The name of the account that a token belongs to, or empty."""
        given = _hash(token)
        return next((name for name, account in self.known.items() if hmac.compare_digest(account.token_hash, given)), "")


def read_accounts(path: Path) -> Accounts:
    """The accounts of a file; none where there is no file.

    Raises:
        ConfigError: The file is no such file.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return Accounts({str(name): Account(row["password"], row["token"]) for name, row in rows.items()})
    except FileNotFoundError:
        return Accounts()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{path}: not a file of accounts ({error}): name another by --accounts") from error


def add_account(path: Path, name: str, password: str) -> str:
    """Add an account, or give it another password and token; the token, which is not kept.

    Raises:
        ConfigError: Name or password will not do, or the file cannot be written.
    """
    if not name.strip() or len(name) > 100 or not name.isprintable():
        raise ConfigError("an account needs a name of at most 100 characters")
    if len(password) < SHORTEST_PASSWORD:
        raise ConfigError(f"a password needs at least {SHORTEST_PASSWORD} characters")
    token = secrets.token_urlsafe(32)
    known = {**read_accounts(path).known, name: Account(_HASHER.hash(password), _hash(token))}
    rows = {n: {"password": a.password_hash, "token": a.token_hash} for n, a in sorted(known.items())}
    try:
        partial = path.with_name(path.name + ".part")
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            json.dump(rows, out, indent=1)
        partial.replace(path)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}: name another file by --accounts") from error
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
