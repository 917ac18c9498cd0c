"""Lemmas from a language's tables: what is known of a form first, then endings.

`syntax/lemmas.tsv` lists forms (lower case) with their part of speech, features where they decide, and lemma;
it is made by `training/` from treebanks and from the irregular words of `syntax/irregular.yaml`. `syntax/lemma_rules.yaml`
says what to do with the rest: for a part of speech, endings and what to put in their place. Of the candidates
that the rules give, one that the table knows as a lemma wins, else the first rule's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vigie.errors import LexiconError
from vigie.lexicon.compile import load_entries
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml
from vigie.text import plain_characters

_UPOS = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ"}
_LONGEST_ENDING = 10
_LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class EndingRule:
    """For forms in `ending` that have all the features: put `replacement` in its place."""

    ending: str
    replacement: str
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class LemmaTable:
    """Everything that a language knows about lemmas."""

    forms: Mapping[tuple[str, str], tuple[tuple[frozenset[str], str], ...]]
    bare_forms: Mapping[tuple[str, str], str]
    """Forms without accents → form, for words in capitals."""
    lemmas: frozenset[tuple[str, str]]
    rules: Mapping[str, Mapping[str, tuple[EndingRule, ...]]]
    """Part of speech → ending → rules."""
    kept: frozenset[str]
    """Parts of speech whose lemma is the word as written."""
    telling: frozenset[str]
    """Features that an ending tells better than the tagger does."""

    def lemma(self, text: str, upos: str, morph: str) -> str:
        """The lemma of a word with its part of speech and features."""
        if upos in self.kept:
            return text
        form = unicodedata.normalize("NFC", plain_characters(text)).lower()
        features = frozenset(morph.split("|"))
        known = self._look_up(form, upos, features)
        if not known and text[:1].isupper() and (form, upos) in self.bare_forms:
            known = self._look_up(self.bare_forms[form, upos], upos, features)
        if not known and 1 < len(text) <= _LONGEST_ACRONYM and text.isupper():
            return text
        if known:
            return known
        found, is_sure = self._by_rules(form, upos, features)
        if not is_sure:  # the tagger may have the wrong mood or tense: any rule that gives a known lemma is better
            other, is_known = self._by_rules(form, upos, None)
            if is_known:
                return other
        return found

    def knows(self, text: str, upos: str, morph: str) -> bool:
        """Whether a form has a listed lemma as that part of speech."""
        return (self.lemma(text.lower(), upos, morph), upos) in self.lemmas

    def is_verb_alone(self, text: str, morph: str, not_upos: str) -> bool:
        """Whether a form is listed as a verb, or made by the rules of these features from a listed one, and never listed as the other."""
        form = unicodedata.normalize("NFC", plain_characters(text)).lower()
        if (form, not_upos) in self.forms:
            return False
        return (form, "VERB") in self.forms or self._by_rules(form, "VERB", frozenset(morph.split("|")))[1]

    def is_only(self, text: str, upos: str, morph: str, not_upos: str) -> bool:
        """Whether a form is listed, or made by the rules of these very features from a listed lemma, and never as the other."""
        form = unicodedata.normalize("NFC", plain_characters(text)).lower()
        if (form, not_upos) in self.forms:
            return False
        features = frozenset(morph.split("|"))
        if any(features <= wanted for wanted, _ in self.forms.get((form, upos), ())):
            return True
        return self._by_rules(form, upos, features)[1] and bool(self.rules.get(upos))

    def told(self, text: str, upos: str) -> str:
        """The telling feature of a form's ending, where the longest ending that makes a known lemma has one; else empty."""
        form = unicodedata.normalize("NFC", plain_characters(text)).lower()
        if not self.telling:
            return ""
        listed = {lemma for _, lemma in self.forms.get((form, upos), ())}
        for length in range(min(_LONGEST_ENDING, len(form) - 1), 0, -1):
            for rule in self.rules.get(upos, {}).get(form[len(form) - length :], ()):
                lemma = form[: len(form) - length] + rule.replacement
                if lemma in listed or not listed and (lemma, upos) in self.lemmas:
                    return next(iter(rule.features & self.telling), "")
        return ""

    def _look_up(self, form: str, upos: str, features: frozenset[str]) -> str:
        best, most = "", -1
        for wanted, lemma in self.forms.get((form, upos), ()):
            shared = len(wanted & features)
            if shared > most:
                best, most = lemma, shared
        return best

    def _by_rules(self, form: str, upos: str, features: frozenset[str] | None) -> tuple[str, bool]:
        """The lemma by the rules, those of some features or all, and whether it is a known one."""
        rules = self.rules.get(upos)
        if not rules:
            return form, True
        first = ""
        for length in range(min(_LONGEST_ENDING, len(form) - 1), -1, -1):
            for rule in rules.get(form[len(form) - length :], ()):
                if features is not None and not rule.features <= features:
                    continue
                candidate = form[: len(form) - length] + rule.replacement
                if (candidate, upos) in self.lemmas:
                    return candidate, True
                first = first or candidate
        return first or form, False


    def candidates(self, form: str, upos: str) -> set[str]:
        """Every lemma that the rules can give a form."""
        rules = self.rules.get(upos, {})
        longest = min(_LONGEST_ENDING, len(form) - 1)
        return {
            form[: len(form) - length] + rule.replacement
            for length in range(longest + 1)
            for rule in rules.get(form[len(form) - length :], ())
        }


