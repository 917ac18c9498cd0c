"""What stands in a sentence: known names, nouns of roles, and runs of words that name a person.

A person's name is a run of capitalised words that no list knows: labelled so by the model, behind a title or a role, or like the
name of somebody known. Limits: a person called like a country is read as the country unless the model labels the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vigie.actors.knowledge import Knowledge, Known, RoleNoun
from vigie.lexicon.nametrie import Hit, Piece, fold, pieces_of
from vigie.records import Sentence, Span, Token

_NAME_TAGS = frozenset({"PROPN", "X"})
_MOST_NAME_WORDS = 6
_BEFORE_NAMES = frozenset({"ADP", "NUM", "DET"})
_HYPHENS = frozenset("-‐‑")
_SHORTEST = 3
"""Letters of a surname that names somebody by itself."""
_OWNED = 3
"""How far behind a role its owner may end: "President of *Ukraine* Taras Melnyk"."""


@dataclass(frozen=True, slots=True)
class NameRun:
    """Tokens `[start, end)` that name a person, or may."""

    start: int
    end: int
    words: tuple[str, ...]
    """Folded, without title."""
    text: str
    is_labelled: bool
    """Whether the model says that it is a person."""
    title: str = ""
    """Folded title before it, which is part of the range."""
    is_weak: bool = False
    """Whether it is a person only if a longer name of the report or a table says so."""
    leader: str = ""
    """Canonical name in the table of office holders, when the full name stands there."""


@dataclass(slots=True)
class Scanned:
    """A sentence with all that was looked up in it, by first token."""

    sent: Sentence
    names: dict[int, Hit[Known]] = field(default_factory=dict)
    roles: dict[int, Hit[RoleNoun]] = field(default_factory=dict)
    people: dict[int, NameRun] = field(default_factory=dict)
    surnames: frozenset[str] = frozenset()
    owner: dict[int, str] = field(default_factory=dict)
    """Token → `name`, `role`, `person`, or `none` for words that are nobody."""


def surnames_of(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Folded last words of the names of several words that the model sees in a report."""
    found = set()
    for sent in sentences:
        for here, following in pairwise([*sent.tokens, None]):
            is_last = following is None or following.name != "PER" or following.name_start
            if here is not None and here.name == "PER" and is_last and not here.name_start and here.text[:1].isupper():
                found.add(fold(here.text))
    return frozenset(found)


def surnames_told(scanned: Iterable[Scanned]) -> frozenset[str]:
    """Folded last words of the full names that were found, by whatever told them."""
    runs = (run for row in scanned for run in row.people.values())
    return frozenset(r.words[-1] for r in runs if len(r.words) > 1 and not r.is_weak and len(r.words[-1]) >= _SHORTEST)


def may_name_again(row: Scanned, surnames: frozenset[str]) -> bool:
    """Whether a capitalised word that is nobody yet is one of some surnames."""
    return any(t.text[:1].isupper() and t.index not in row.owner and fold(t.text) in surnames for t in row.sent.tokens)


def scan_sentence(
    sent: Sentence, text: str, knowledge: Knowledge, places: frozenset[Span] = frozenset(), surnames: frozenset[str] = frozenset()
) -> Scanned:
    """Look everything up in one sentence.

    Args:
        sent: The sentence.
        text: The article's text.
        knowledge: The tables of its language.
        places: Where its names of places stand.
        surnames: Folded last names of persons whom the report names in full: they name them whatever the model says.
    """
    scanned = Scanned(sent, surnames=surnames)
    pieces = pieces_of(sent)
    shouting = _is_shouting(sent)
    leaders = {} if shouting else {h.start: h for h in knowledge.leaders.find(pieces)}
    _take_names(scanned, pieces, knowledge)
    for hit in leaders.values():
        for index in range(hit.start, hit.end):
            scanned.names.pop(index, None)
            scanned.owner[index] = "person"
    nobody = {i: h.end for h in knowledge.none.find(pieces) for i in range(h.start, h.end)}
    for role in knowledge.roles.find(pieces, by_lemma=True, prefixes=knowledge.reference.prefixes):
        if nobody.get(role.start, 0) >= role.end:
            continue
        if _is_free_role(scanned, role, knowledge):
            scanned.roles[role.start] = role
            for index in range(role.start, role.end):
                scanned.owner[index] = "role"
                scanned.names.pop(index, None)
    for index in nobody:
        scanned.owner.setdefault(index, "none")
    _take_people(scanned, text, knowledge, leaders, shouting, places)
    return scanned


