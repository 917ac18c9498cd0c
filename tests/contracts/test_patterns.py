"""No regular expression of ours can backtrack without bound: all of them are looked at, those made of data too.

A repetition without end may hold another one only behind or before something that the inner one cannot match: `\\d+(?:,\\d+)*` has one way to
match a text, `(?:\\d+)*` very many. Two neighbours without end must not share a character.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
_RECORDER = """
import importlib, json, pkgutil, re, sys
seen, compile_ = {}, re._compile
def record(pattern, flags):
    frame = sys._getframe(2)
    while frame is not None and not frame.f_globals.get("__name__", "").startswith("vigie"):
        frame = frame.f_back if frame.f_globals.get("__name__", "") in ("re", "functools") else None
    made = compile_(pattern, flags)
    if frame is not None:
        text = made.pattern if isinstance(made.pattern, str) else made.pattern.decode("latin-1")
        seen[text, made.flags & ~re.UNICODE] = f"{frame.f_globals['__name__']}:{frame.f_lineno}"
    return made
re._compile = record
import vigie
for module in pkgutil.walk_packages(vigie.__path__, "vigie."):
    if ".engines." not in module.name and ".migrations" not in module.name:
        importlib.import_module(module.name)
from vigie.lexicon.languages import installed_languages
from vigie.pipeline import Reader
for language in installed_languages():
    Reader(language).read("BAMAKO, 5 juin (Reuters) - Mali 2022 \\u00ab a \\u00bb.", language=language)
print(json.dumps([[p, f, w] for (p, f), w in seen.items()]))
"""
_ALPHABET = [chr(c) for c in (*range(0x250), 0x301, 0x3B1, 0x3A9, 0x416, 0x5D0, 0x660, 0x915, *range(0x2000, 0x2070), 0x20AC, 0x3000, 0x4E2D, 0xFEFF, 0x1F600)]
_ENDLESS = re._constants.MAXREPEAT  # type: ignore[attr-defined]
_MANY = 1000
"""Repetitions that are as good as endless."""


@cache
def patterns() -> list[tuple[str, int, str]]:
    """Every pattern that the program compiles when it is imported and reads reports, with its flags and the line that compiles it."""
    run = subprocess.run([sys.executable, "-c", _RECORDER], capture_output=True, check=True, text=True)
    return [(p, f, w) for p, f, w in json.loads(run.stdout)]


def _children(op: str, value: Any) -> Iterable[list[Any]]:
    """The sequences inside one item of a parsed pattern."""
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        yield list(value[2])
    elif op == "SUBPATTERN":
        yield list(value[3])
    elif op == "BRANCH":
        yield from (list(branch) for branch in value[1])
    elif op == "ATOMIC_GROUP":
        yield list(value)
    elif op in ("ASSERT", "ASSERT_NOT"):
        yield list(value[1])
    elif op == "GROUPREF_EXISTS":
        yield from (list(v) for v in value[1:] if v)


def _characters(item: tuple[Any, Any], flags: int) -> frozenset[str]:
    """The characters, of a sample of all scripts, that an item may hold anywhere."""
    op, value = str(item[0]), item[1]
    if op in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
        state = re._parser.State()  # type: ignore[attr-defined]
        state.flags, state.str = flags, ""
        single = re._compiler.compile(re._parser.SubPattern(state, [item]), flags)  # type: ignore[attr-defined]
        return frozenset(c for c in _ALPHABET if single.fullmatch(c))
    return frozenset().union(*(_characters(i, flags) for part in _children(op, value) for i in part))


def _first(items: Iterable[tuple[Any, Any]], flags: int) -> frozenset[str]:
    """The characters with which a sequence can begin."""
    found: frozenset[str] = frozenset()
    for item in items:
        parts = list(_children(str(item[0]), item[1]))
        found |= frozenset().union(*(_first(part, flags) for part in parts)) if parts else _characters(item, flags)
        if not _is_empty(item):
            break
    return found


def _is_empty(item: tuple[Any, Any]) -> bool:
    """Whether an item may match nothing."""
    op, value = str(item[0]), item[1]
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        return value[0] == 0 or all(_is_empty(i) for i in value[2])
    if op == "SUBPATTERN":
        return all(_is_empty(i) for i in value[3])
    if op == "BRANCH":
        return any(all(_is_empty(i) for i in branch) for branch in value[1])
    return op in ("AT", "ASSERT", "ASSERT_NOT")


def _endless(item: tuple[Any, Any]) -> bool:
    return str(item[0]) in ("MAX_REPEAT", "MIN_REPEAT") and (item[1][1] == _ENDLESS or item[1][1] >= _MANY)


def _has_endless(items: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The endless repetitions inside, at any depth."""
    found = []
    for item in items:
        if _endless(item):
            found.append(item)
        for part in _children(str(item[0]), item[1]):
            found += _has_endless(part)
    return found


