"""The file of `vigie watch`: which feeds there are.

    [[feed]]
    url = "https://example.org/monde.xml"     # or the path of a file, from where this one lies
    outlet = "Le Fanal"                       # all others may be left out
    lang = "fr"
    private = true                            # it may lie on this machine or in a private network
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vigie.errors import ConfigError
from vigie.lexicon.languages import installed_languages
from vigie.run import Overrides

_KNOWN = ("url", "outlet", "lang", "private")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is watched."""

    source: str
    """Its address, or the path of a file."""
    overrides: Overrides
    private: bool = False
    """Whether it may lie on this machine or in a private network."""


def read_feeds(path: Path) -> tuple[Feed, ...]:
    """The feeds of a file, in its order.

    Raises:
        ConfigError: The file cannot be read or is wrong; says which feed and what to do.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}: name a file that lists feeds") from error
    except ValueError as error:
        raise ConfigError(f"{path}: not TOML ({error})") from error
    listed = data.pop("feed", None)
    if data:
        raise ConfigError(f"{path}: '{next(iter(data))}' is not known: there is [[feed]]")
    if not isinstance(listed, list) or not listed:
        raise ConfigError(f'{path}: there are no feeds: give each as [[feed]] with url = "…"')
    feeds = tuple(_feed(given, f"{path}: feed {number}", path.parent) for number, given in enumerate(listed, 1))
    seen: set[str] = set()
    for number, feed in enumerate(feeds, 1):
        if feed.source in seen:
            raise ConfigError(f"{path}: feed {number}: '{feed.source}' is listed twice: remove one")
        seen.add(feed.source)
    return feeds


def _feed(given: object, where: str, folder: Path) -> Feed:
    if not isinstance(given, Mapping):
        raise ConfigError(f"{where}: is no table: write [[feed]]")
    for name, value in given.items():
        if name not in _KNOWN:
            raise ConfigError(f"{where}: '{name}' is not known: there are {', '.join(_KNOWN)}")
        if name == "private" and not isinstance(value, bool):
            raise ConfigError(f"{where}: private must be true or false")
        if name != "private" and not isinstance(value, str):
            raise ConfigError(f"{where}: {name} must be text in quotation marks")
    url, lang = given.get("url", "").strip(), given.get("lang", "")
    if not url:
        raise ConfigError(f"{where}: has no url: give an address or the path of a file")
    if lang and lang not in installed_languages():
        raise ConfigError(f"{where}: language '{lang}' is not installed: choose {', '.join(installed_languages())}")
    is_address = url.lower().startswith(("http://", "https://"))
    if not is_address and "://" in url:
        raise ConfigError(f"{where}: '{url}': only http and https are fetched")
    return Feed(url if is_address else str(folder / url), Overrides("", lang, given.get("outlet", "")), given.get("private", False))
