"""What the markup of a page says of its report: title, day, outlet, author, language, address.

JSON-LD goes before `meta`, `meta` before what is printed. A day is taken only from markup made for it
(extensive search would take a year in the footer for a day).
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import html

_NEWS = ("article", "posting", "report", "webpage")
"""Endings of the JSON-LD types that tell of a report, in lower case: `NewsArticle`, `LiveBlogPosting` …"""
_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_SUFFIX = re.compile(r"\s+[|\u2013\u2014\u00b7-]\s+[^|\u2013\u2014]{2,40}$")
_EARLIEST, _LATEST = "1990-01-01", "2100-01-01"
"""Bounds of a day that can be one: fixed, so that a page gives the same whenever it is read."""
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_LONGEST_AUTHOR = 120


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself; empty where it does not say."""

    title: str = ""
    published: str = ""
    """ISO day."""
    outlet: str = ""
    author: str = ""
    language: str = ""
    url: str = ""
    standfirst: str = ""
    """What it calls its description: most often the standfirst, whole or cut."""
    body: str = ""
    """The article's text, where the markup repeats it."""


def read_metadata(tree: html.HtmlElement, url: str = "") -> About:
    """What a page's tree says of its report."""
    news = next(iter(_reports(tree)), {})
    metas = _metas(tree)
    outlet = _text(_member(news.get("publisher"), "name")) or metas.get("og:site_name", "") or metas.get("application-name", "")
    return About(
        title=_title(tree, _text(news.get("headline")) or metas.get("og:title", "") or metas.get("twitter:title", ""), outlet),
        published=_day(tree, news, metas, url),
        outlet=outlet,
        author=_author(news, metas, outlet) or _linked_author(tree),
        language=tree.get("lang") or tree.get("xml:lang") or _text(news.get("inLanguage")) or metas.get("og:locale", "") or metas.get("content-language", ""),
        url=_address(tree, metas) or url,
        standfirst=_text(news.get("description")) or metas.get("og:description", "") or metas.get("description", ""),
        body=_text(news.get("articleBody")),
    )


def _reports(tree: html.HtmlElement) -> Iterator[Mapping[str, object]]:
    """The JSON-LD objects that tell of a report."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and k.lower().endswith(_NEWS[:3]) for k in kinds):
                yield item


def _objects(data: object) -> Iterator[Mapping[str, object]]:
    if isinstance(data, list):
        for item in data:
            yield from _objects(item)
    elif isinstance(data, Mapping):
        yield data
        if isinstance(data.get("@graph"), list):
            yield from _objects(data["@graph"])


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        if name and (value := _text(meta.get("content"))):
            found.setdefault(name.lower(), value)
    return found


def _title(tree: html.HtmlElement, told: str, outlet: str) -> str:
    """The headline as it is printed where it agrees with what is told, else what is told without the site's name."""
    printed = [_text("".join(h.itertext())) for h in tree.iter("h1")]
    printed = [h for h in printed if h and h.lower() != outlet.lower()]
    page = _text("".join(t.itertext())) if (t := next(iter(tree.iter("title")), None)) is not None else ""
    for headline in printed:
        if len(headline.split()) >= 3 and (not (told or page) or _long_words(headline) & _long_words(told + " " + page)):
            return headline
    return _without_site(told or page, outlet) or next(iter(printed), "")


def _long_words(text: str) -> set[str]:
    """Words by which two wordings of a headline are known to be of one report."""
    return {w for w in re.split(r"\W+", text.lower()) if len(w) >= 5}


def _without_site(title: str, outlet: str) -> str:
    if outlet and (at := title.lower().rfind(outlet.lower())) > 0 and at + len(outlet) == len(title):
        return title[:at].rstrip(" |\u2013\u2014\u00b7:-")
    return _SUFFIX.sub("", title) if len(title.split()) > 5 else title


def _day(tree: html.HtmlElement, news: Mapping[str, object], metas: Mapping[str, str], url: str) -> str:
    told = [news.get("datePublished"), news.get("dateCreated")]
    told += [metas.get(n) for n in ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued", "dc.date", "pubdate")]
    for value in told:
        if (day := _DAY.match(_text(value))) and _EARLIEST <= day[0] <= _LATEST:
            return day[0]
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return find_date(tree, extensive_search=False, original_date=True, url=url or None, min_date=_EARLIEST, max_date=_LATEST) or ""


def _author(news: Mapping[str, object], metas: Mapping[str, str], outlet: str) -> str:
    authors = news.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    names = [_text(a) if isinstance(a, str) else _text(_member(a, "name")) for a in listed]
    told = ", ".join(dict.fromkeys(n for n in names if n)) or next((metas[n] for n in _AUTHORS if n in metas and "://" not in metas[n]), "")
    return told if told.lower() != outlet.lower() and len(told) <= _LONGEST_AUTHOR and not told.startswith("http") else ""


def _linked_author(tree: html.HtmlElement) -> str:
    links = [_text(a.text_content()) for a in tree.iter("a") if (a.get("rel") or "").lower() == "author"]
    return next((name for name in links if name and len(name) <= _LONGEST_AUTHOR), "")


def _address(tree: html.HtmlElement, metas: Mapping[str, str]) -> str:
    links = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    return next((u for u in [*links, metas.get("og:url", "")] if u.startswith("http")), "")


def _member(item: object, name: str) -> object:
    if isinstance(item, list):
        item = item[0] if item else None
    return item.get(name) if isinstance(item, Mapping) else None


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
