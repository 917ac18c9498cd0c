"""Words that only point back: pronouns, possessives and relatives; `nouns` has "le pays" and its like.

Limits: first and second person are left to the events stage, which knows who speaks.
"""

from __future__ import annotations

from functools import cache

from vigie.actors.knowledge import Knowledge
from vigie.actors.memory import END, Entity, Memory, Use
from vigie.actors.nouns import Nouns
from vigie.actors.reference import Pronoun
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml
from vigie.records import Sentence, Token

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


@cache
def speech_verbs(language: str) -> frozenset[str]:
    """Verbs whose subject speaks, which a thing cannot do (from the language's quotation.yaml)."""
    rows = load_yaml(language_file(language, "quotation.yaml"))["verbs"]
    return frozenset(verb for verbs in rows.values() for verb in verbs)


class Chains:
    """Finds what the pointing words of one report stand for."""

    def __init__(self, knowledge: Knowledge, memory: Memory, speech: frozenset[str], focus: str = "") -> None:
        self.know = knowledge
        self.ref = knowledge.reference
        self.memory = memory
        self.speech = speech
        self.nouns = Nouns(knowledge, memory, focus)

    # ------------------------------------------------------------------ pronouns

    def is_double(self, sent: Sentence, index: int) -> bool:
        """Whether the pronoun at a token has two words: "ce dernier"."""
        following = sent.tokens[index + 1].text.lower() if index + 1 < len(sent.tokens) else ""
        return f"{sent.tokens[index].text.lower()} {following}" in self.ref.pronouns

    def pronoun_at(self, sent: Sentence, index: int) -> Pronoun | None:
        """What the pronoun at a token asks for; None when there is none, or it stands for nobody."""
        token = sent.tokens[index]
        form = token.text.lower().replace("’", "'")
        if index + 1 < len(sent.tokens):
            double = self.ref.pronouns.get(f"{form} {sent.tokens[index + 1].text.lower()}")
            if double is not None:
                return double
        if token.upos != "PRON" or token.feat("Reflex") == "Yes":
            return None
        if token.relation == "expl" and not (form.startswith("-") and sent.tokens[token.head].lemma.lower() in self.speech):
            return None
        bare = form.lstrip("-")
        for prefix in sorted(self.ref.pronoun_prefixes):
            bare = bare.removeprefix(prefix)
        found = self.ref.pronouns.get(bare)
        if found is None or self._is_impersonal(sent, token):
            return None
        return found

    def _is_impersonal(self, sent: Sentence, token: Token) -> bool:
        verb = sent.tokens[token.head]
        if verb.lemma.lower() in self.ref.impersonal:
            return True
        clause = [t for t in sent.dependents(verb.index, "csubj", "expl:subj") if t.index != token.index]
        return bool(clause) and token.relation in ("nsubj", "expl")

    def resolve_pronoun(self, sent: Sentence, index: int, pronoun: Pronoun, quoted: frozenset[int]) -> Entity | None:
        """The entity that a pronoun stands for."""
        token = sent.tokens[index]
        verb = sent.tokens[token.head]
        is_subject = token.relation == "nsubj"
        speaks = is_subject and (verb.lemma or verb.text).lower() in self.speech
        above = set(sent.ancestors(verb.index)) if is_subject else set()
        beside = set() if is_subject else self._arguments(sent.index, verb.index, token.index)

        def bonus(use: Use) -> float | None:
            if use.entity.number in beside:
                return None
            if use.sentence == sent.index:
                if use.governor == verb.index and use.token != token.index and not is_subject:
                    return None
                if (index in quoted) != use.is_quoted:
                    return None
            if use.entity.kind == "thing" and speaks:
                return None
            extra = 1.0 if speaks and use.entity.is_person else 0.0
            if use.sentence == sent.index and use.governor in above:
                extra += 1.0
            if use.entity.kind in ("thing", "people"):
                extra -= 0.8
            return extra

        return self.memory.antecedent(pronoun, sent.index, index, bonus)

    def _arguments(self, sentence: int, verb: int, token: int) -> set[int]:
        """Numbers of the entities that stand beside a token under one verb: "*il* lui a demandé" are two."""
        return {
            u.entity.number for u in self.memory.recent(sentence, END, 0)
            if u.governor == verb and u.token != token and u.entity.kind != "thing"
        }

    def resolve_relative(self, sent: Sentence, index: int) -> int:
        """The token that a relative pronoun stands for, or -1."""
        token = sent.tokens[index]
        here = token
        for _ in range(6):
            if here.relation == "acl" and here.head < index:
                return here.head
            if here.head == here.index:
                break
            here = sent.tokens[here.head]
        return -1

    def resolve_possessive(self, sent: Sentence, index: int, quoted: frozenset[int]) -> Entity | None:
        """The entity that "son", "leur", "its" stands for: by preference the subject of its own clause."""
        asked = self.ref.possessives.get(sent.tokens[index].text.lower())
        if asked is None:
            return None
        path = sent.ancestors(index)
        above = set(path)
        near = next((i for i in path[1:] if sent.tokens[i].upos in ("VERB", "AUX")), -1)
        noun = sent.tokens[index].head

        def bonus(use: Use) -> float | None:
            if use.entity.kind == "thing":
                return -1.5 if use.sentence == sent.index else None
            if use.sentence != sent.index:
                return 0.0
            if (index in quoted) != use.is_quoted or use.token == noun:
                return None
            if use.governor == near and near >= 0:
                return 3.0
            return 1.5 if use.governor in above else 0.3

        return self.memory.antecedent(asked, sent.index, index, bonus)