@cache
def load_lemmas(language: str) -> LemmaTable:
    """The lemma table of a language.

    Raises:
        LexiconError: A file is missing or wrong; names file and line.
    """
    forms: dict[tuple[str, str], list[tuple[frozenset[str], str]]] = {}
    path = language_file(language, "syntax/lemmas.tsv")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LexiconError(f"{path}: {error.strerror}: make it with training/") from error
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if len(cells) != 4:
            raise LexiconError(f"{path} line {number}: needs form, part of speech, features, lemma between tabs")
        form, upos, features, lemma = cells
        forms.setdefault((form, upos), []).append((frozenset(features.split("|")) if features else frozenset(), lemma or form))
    rules, kept, telling = _load_rules(language_file(language, "syntax/lemma_rules.yaml"))
    bare: dict[tuple[str, str], str] = {}
    for form, upos in sorted(forms):
        stripped = strip_accents(form)
        if stripped != form:
            bare.setdefault((stripped, upos), form)
    return LemmaTable(
        {key: tuple(found) for key, found in forms.items()},
        bare,
        frozenset((lemma, upos) for (_, upos), found in forms.items() for _, lemma in found) | _lexicon_lemmas(language),
        rules,
        kept,
        telling,
    )


@cache
def is_common_word(language: str, form: str) -> bool:
    """Whether the language's table lists a form as a common word; any other may be a name."""
    word = unicodedata.normalize("NFC", plain_characters(form)).lower()
    return word in _listed(language)


@cache
def _listed(language: str) -> frozenset[str]:
    return frozenset(form for form, upos in load_lemmas(language).forms if upos != "PROPN")


@cache
def possible_lemmas(language: str, form: str) -> frozenset[str]:
    """Every lemma that a form may have, whatever its part of speech and features; in lower case, the form with them."""
    table = load_lemmas(language)
    word = unicodedata.normalize("NFC", plain_characters(form)).lower()
    spellings = {word} | {table.bare_forms[word, upos] for upos in _UPOS.values() if (word, upos) in table.bare_forms}
    found = set(spellings)
    for spelling in spellings:
        for upos in _UPOS.values():
            known = table.forms.get((spelling, upos), ())
            found.update(lemma.lower() for _, lemma in known)
            if not known:
                found.update(lemma.lower() for lemma in table.candidates(spelling, upos))
    return frozenset(found)


def _lexicon_lemmas(language: str) -> frozenset[tuple[str, str]]:
    """The words of the event entries and the verbs of speech: they are lemmas too, and those that matter most."""
    speech = load_yaml(language_file(language, "quotation.yaml"))["verbs"]
    return frozenset((entry.lemma, _UPOS[entry.pos]) for entry in load_entries(language)) | frozenset(
        (str(verb), "VERB") for verbs in speech.values() for verb in verbs
    )


def strip_accents(word: str) -> str:
    """The word without accents, as capitals are often printed."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _load_rules(path: Path) -> tuple[dict[str, dict[str, tuple[EndingRule, ...]]], frozenset[str], frozenset[str]]:
    data = load_yaml(path)
    if not isinstance(data, dict) or not isinstance(data.get("rules"), dict):
        raise LexiconError(f"{path}: needs 'rules', a list of groups for each part of speech")
    table: dict[str, dict[str, tuple[EndingRule, ...]]] = {}
    for upos, groups in data["rules"].items():
        endings: dict[str, list[EndingRule]] = {}
        for group in groups:
            features = frozenset(part for part in str(group.get("features") or "").split("|") if part)
            for pair in group["endings"]:
                ending, arrow, replacement = str(pair).partition(">")
                if not arrow or len(ending) > _LONGEST_ENDING:
                    raise LexiconError(f"{path}: {upos}: '{pair}' must read ending>replacement")
                endings.setdefault(ending, []).append(EndingRule(ending, replacement, features))
        table[upos] = {ending: tuple(found) for ending, found in endings.items()}
    return table, frozenset(data.get("kept") or ()), frozenset(data.get("telling") or ())
