"""From tables to look-up: what a language calls countries, organisations, groups and roles.

Facts that hold in every language lie in `vigie/gazetteer/` (who leads whom, since when); what they are called lies in
`languages/<language>/`: `countries.tsv`, `organisations.tsv`, `groups.tsv`, `seats.tsv`, `roles.yaml`. Demonyms are listed in
one form and inflected by the endings of `demonyms.yaml`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from vigie.actors.knowledge import Holder, Knowledge, Known, Period, RoleNoun
from vigie.actors.organisations import load_organisations, periods_of_size
from vigie.actors.reference import Reference, load_reference
from vigie.actors.tables import GAZETTEER, rows_of, split_cell
from vigie.errors import LexiconError
from vigie.lexicon.grammar import load_grammar
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml
from vigie.lexicon.nametrie import NameTrie, fold

_ARTICLES = ("al-", "el-")
"""Arabic articles before a surname, which reports leave out: "M. Sissi"."""
_KINDS = ("office", "body", "people", "arms")
_OTHER = ("titles", "owned", "proper", "none")


@cache
def load_knowledge(language: str) -> Knowledge:
    """All that the actors stage knows beforehand, for an installed language.

    Raises:
        LexiconError: A table is missing or wrong; names file and line.
    """
    names: NameTrie[Known] = NameTrie()
    reference = load_reference(language)
    _add_organisations(names, language)
    for code, sector, listed in rows_of(language_file(language, "groups.tsv"), 3):
        sectors = _periods(code, sector)
        titles = split_cell(listed)
        for title in titles:
            names.add(title, Known("group", code, sectors[-1].sector if len(sectors) > 1 else sector, title, sectors[:-1]))
    for code, listed in rows_of(language_file(language, "seats.tsv"), 2):
        for title in split_cell(listed):
            names.add(title, Known("seat", code, "IGO" if code in load_organisations() else "GOV"))
    inflect = _Inflection(load_yaml(language_file(language, "demonyms.yaml")))
    prefixes = {fold(k): v for k, v in inflect.prefixes.items()}
    for code, listed, demonyms, capitals in rows_of(language_file(language, "countries.tsv"), 4):
        for title in split_cell(listed):
            names.add(title, Known("country", code, "GOV"))
        for title in split_cell(capitals):
            names.add(title, Known("capital", code, "GOV"))
        for demonym in split_cell(demonyms):
            for form in inflect.forms(demonym):
                names.add(form, Known("demonym", code, "GOV"))
    for number, words in reference.collectives.items():
        periods = periods_of_size(number)
        for word in words:
            names.add(word, Known("organisation", periods[0].code if periods else "", "IGO", "", periods))
    for bloc, (code, sector) in reference.blocs.items():
        names.add(bloc, Known("demonym", code, sector))
    for vague in reference.vague:
        names.add(vague.words, Known("vague", "---", vague.sector, vague.words))
    roles, none, titles_ = _roles(language)
    leaders, surnames, holders = _leaders()
    return Knowledge(
        language, names, roles, none, leaders, surnames, holders, titles_, reference, load_grammar(language),
        *_offices(reference, roles), prefixes, {},
    )


def _offices(reference: Reference, roles: NameTrie[RoleNoun]) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """Which office a role names, and by what roles its holder is taken up: also by one word of its name, "le *ministre*"."""
    office_of: dict[str, str] = {}
    names_of: dict[str, frozenset[str]] = {}
    for office, names in reference.offices.items():
        for name in names:
            office_of.setdefault(fold(name), office)
        words = {
            w for name in names for w in name.split()
            if w.lower() not in reference.person_nouns and any(r.kind == "office" and r.sector == "GOV" for r in roles.exact(w))
        }
        names_of[office] = frozenset(fold(n) for n in (*names, *words))
    return office_of, names_of


def _add_organisations(names: NameTrie[Known], language: str) -> None:
    known = load_organisations()
    path = language_file(language, "organisations.tsv")
    for name, listed in rows_of(path, 2):
        if name not in known:
            raise LexiconError(f"{path}: '{name}' is no id of gazetteer/organisations.tsv: add it there")
        found, titles = known[name], split_cell(listed)
        own = "" if found.is_whole else titles[0]
        for title in titles:
            names.add(title, Known("organisation", found.code, found.sector, own))


def pointing_words(language: str) -> frozenset[str]:
    """Every word that a mention may begin with or point back by: names, roles, titles, pronouns; folded."""
    know = load_knowledge(language)
    pronouns = (*know.reference.pronouns, *know.reference.possessives, *know.reference.pair_of_countries, *know.reference.pair_of_people)
    nouns = know.reference.country_nouns | know.reference.organisation_nouns | know.reference.group_nouns | know.reference.person_nouns
    words = {fold(part) for word in (*pronouns, *nouns, *know.reference.pair_of_any) for part in word.split()}
    return know.names.beginnings() | know.roles.beginnings() | know.leaders.beginnings() | know.titles | words


def _periods(code: str, sector: str) -> tuple[Period, ...]:
    """`REB:2021-08-15:GOV` is REB until that day, GOV from it."""
    parts = sector.split(":")
    found: list[Period] = []
    since = ""
    for i in range(0, len(parts), 2):
        until = parts[i + 1] if i + 1 < len(parts) else ""
        found.append(Period(since, until, code, parts[i]))
        since = until
    return tuple(found)


class _Inflection:
    """The forms of a demonym, by its ending."""

    def __init__(self, data: Any) -> None:
        self.prefixes: dict[str, str] = data.get("prefixes") or {}
        self._endings: list[tuple[str, list[str]]] = sorted(
            ((end, forms) for end, forms in data["endings"].items()), key=lambda e: -len(e[0])
        )
        self._irregular: dict[str, list[str]] = data.get("irregular") or {}

    def forms(self, word: str) -> list[str]:
        """All forms of a word."""
        if word in self._irregular:
            return [word, *self._irregular[word]]
        for ending, replacements in self._endings:
            if word.endswith(ending):
                stem = word[: len(word) - len(ending)]
                return [word, *(stem + r for r in replacements)]
        return [word]


def _roles(language: str) -> tuple[NameTrie[RoleNoun], NameTrie[str], frozenset[str]]:
    path = language_file(language, "roles.yaml")
    data = load_yaml(path)
    roles: NameTrie[RoleNoun] = NameTrie(is_cased=False)
    for kind, listed in data.items():
        if kind in _KINDS:
            for sector, words in listed.items():
                for word in words:
                    roles.add(word, RoleNoun(word, sector, kind, kind in ("office", "people")))
        elif kind not in _OTHER:
            raise LexiconError(f"{path}: '{kind}' is none of {', '.join(_KINDS + _OTHER)}: move its words")
    for row in data["owned"]:
        for word in row["words"]:
            roles.add(word, RoleNoun(word, row["sector"], "office", True, owner=row["code"]))
    for row in data["proper"]:
        for word in row["words"]:
            roles.add(word, RoleNoun(word, row["sector"], "body", False, usual=row.get("of", "")), is_cased=True)
    none: NameTrie[str] = NameTrie(is_cased=False)
    for word in data["none"]:
        none.add(word, word)
    return roles, none, frozenset(fold(t) for t in data["titles"])


def _leaders() -> tuple[NameTrie[str], dict[str, tuple[str, ...]], dict[str, tuple[Holder, ...]]]:
    """Holders of offices of state, from `gazetteer/leaders.tsv`: names, code, sector, office, since, until."""
    trie: NameTrie[str] = NameTrie()
    held: dict[str, list[Holder]] = defaultdict(list)
    surnames: dict[str, list[str]] = defaultdict(list)
    for listed, code, sector, office, since, until in rows_of(GAZETTEER / "leaders.tsv", 6):
        titles = split_cell(listed)
        name = titles[0]
        held[name].append(Holder(name, code, sector, office, since, until))
        for title in titles:
            if " " in title:
                trie.add(title, name)
            last = fold(title.split()[-1])
            for surname in {last, last.partition("-")[2] if last.startswith(_ARTICLES) else last}:
                if name not in surnames[surname]:
                    surnames[surname].append(name)
    return trie, {k: tuple(v) for k, v in surnames.items()}, {k: tuple(v) for k, v in held.items()}


__all__ = ["load_knowledge", "pointing_words"]
