"""What servers said of addresses, so that the next look at them asks only for what is newer."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said of the state of an address, to be sent back to it: `ETag` and `Last-Modified`."""

    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        """The request headers that ask for what is newer."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


@dataclass(slots=True)
class Memory:
    """What servers said of addresses that were read to their end without fault; kept as long as the process."""

    seen: dict[str, Seen] = field(default_factory=dict)
