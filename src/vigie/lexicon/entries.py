"""Event entries: a word, what it codes, and where its participants stand.

An entry is one sense. It names a trigger (verb, noun or adjective lemma), a code (type and modes), the slots of
actor and recipient, and conditions. `docs/howto/add-a-word.md` explains every field to people who edit
the files; this module gives them types and refuses what is wrong, with file and entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vigie.errors import LexiconError
from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import types_with

POS = ("verb", "noun", "adj")
NEEDS = ("actor", "recipient", "both", "either", "nobody")
COMP = ("drop", "alleged", "possible", "scheduled", "negated", "keep")
STATUSES = ("occurred", "scheduled", "possible", "alleged", "negated")
NEGATED = ("any", "willed")
ANY_LEMMA = "*"
"""As a lemma: every word of the part of speech (only beside `negated`)."""
COUNTS = ("killed", "wounded", "arrested", "troops", "participants", "displaced", "money")
CLASSES = ("@actor", "@person", "@state", "@place", "@any", "@none", "@armed", "@several")

_FIELDS = {
    *POS, "id", "code", "actor", "recipient", "when", "must", "unless", "reflexive", "clitic", "particle", "needs",
    "voice", "negated", "comp", "status", "counts", "examples", "note", "place",
}  # fmt: skip

Slots = tuple[tuple[str, ...], ...]
"""Alternatives in order of preference; each is one slot or several whose fillers go together."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must (or must not) stand in a slot: lemmas, or a class such as `@actor`."""

    slot: str
    lemmas: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventEntry:
    """One sense of one word."""

    id: str
    pos: str
    lemma: str
    type: str
    modes: tuple[str, ...]
    actor: Slots
    recipient: Slots
    when: tuple[Condition, ...] = ()
    must: tuple[Condition, ...] = ()
    """Conditions without which the word is no candidate in this sense; one of `when` may be missed."""
    unless: tuple[Condition, ...] = ()
    reflexive: bool = False
    clitic: str = ""
    particle: str = ""
    needs: str = "either"
    voice: str = ""
    negated: str = ""
    """`any`: only where the word is denied; `willed`: only where it is, in the future, the conditional or under a modal."""
    comp: str = "keep"
    status: str = ""
    counts: tuple[tuple[str, str], ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How specific the entry is: more conditions are tried first."""
        marks = bool(self.reflexive) + bool(self.clitic) + bool(self.particle) + bool(self.voice) + bool(self.negated)
        return 4 * (len(self.when) + len(self.must)) + 2 * marks + len(self.unless)


def slot_frame(value: Any, where: str) -> Slots:
    """A frame's slots for one role: `subj`, `[par, adj]`, `subj+avec`."""
    if value is None or value == "none":
        return ()
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(x, str) for x in items):
        raise LexiconError(f"{where}: slots must be words such as 'subj' or a list of them, not {value!r}")
    return tuple(tuple(part.strip() for part in item.split("+")) for item in items)


def _conditions(value: Any, classes: Mapping[str, list[str]], where: str) -> tuple[Condition, ...]:
    if value is None:
        return ()
    if not isinstance(value, dict):
        raise LexiconError(f"{where}: conditions must be 'slot: [words]', not {value!r}")
    found = []
    for slot, wanted in value.items():
        lemmas: set[str] = set()
        kinds: set[str] = set()
        for word in [wanted] if isinstance(wanted, str) else (wanted or []):
            if not isinstance(word, str):
                raise LexiconError(f"{where}: {word!r} in the condition on '{slot}' is no word: quote it")
            if word.startswith("$"):
                if word[1:] not in classes:
                    raise LexiconError(f"{where}: class {word} is not in classes.yaml: add it or list the words")
                lemmas.update(classes[word[1:]])
            elif word.startswith("@"):
                if word not in CLASSES:
                    raise LexiconError(f"{where}: {word} is none of {', '.join(CLASSES)}")
                kinds.add(word)
            else:
                lemmas.add(word)
        found.append(Condition(str(slot), frozenset(lemmas), frozenset(kinds)))
    return tuple(found)


def _one_of(raw: Mapping[str, Any], field: str, allowed: Iterable[str], default: str, where: str) -> str:
    value = raw.get(field, default)
    if value and value not in tuple(allowed):
        raise LexiconError(f"{where}: {field} is {value!r}, must be one of {', '.join(allowed)}")
    return str(value or "")