def _flat(items: list[Any]) -> list[Any]:
    """A sequence with its plain groups opened."""
    found: list[Any] = []
    for item in items:
        found += _flat(list(item[1][3])) if str(item[0]) == "SUBPATTERN" else [item]
    return found


def _is_delimited(body: list[Any], flags: int) -> bool:
    """Whether each turn of a repetition begins or ends with something that no endless repetition inside it matches."""
    inner = frozenset().union(*(_characters(i, flags) for i in _has_endless(body)))
    flat = [i for i in _flat(body) if str(i[0]) not in ("AT", "ASSERT", "ASSERT_NOT")]
    if len(flat) == 1 and str(flat[0][0]) == "BRANCH":
        return all(not _has_endless(list(b)) or _is_delimited(list(b), flags) for b in flat[0][1][1])
    return any(not _is_empty(edge) and not _has_endless([edge]) and not _characters(edge, flags) & inner for edge in (flat[0], flat[-1]))


def faults(pattern: str, flags: int) -> list[str]:
    """What is wrong with a pattern."""
    found: list[str] = []

    def look(items: list[Any]) -> None:
        flat = _flat(items)
        for one, two in zip(flat, flat[1:], strict=False):
            if _endless(one) and _endless(two) and _characters(one, flags) & _first([two], flags):
                found.append("two neighbours without end can share a character")
        for item in items:
            for part in _children(str(item[0]), item[1]):
                if _endless(item) and _has_endless(part) and not _is_delimited(part, flags):
                    found.append("a repetition without end inside another, with nothing to tell the turns apart")
                look(part)

    look(list(re._parser.parse(pattern, flags)))  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("bad", [r"(?:\d+)*", r"(a+)+b", r"(?:\w+\s?)*", r"(?:a|b+)*", r"\s*\s*x", r"(?:\w+[\w.]+)*"])
def test_dangerous_patterns_are_seen(bad: str) -> None:
    """The check refuses what can backtrack."""
    assert faults(bad, re.UNICODE)


@pytest.mark.parametrize("good", [r"\d+(?:[.,]\d+)*", r"(?:[a-z]\.){2,}", r"\w+(?:[-']\w+)*", r"\s*[|]\s*", r"(?:a{1,5}){1,5}"])
def test_harmless_patterns_pass(good: str) -> None:
    """The check takes what has one way to match."""
    assert not faults(good, re.UNICODE)


def test_no_pattern_of_ours_can_backtrack_without_bound() -> None:
    """Patterns of source and data, as they are compiled."""
    rows = patterns()
    assert len(rows) > 50
    assert [f"{where}: {pattern}: {fault}" for pattern, flags, where in rows for fault in faults(pattern, flags | re.UNICODE)] == []


def test_every_place_that_compiles_a_pattern_is_looked_at() -> None:
    """A module that uses `re` has a pattern among those that were seen."""
    seen = {where.partition(":")[0] for _, _, where in patterns()}
    using = {
        "vigie." + ".".join(path.relative_to(ROOT / "src" / "vigie").with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "src" / "vigie").rglob("*.py")
        if re.search(r"\bre\.compile\(", path.read_text(encoding="utf-8"))
    }
    assert sorted(using - seen) == []
