"""Names of cities and regions in a report, each with the country in which it lies.

A name that several places bear goes to the country that the report names beside it ("Tripoli, Libye"; "Genève (Suisse)"), else to a
country that the report speaks of, else to the largest place. Words of the language that are also names of places (`Nice`, `Mobile`,
`Reading`) need the model's label, or a preposition of place before them and a capital inside the sentence.
Limits: a place that the gazetteer does not hold is not found; coordinates are looked up later, by name and country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from vigie.lexicon.grammar import Grammar, load_grammar
from vigie.lexicon.nametrie import Hit, fold, pieces_of
from vigie.places.gazetteer import City, Gazetteer, load_gazetteer
from vigie.records import Article, Mention, Sentence, Span, Token

_BESIDE = frozenset({",", "(", "["})
_NOT_PLACES = frozenset({"PER", "ORG"})
_SAFE_POPULATION = 300_000
_KNOWN_POPULATION = 100_000


def find_places(article: Article, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Mentions of cities and regions.

    Args:
        article: The report.
        sentences: Its sentences, parsed or not.

    Returns:
        Mentions of kind `place`, with the country's code in `place`, in order of the text.
    """
    gazetteer = load_gazetteer(article.language)
    grammar = load_grammar(article.language)
    rows = [(s, gazetteer.names.find(p), gazetteer.countries.find(p)) for s in sentences for p in (pieces_of(s),)]
    spoken = _countries_of(rows)
    people = _people_of(sentences)
    found: list[Mention] = []
    for sent, cities, countries in rows:
        beside = {hit.start: hit.values[0] for hit in countries}
        named = {i for hit in countries for i in range(hit.start, hit.end)}
        for hit in cities:
            if named.issuperset(range(hit.start, hit.end)):
                continue  # Mali is a country before it is a city of China
            if not _is_place(sent, hit, grammar, gazetteer, people):
                continue
            city = _choose(hit.values, _country_beside(sent, hit.end, beside), spoken)
            tokens = sent.tokens[hit.start : hit.end]
            span = Span(tokens[0].start, tokens[-1].end)
            found.append(Mention(sent.index, span, _head(sent, hit), "place", place=city.country))
    return tuple(found)


def _countries_of(rows: Sequence[tuple[Sentence, list[Hit[City]], list[Hit[str]]]]) -> Counter[str]:
    return Counter(hit.values[0] for _, _, countries in rows for hit in countries)


def _people_of(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Folded words of the names of several words that the model takes for persons."""
    found = set()
    for sent in sentences:
        for one, two in pairwise(sent.tokens):
            if one.name == two.name == "PER" and not two.name_start:
                found |= {fold(one.text), fold(two.text)}
    return frozenset(found)


def _head(sent: Sentence, hit: Hit[City]) -> int:
    for index in range(hit.start, hit.end):
        token = sent.tokens[index]
        if token.head == index or not hit.start <= token.head < hit.end:
            return index
    return hit.start


def _country_beside(sent: Sentence, end: int, countries: dict[int, str]) -> str:
    """The country named right behind a place, between brackets or commas."""
    if end < len(sent.tokens) and sent.tokens[end].text in _BESIDE:
        for start in (end + 1, end + 2):
            if start in countries:
                return countries[start]
    return ""


def _choose(cities: Sequence[City], beside: str, spoken: Counter[str]) -> City:
    def worth(city: City) -> tuple[bool, bool, bool, int]:
        near = spoken[city.country] > 0
        return (city.country == beside, near and city.population * 20 >= largest, near and city.population > 0, city.population)

    largest = max(c.population for c in cities)
    return max(cities, key=worth)


def _is_place(sent: Sentence, hit: Hit[City], grammar: Grammar, gazetteer: Gazetteer, people: frozenset[str]) -> bool:
    """Whether a name stands for a place here, and not for a word or a person."""
    tokens = sent.tokens[hit.start : hit.end]
    labels = {t.name for t in tokens}
    first = tokens[0]
    if len(tokens) == 1 and fold(first.text) in gazetteer.never:
        return False
    before = sent.tokens[hit.start - 1] if hit.start else None
    located = before is not None and _plain(before.text, grammar) in grammar.locative | {grammar.genitive}
    largest = max(c.population for c in hit.values)
    least = _KNOWN_POPULATION if located else _SAFE_POPULATION
    in_place = before is not None and _plain(before.text, grammar) in grammar.locative
    mistaken = _is_alone(sent, hit) and not gazetteer.is_word(first.text) and (
        in_place and len(tokens) > 1 or largest >= least and fold(first.text) not in people
    )
    if labels & _NOT_PLACES and not mistaken:
        return False
    after = sent.tokens[hit.end] if hit.end < len(sent.tokens) else None
    if _continues_name(before, labels) or _continues_name(after, labels):
        return False
    if "LOC" in labels:
        return True
    if gazetteer.is_word(" ".join(t.text for t in tokens)):
        return located and first.upos == "PROPN"
    if first.upos not in ("PROPN", "NOUN", "X"):
        return False
    return located or largest >= _SAFE_POPULATION and first.upos == "PROPN"


def _is_alone(sent: Sentence, hit: Hit[City]) -> bool:
    """Whether no word beside a name has the same label: then one mistaken label is likelier than a name of one word."""
    label = sent.tokens[hit.end - 1].name
    beside = [sent.tokens[i] for i in (hit.start - 1, hit.end) if 0 <= i < len(sent.tokens)]
    return all(t.name != label for t in beside)


def _continues_name(token: Token | None, labels: set[str]) -> bool:
    """Whether the neighbour is part of one longer name with it."""
    if token is None or "LOC" in labels or token.name == "LOC":
        return False
    return token.upos == "PROPN" and token.text[:1].isupper()


def _plain(text: str, grammar: Grammar) -> str:
    form = text.lower().replace("’", "'")
    return grammar.prepositions.get(form, form)
