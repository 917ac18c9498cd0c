"""How a store is served."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

from vigie.errors import ConfigError
from vigie.web.accounts import Accounts


@dataclass(frozen=True, slots=True)
class Settings:
    """Who may see the pages, and who may correct.

    On loopback everybody who can reach the pages may do both. Beyond it, people log in with an account and programs give its
    token, or the pages are read-only and open.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    is_read_only: bool = False
    accounts: Accounts = field(default_factory=Accounts)
    names: tuple[str, ...] = ()
    """Further names under which a browser may ask for this host."""

    def __post_init__(self) -> None:
        if not self.is_loopback and not self.is_read_only and not self.accounts:
            raise ConfigError(
                f"{self.host} can be reached from other machines: make an account with `vigie serve --add-account NAME`, or serve with --read-only"
            )

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def asks_for_login(self) -> bool:
        """Whether readers must say who they are."""
        return not self.is_loopback and not self.is_read_only
