"""Which machines may be asked: those of the public net, as far as nobody allows others.

A name is resolved once, all its addresses are looked at, and the connection goes to one of these: a name that is resolved again
could meanwhile mean another machine.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a name, as text; raises OSError when there are none."""
_NAT64 = IPv6Network("64:ff9b::/96")


class AddressRefused(OSError):
    """A machine of a private network, or this one."""


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, by the system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """Gives the addresses to connect to, and refuses those that are not public unless `private` are allowed."""

    private: bool = False
    resolve: Resolve = resolve

    def addresses(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a name.

        Raises:
            AddressRefused: One of them is not public.
            OSError: There are none.
        """
        found = self.resolve(host, port)
        if not self.private:
            for address in found:
                if not is_public(address):
                    raise AddressRefused(f"{host} is {address}, no address of the public net")
        return found


def is_public(address: str) -> bool:
    """Whether an address is one of the public net, also the address that it carries inside."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        inside = _inside(ip)
        if inside is not None:
            return _is_global(inside)
    return _is_global(ip)


def _inside(ip: IPv6Address) -> IPv4Address | None:
    """The older address that a newer one stands for."""
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
