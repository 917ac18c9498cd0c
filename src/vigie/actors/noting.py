"""The mentions of one sentence while they are made, and what is remembered of each."""

from __future__ import annotations

from vigie.actors.memory import Entity, Use
from vigie.actors.names import Scanned
from vigie.actors.position import governor, head_of_range, preposition, salience
from vigie.actors.resolving import Resolver
from vigie.records import Actor, Mention, Sentence, Span, Token

_OPEN, _CLOSE, _BOTH = "«“„", "»”", "\""
_GENDERS = {"Masc": "masc", "Fem": "fem", "Neut": "neut"}


class Notes:
    """What was found in a sentence so far."""

    def __init__(self, scanned: Scanned, places: list[Mention], resolver: Resolver) -> None:
        self.scanned = scanned
        self.sent: Sentence = scanned.sent
        self.places = {p.head: p for p in places}
        self.resolver = resolver
        self.memory = resolver.memory
        self.know = resolver.know
        self.quoted: frozenset[int] = frozenset()
        self.found: list[Mention] = []
        self.where = self.place_before()

    def note_quotes(self, is_open: bool) -> bool:
        """Mark the tokens between quotation marks; returns whether a quotation goes on."""
        inside = set()
        for token in self.sent.tokens:
            mark = token.text[:1]
            if mark in _OPEN and mark:
                is_open = True
            elif mark in _CLOSE and mark:
                is_open = False
            elif mark == _BOTH:
                is_open = not is_open
            elif is_open:
                inside.add(token.index)
        self.quoted = frozenset(inside)
        return is_open

    def is_found(self, head: int) -> bool:
        """Whether a token already heads a mention."""
        return any(m.head == head for m in self.found)

    def add(
        self, start: int, end: int, head: int, kind: str, actors: tuple[Actor, ...], entity: Entity | None = None,
        place: str = "", office: str = ""
    ) -> None:
        """Make a mention of the tokens `[start, end)`."""
        chain = entity.number if entity is not None else -1
        span = Span(self.sent.tokens[start].start, self.sent.tokens[end - 1].end)
        self.found.append(Mention(self.sent.index, span, head, kind, actors, place, chain, office))

    def use(self, entity: Entity, index: int, *, is_plural: bool, gender: str = "") -> None:
        """Remember that an entity was named at a token."""
        token = self.sent.tokens[index]
        above = governor(self.sent, index)
        self.memory.use(
            Use(entity, self.sent.index, index, salience(self.sent, index), gender or self.gender(token), is_plural,
                above.index if above.index != index else -1, index in self.quoted)
        )

    def gender(self, token: Token) -> str:
        """The gender of a word by its features and its determiner, or `any`."""
        own = _GENDERS.get(token.feat("Gender"), "")
        for det in self.sent.dependents(token.index, "det"):
            own = _GENDERS.get(det.feat("Gender"), "") or own
        return own or "any"

    def place_before(self, before: int | None = None) -> str:
        """Country of the first place of the sentence (before a token) that stands behind a locative preposition."""
        for index in range(len(self.sent.tokens) if before is None else before):
            hit = self.scanned.names.get(index)
            code = ""
            if hit is not None and hit.values[0].kind in ("country", "capital"):
                head = head_of_range(self.sent, hit.start, hit.end)
                code = hit.values[0].code
            elif index in self.places:
                head, code = index, self.places[index].place
            if code and self._lies(head):
                return code
        return ""

    def _lies(self, head: int) -> bool:
        """Whether a place stands behind a locative preposition: "*dans* Mossoul", "*dans* le nord de la Syrie"."""
        grammar = self.know.grammar
        before = preposition(self.sent, head, grammar)
        if before == grammar.genitive:
            above = governor(self.sent, head)
            return above.lemma.lower() in self.know.reference.motion and preposition(self.sent, above.index, grammar) in grammar.locative
        return before in grammar.locative