def read_entry(
    raw: Any, classes: Mapping[str, list[str]], modes: Mapping[str, frozenset[str]], language: str, where: str
) -> list[EventEntry]:
    """Check one entry of a file and give it a type; several lemmas give several entries.

    Args:
        raw: The mapping as read from YAML.
        classes: Named word classes of the language.
        modes: For each event type, its modes.
        language: Code that opens the ids.
        where: File and position, for messages.

    Raises:
        LexiconError: Something in the entry is wrong; says what and how to mend it.
    """
    if not isinstance(raw, dict):
        raise LexiconError(f"{where}: an entry is a mapping, not {raw!r}")
    pos = [p for p in POS if p in raw]
    if len(pos) != 1:
        raise LexiconError(f"{where}: give exactly one of {', '.join(POS)}")
    lemmas = raw[pos[0]] if isinstance(raw[pos[0]], list) else [raw[pos[0]]]
    where = f"{where} ({lemmas[0]})"
    unknown = sorted(set(raw) - _FIELDS)
    if unknown:
        raise LexiconError(f"{where}: unknown field '{unknown[0]}'; known: {', '.join(sorted(_FIELDS))}")
    kind, _, mode_text = str(raw.get("code", "")).partition("/")
    if kind not in modes:
        raise LexiconError(f"{where}: code {raw.get('code')!r} names no event type")
    wanted_modes = tuple(m for m in mode_text.split("+") if m)
    for mode in wanted_modes:
        if mode not in modes[kind]:
            raise LexiconError(f"{where}: {kind} has no mode '{mode}'; it has {', '.join(sorted(modes[kind])) or 'none'}")
    if ANY_LEMMA in lemmas and not raw.get("negated"):
        raise LexiconError(f"{where}: the lemma '{ANY_LEMMA}' stands for every word: only with 'negated'")
    either = pos[0] == "noun" or kind in types_with("one_side")
    default_comp = "drop" if kind in types_with("wish") else "alleged" if kind in types_with("charge") else "keep"
    counts = raw.get("counts") or {}
    for slot, count in counts.items():
        if count not in COUNTS:
            raise LexiconError(f"{where}: count '{count}' on '{slot}' is none of {', '.join(COUNTS)}")
    first = EventEntry(
        id=raw.get("id") or "",
        pos=pos[0],
        lemma=str(lemmas[0]),
        type=kind,
        modes=wanted_modes,
        actor=slot_frame(raw.get("actor"), where),
        recipient=slot_frame(raw.get("recipient"), where),
        when=_conditions(raw.get("when"), classes, where),
        must=_conditions(raw.get("must"), classes, where),
        unless=_conditions(raw.get("unless"), classes, where),
        reflexive=bool(raw.get("reflexive", False)),
        clitic=str(raw.get("clitic", "")),
        particle=str(raw.get("particle", "")),
        needs=_one_of(raw, "needs", NEEDS, "either" if either else "actor", where),
        voice=_one_of(raw, "voice", ("passive", "active"), "", where),
        negated=_one_of(raw, "negated", NEGATED, "", where),
        comp=_one_of(raw, "comp", COMP, default_comp, where),
        status=_one_of(raw, "status", STATUSES, "", where),
        counts=tuple((str(slot), str(count)) for slot, count in counts.items()),
        examples=tuple(str(x) for x in raw.get("examples") or ()),
    )
    return [replace(first, id=first.id or f"{language}.{kind.lower()}.{pos[0]}.{lemma}", lemma=str(lemma)) for lemma in lemmas]


def read_event_files(folder: Path, language: str, modes: Mapping[str, frozenset[str]]) -> tuple[EventEntry, ...]:
    """All event entries of a language, in the order of its files; ids are made unique by counting.

    Raises:
        LexiconError: A file is wrong; names file and entry.
    """
    classes_file = folder / "classes.yaml"
    classes: dict[str, list[str]] = load_yaml(classes_file) if classes_file.exists() else {}
    entries: list[EventEntry] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.stem.upper() not in modes:
            continue
        for number, raw in enumerate(load_yaml(path) or [], start=1):
            for entry in read_entry(raw, classes, modes, language, f"{path} entry {number}"):
                if entry.type != path.stem.upper():
                    raise LexiconError(f"{path} entry {number} ({entry.lemma}): {entry.type} belongs in another file")
                entries.append(entry)
    return _number(entries)


def _number(entries: list[EventEntry]) -> tuple[EventEntry, ...]:
    """Number the senses of a lemma: `fr.accuse.verb.condamner.1`, `.2` …"""
    seen: dict[str, int] = {}
    numbered = []
    for entry in entries:
        seen[entry.id] = seen.get(entry.id, 0) + 1
        numbered.append(replace(entry, id=f"{entry.id}.{seen[entry.id]}"))
    return tuple(numbered)