def _is_shouting(sent: Sentence) -> bool:
    letters = [t.text for t in sent.tokens if t.text.isalpha() and len(t.text) > 1]
    return len(letters) > 3 and sum(w.isupper() for w in letters) > len(letters) * 0.7


_ARMED = frozenset({"REB", "PRM", "UAF"})
"""Sectors whose adjective tells who did it: "une attaque *jihadiste*"."""


def _is_free_role(scanned: Scanned, role: Hit[RoleNoun], knowledge: Knowledge) -> bool:
    """A role is no verb and no part of a longer name."""
    tokens = scanned.sent.tokens[role.start : role.end]
    if len(tokens) == 1 and tokens[0].upos in ("VERB", "AUX", "ADP", "ADV", "DET", "PRON", "CCONJ", "SCONJ"):
        return _is_named_noun(scanned.sent, tokens[0])
    if len(tokens) == 1 and tokens[0].upos == "ADJ" and tokens[0].relation == "amod" and tokens[0].text[0].islower():
        before = scanned.sent.tokens[role.start - 1] if role.start else None
        holds = role.values[0].kind == "office" and before is not None and before.lemma.lower() in knowledge.reference.person_nouns
        acts = role.values[0].sector in _ARMED and before is not None and before.upos == "NOUN" and role.start - 1 not in scanned.roles
        return holds or acts or _is_noun_free(scanned.sent, tokens[0], knowledge)
    for index in range(role.start, role.end):
        if scanned.owner.get(index) == "person":
            return False
        if scanned.owner.get(index) == "name" and _name_over(scanned, index, role):
            return False
    return True


def _is_named_noun(sent: Sentence, token: Token) -> bool:
    """Whether a word tagged as a verb is a noun before a name: "le controversé *opposant* Agathon Rwasa"."""
    if token.upos != "VERB" or token.index == 0 or token.index + 1 >= len(sent.tokens):
        return False
    before, after = sent.tokens[token.index - 1], sent.tokens[token.index + 1]
    return before.upos in ("DET", "ADJ", "ADP") and after.name == "PER" and after.name_start and token.text[0].islower()


def _is_noun_free(sent: Sentence, token: Token, knowledge: Knowledge) -> bool:
    """Whether a word tagged as an adjective stands where a noun does: "trois cents manifestants", "les militaires"."""
    head = sent.tokens[token.head]
    return head.upos not in ("NOUN", "PROPN", "PRON") or head.lemma.lower() in knowledge.reference.number_nouns


def _name_over(scanned: Scanned, index: int, role: Hit[RoleNoun]) -> bool:
    return any(h.start <= index < h.end and h.end - h.start >= role.end - role.start for h in scanned.names.values())


def _take_names(scanned: Scanned, pieces: tuple[Piece, ...], knowledge: Knowledge) -> None:
    tokens = scanned.sent.tokens
    for hit in knowledge.names.find(pieces):
        if _is_inside_other_name(scanned.sent, hit):
            continue
        if _only_counts(tokens[hit.end - 1], hit):
            continue
        if hit.end - hit.start == 1 and _is_other_word(scanned.sent, tokens[hit.start], hit):
            continue
        if hit.values[0].kind == "country" and fold(tokens[hit.start].text) in scanned.surnames and tokens[hit.start].name == "PER":
            continue
        _take(scanned, hit)
    for compound in _compounds(pieces, knowledge, scanned):
        _take(scanned, compound)


def _only_counts(token: Token, hit: Hit[Known]) -> bool:
    """Whether a number that may name an organisation only counts what follows: "les *27* blessés"."""
    return bool(hit.values[0].periods) and hit.values[0].kind == "organisation" and token.relation in ("nummod", "amod", "det") and token.head > token.index


def _is_other_word(sent: Sentence, token: Token, hit: Hit[Known]) -> bool:
    """Whether a word in lower case is no name by its part of speech; a demonym that is only tagged as a verb is one."""
    if not token.text.islower() or token.upos not in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ"):
        return False
    is_verb = token.relation not in ("amod", "conj", "acl", "nmod") or bool(sent.dependents(token.index, "nsubj", "obj", "aux", "obl"))
    return is_verb or any(v.kind != "demonym" for v in hit.values)


def _take(scanned: Scanned, hit: Hit[Known]) -> None:
    scanned.names[hit.start] = hit
    for index in range(hit.start, hit.end):
        scanned.owner[index] = "name"


