"""All mentions of an article: names, roles, persons and the words that point back to them, resolved in order of the text.

Two rounds. The first looks everything up in every sentence, so that what the last paragraph says of a person is known in the
first. The second walks through the text and resolves, with a memory of who was spoken of.
Limits: see the modules; nothing is guessed: what no rule resolves has the code `---` or no actor at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from vigie.actors.chains import Chains, speech_verbs
from vigie.actors.compile import load_knowledge
from vigie.actors.focus import Nearby, focus_country
from vigie.actors.knowledge import Knowledge
from vigie.actors.memory import Memory
from vigie.actors.names import Scanned, may_name_again, scan_sentence, surnames_of, surnames_told
from vigie.actors.people import People
from vigie.actors.phrase import Phrase
from vigie.actors.phrases import PhraseReader
from vigie.actors.reading import SentenceReader
from vigie.actors.resolving import Resolver
from vigie.records import Article, Mention, Sentence


def find_mentions(
    article: Article, sentences: Sequence[Sentence], places: Sequence[Mention] = ()
) -> tuple[Mention, ...]:
    """Who and what an article speaks of.

    Args:
        article: The report; its day decides who holds an office.
        sentences: Its parsed sentences.
        places: What `vigie.places.find_places` found.

    Returns:
        Mentions in order of the text; places that no actor took over are among them.
    """
    knowledge = load_knowledge(article.language)
    day = article.published[:10]
    parsed = [s for s in sentences if s.is_parsed]
    placed: dict[int, list[Mention]] = defaultdict(list)
    for place in places:
        placed[place.sentence].append(place)
    scanned = _scan(article, parsed, knowledge, placed)
    phrases = [PhraseReader(row, knowledge, placed[row.sent.index]).read() for row in scanned]
    people = People(knowledge, day)
    people.gather(scanned, phrases)
    memory = Memory()
    resolver = Resolver(knowledge, day, people, memory, article.text)
    leaders = [h.code for p in people.persons if (h := people.holder(p)) is not None]
    resolver.focus = focus_country(article, scanned, places, leaders, _dateline_country(article, knowledge))
    resolver.nearby = Nearby(scanned, places, resolver.focus)
    resolver.spoken = resolver.nearby.spoken()
    chains = Chains(knowledge, memory, speech_verbs(article.language), resolver.focus)
    found: list[Mention] = []
    quoting = False
    block = -1
    for row, row_phrases in zip(scanned, phrases, strict=True):
        if row.sent.block != block:
            block, quoting = row.sent.block, False
        reader = SentenceReader(row, row_phrases, placed[row.sent.index], resolver, chains)
        quoting = reader.notes.note_quotes(quoting)
        found.extend(reader.read())
    found.extend(p for s in sentences if not s.is_parsed for p in placed[s.index])
    return tuple(sorted(found, key=lambda m: (m.sentence, m.head, m.kind == "place", m.span)))


def _scan(article: Article, sentences: Sequence[Sentence], knowledge: Knowledge, placed: Mapping[int, list[Mention]]) -> list[Scanned]:
    """All sentences, looked up; those that name somebody by a surname which only the report tells are looked up again."""

    def scan(sent: Sentence, surnames: frozenset[str]) -> Scanned:
        return scan_sentence(sent, article.text, knowledge, frozenset(p.span for p in placed[sent.index]), surnames)

    surnames = surnames_of(sentences)
    scanned = [scan(s, surnames) for s in sentences]
    more = surnames_told(scanned) - surnames
    return [scan(row.sent, surnames | more) if may_name_again(row, more) else row for row in scanned]


def _dateline_country(article: Article, knowledge: Knowledge) -> str:
    if article.dateline is None or not article.dateline.place:
        return ""
    values = knowledge.names.exact(article.dateline.place)
    return next((v.code for v in values if v.kind in ("country", "capital")), "")


__all__ = ["Phrase", "find_mentions"]