def _is_inside_other_name(sent: Sentence, hit: Hit[Known]) -> bool:
    """Whether the model sees a longer name around: "Paris Saint-Germain", "Jordan Smith"."""
    labels = {t.name for t in sent.tokens[hit.start : hit.end]}
    if labels != {"PER"} and labels != {"ORG"}:
        return False
    if all(v.kind in ("demonym", "organisation", "group") for v in hit.values) and labels == {"ORG"}:
        return False
    label = next(iter(labels))
    first, last = hit.start, hit.end
    while first > 0 and sent.tokens[first - 1].name == label and not sent.tokens[first].name_start:
        first -= 1
    while last < len(sent.tokens) and sent.tokens[last].name == label and not sent.tokens[last].name_start:
        last += 1
    if (first, last) == (hit.start, hit.end):
        return False
    if any(v.kind in ("country", "demonym") for v in hit.values) and sent.tokens[hit.start].text.isupper() and hit.end - hit.start == 1:
        return False  # "US envoy Jordan Reed": nobody's first name
    if all(v.kind in ("group", "organisation", "seat") for v in hit.values) and hit.end - hit.start > 1:
        return False
    if label == "PER":
        if hit.end - hit.start == 1 and len(sent.tokens[hit.start].text) > 1 and sent.tokens[hit.start].text.isupper():
            return False  # "US President Joe Biden": no name of a person is an acronym
        # "President of Ukraine Volodymyr Zelenskyy", "Three Syrian refugees": the label begins too early
        return hit.start == 0 or sent.tokens[hit.start - 1].upos not in _BEFORE_NAMES
    if first < hit.start and sent.tokens[hit.start - 1].upos in ("ADP", "DET"):
        return False
    return hit.end == last or sent.tokens[hit.end].text[0].isupper()


def _compounds(pieces: tuple[Piece, ...], knowledge: Knowledge, scanned: Scanned) -> list[Hit[Known]]:
    """Words such as "américano-russe" or "USA-Russie": every part is somebody."""
    by_token: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_token.setdefault(piece.token, []).append(piece)
    found = []
    for index, parts in by_token.items():
        if len(parts) < 2 or index in scanned.owner or not any(c in scanned.sent.tokens[index].text for c in "-‐‑–/"):
            continue
        values: list[Known] = []
        for place, part in enumerate(parts):
            code = knowledge.prefixes.get(part.folded, "") if place < len(parts) - 1 else ""
            known = [Known("demonym", code, "GOV")] if code else [
                v for v in knowledge.names.exact(part.raw) if v.kind in ("country", "demonym", "capital", "organisation", "seat")
            ]
            if not known:
                break
            values.append(known[0])
        else:
            kinds = {v.kind for v in values}
            kind = "pair" if kinds <= {"demonym"} or len(values) > 1 else ""
            found.append(Hit(index, index + 1, tuple(Known(kind, v.code, v.sector, v.name, v.periods) for v in values)))
    return found


# --------------------------------------------------------------------------- people


def _take_people(
    scanned: Scanned, text: str, knowledge: Knowledge, leaders: dict[int, Hit[str]], shouting: bool, places: frozenset[Span]
) -> None:
    tokens = scanned.sent.tokens
    index = 0
    while index < len(tokens):
        title = _title_length(scanned, index, knowledge)
        start = index + title
        end = leaders[start].end if start in leaders else _run_end(scanned, start, knowledge, has_title=bool(title))
        is_place = end > start and not title and Span(tokens[start].start, tokens[end - 1].end) in places
        if end <= start or is_place or shouting and not title or not title and start not in leaders and _begins_later(scanned, start, end):
            index += 1
            continue
        run = tokens[start:end]
        labelled = any(t.name == "PER" for t in run)
        sure = labelled or bool(title) or start in leaders or end - start > 1 and _is_named_behind_role(scanned, start)
        if not sure and not _may_name(scanned, start, end):
            index = end
            continue
        words = tuple(fold(t.text) for t in run if t.text not in _HYPHENS)
        name = text[run[0].start : run[-1].end]
        scanned.people[index] = NameRun(
            index, end, words, " ".join(name.split()), labelled, fold(tokens[index].text).strip(".") if title else "",
            not sure and _is_weak(scanned, start, end), leaders[start].values[0] if start in leaders else "",
        )
        for i in range(index, end):
            scanned.owner[i] = "person"
        index = end


def _begins_later(scanned: Scanned, start: int, end: int) -> bool:
    """Whether a capitalised complement stands before the name: "ministre du *Commerce* Julio Ancasi"."""
    tokens = scanned.sent.tokens
    if start == 0 or tokens[start - 1].upos != "ADP" or tokens[start].name == "PER":
        return False
    return any(t.name == "PER" and t.name_start for t in tokens[start + 1 : end])


def _title_length(scanned: Scanned, index: int, knowledge: Knowledge) -> int:
    token = scanned.sent.tokens[index]
    if scanned.owner.get(index) == "role" or fold(token.text).strip(".") not in knowledge.titles:
        return 0
    if index + 1 < len(scanned.sent.tokens) and scanned.sent.tokens[index + 1].text[0].isupper():
        return 1
    return 0


def _is_named_behind_role(scanned: Scanned, start: int) -> bool:
    """Whether a name must stand here: two capitalised words right behind a role, or behind the country that it belongs to."""
    tokens = scanned.sent.tokens
    if start == 0 or start + 1 >= len(tokens) or start + 1 in scanned.owner:
        return False
    if any(t.upos != "PROPN" or not t.text.istitle() for t in tokens[start : start + 2]):
        return False
    before = start - 1
    if scanned.owner.get(before) == "name" and all(v.kind in ("country", "organisation") for h in scanned.names.values() if h.end == start for v in h.values):
        behind = [h for h in scanned.roles.values() if before - _OWNED <= h.end - 1 < before]
        return bool(behind) and tokens[before - 1].upos in ("ADP", "DET")
    return any(h.end == start and h.values[0].kind == "office" for h in scanned.roles.values())


def _is_name_word(scanned: Scanned, index: int, knowledge: Knowledge) -> bool:
    tokens = scanned.sent.tokens
    if index >= len(tokens) or index in scanned.owner and scanned.owner[index] != "person":
        return False
    token = tokens[index]
    if not token.text[0].isalpha() or token.upos == "NUM" or token.lemma.lower() in knowledge.reference.number_nouns | knowledge.grammar.measures:
        return False
    if token.text[0].isupper() and token.name != "PER" and fold(token.text) in scanned.surnames:
        return True
    if token.name == "PER":
        return True
    if token.name in ("LOC", "ORG") or not token.text[0].isupper():
        return False
    if token.upos in _NAME_TAGS:
        return True
    return index > 0 and token.upos in ("NOUN", "ADJ", "VERB") and scanned.owner.get(index - 1) == "role"


def _run_end(scanned: Scanned, start: int, knowledge: Knowledge, *, has_title: bool) -> int:
    """Where the run of name words that begins at a token ends; `start` when there is none. Behind a title stands a name."""
    tokens = scanned.sent.tokens
    named = _is_name_word(scanned, start, knowledge) or start < len(tokens) and start not in scanned.owner and (
        has_title or _is_named_behind_role(scanned, start)
    )
    if not named or not tokens[start].text[0].isupper():
        return start
    end = start + 1
    while end < len(tokens) and end - start < _MOST_NAME_WORDS:
        token = tokens[end]
        if _is_hyphenated(tokens, end):
            end += 2
        elif _is_name_word(scanned, end, knowledge) or end == start + 1 and _is_named_behind_role(scanned, start) or (end - start <= 2 and token.text[0].isupper() and token.upos in ("NOUN", "ADJ")
                                           and end not in scanned.owner):
            if token.name_start and token.name == "PER" and tokens[end - 1].name == "PER":
                break
            end += 1
        elif fold(token.text) in knowledge.reference.particles and _is_name_word(scanned, end + 1, knowledge) and (
            token.name == "PER" or fold(token.text) not in knowledge.reference.careful_particles
        ):
            end += 2
        else:
            break
    return min(end, len(tokens))


def _is_hyphenated(tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen ties the word behind it to the one before: "Sanwo*-Olu*"."""
    if tokens[index].text not in _HYPHENS or index + 1 >= len(tokens):
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    return before.end == tokens[index].start and tokens[index].end == after.start and after.text[0].isalpha() and before.text[0].isupper()


def _may_name(scanned: Scanned, start: int, end: int) -> bool:
    """Whether an unlabelled run can still be a person: two names in a row, or behind a role."""
    tokens = scanned.sent.tokens[start:end]
    if any(t.name in ("LOC", "ORG") and fold(t.text) not in scanned.surnames for t in tokens):
        return False
    return all(t.upos in _NAME_TAGS or t.text.istitle() for t in tokens) and not all(t.text.isupper() for t in tokens)


def _is_weak(scanned: Scanned, start: int, end: int) -> bool:
    if start > 0 and scanned.owner.get(start - 1) == "role":
        return False
    after_article = start > 0 and scanned.sent.tokens[start - 1].upos == "DET"
    return end - start == 1 or after_article
