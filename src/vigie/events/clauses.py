"""What a clause says of its verb: voice, prepositions, what a relative pronoun stands for, and who is the subject.

`surface_subjects` looks for the subject in the clauses above where a verb has none of its own: shared by coordinated verbs, or
controlled ("blamed Peru for *closing* the port": Peru closed it).
"""

from __future__ import annotations

from vigie.lexicon.grammar import Grammar
from vigie.records import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET"})
VERBAL = frozenset({"VERB", "AUX"})
PARTICIPIAL = frozenset({"acl", "amod"})
_MAX_CLIMB = 6


def preposition_of(sent: Sentence, index: int, grammar: Grammar) -> str:
    """The plain form of the preposition before a phrase, or the empty string.

    A clitic's case counts too: a dative pronoun has the language's dative preposition.
    """
    for child in sent.dependents(index, "case"):
        if child.index > index and child.upos != "PART":
            continue
        for part in sent.dependents(child.index, "fixed"):
            if part.lemma in grammar.complex_prepositions:
                return grammar.complex_prepositions[part.lemma]
        form = child.text.lower()
        if form in grammar.complex_prepositions:
            return grammar.complex_prepositions[form]
        return grammar.prepositions.get(form, child.lemma.lower() if child.lemma else form)
    token = sent.tokens[index]
    if token.upos == "PRON" and token.relation == "iobj":
        return grammar.dative
    return ""


def conjuncts(sent: Sentence, index: int) -> list[int]:
    """The phrase at `index` and the phrases coordinated with it (nominal ones only)."""
    found = [index]
    for child in sent.dependents(index, "conj"):
        if child.upos in NOMINAL and not sent.dependents(child.index, "nsubj", "obj", "cop"):
            found.extend(conjuncts(sent, child.index))
    return found


def is_participle(token: Token) -> bool:
    """Whether a word is a past participle by its features."""
    return token.feat("VerbForm") == "Part" and token.feat("Tense") != "Pres"


def shared_auxiliary(sent: Sentence, index: int) -> int:
    """The verb whose auxiliary a past participle shares although the tree hangs it on a noun: "a admis une erreur et *exprimé* …".

    Returns:
        The index of that verb, or -1. A participle that modifies its noun has no object, and no conjunction before it.
    """
    token = sent.tokens[index]
    head = sent.tokens[token.head]
    if not is_participle(token) or head.upos not in NOMINAL or sent.dependents(index, "aux", "nsubj", "expl"):
        return -1
    joined = token.relation == "conj" and bool(sent.dependents(index, "cc"))
    if not joined and not (token.relation in ("acl", "conj") and sent.dependents(index, "obj")):
        return -1
    for above in sent.ancestors(index):
        verb = sent.tokens[above]
        if verb.upos in VERBAL and verb.index < index:
            compound = is_participle(verb) and sent.dependents(above, "aux") and not sent.dependents(above, "aux:pass")
            return above if compound else -1
    return -1


def is_passive(sent: Sentence, index: int) -> bool:
    """Whether a verb is in the passive (also a past participle that stands on a noun)."""
    token = sent.tokens[index]
    if shared_auxiliary(sent, index) >= 0:
        return False
    first = sent.tokens[token.head]
    if token.relation == "conj" and is_participle(token) and is_participle(first) and first.index < index and not sent.dependents(index, "aux", "nsubj", "expl"):
        if sent.dependents(first.index, "aux"):  # "a félicité X et *condamné* Y", "ont été arrêtés et *jugés*": one auxiliary for both
            return is_passive(sent, first.index)
    if sent.dependents(index, "aux:tense") and not sent.dependents(index, "aux:pass", "expl"):
        return False
    if any(c.deprel.startswith("expl") or c.feat("Reflex") == "Yes" for c in sent.dependents(index)) and not sent.dependents(index, "aux:pass"):
        return False
    if sent.dependents(index, "aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    if token.feat("Voice") == "Pass":  # a past tense that looks like a participle has a subject of its own
        return not sent.dependents(index, "nsubj")
    return token.relation in PARTICIPIAL and is_participle(token) and not sent.dependents(index, "aux", "nsubj")


def has_reflexive(sent: Sentence, index: int, grammar: Grammar) -> bool:
    """Whether a verb carries a reflexive pronoun of its own person."""
    for child in sent.dependents(index, "expl", "obj", "iobj", "obl"):
        form = child.text.lower()
        if form in grammar.reflexives:
            return True
        if form in grammar.reflexives_by_person and child.deprel.startswith("expl"):
            return True
    return False


def antecedent(sent: Sentence, index: int, grammar: Grammar) -> int:
    """What a relative pronoun stands for: the noun that its clause hangs on; else the token itself."""
    form = sent.tokens[index].text.lower()
    if form not in grammar.relative_subject | grammar.relative_object | grammar.relative_genitive:
        return index
    here = index
    for _ in range(_MAX_CLIMB):
        token = sent.tokens[here]
        if token.deprel in ("acl:relcl", "acl") and token.head != here:
            return _above_agent(sent, token.head, index, grammar) if token.head < index else index
        if token.head == here:
            break
        here = token.head
    return index


def _above_agent(sent: Sentence, head: int, relative: int, grammar: Grammar) -> int:
    """"une alliance dirigée par la Russie, qui …": behind a comma it is the alliance, not the agent of its participle."""
    token = sent.tokens[head]
    participle = sent.tokens[token.head]
    agent = token.deprel == "obl:agent" or preposition_of(sent, head, grammar) in grammar.agent
    comma = relative > 0 and sent.tokens[relative - 1].text == ","
    if comma and agent and participle.relation in PARTICIPIAL and participle.head < head:
        return participle.head
    return head


def own_subjects(sent: Sentence, index: int) -> list[Token]:
    return [t for t in sent.dependents(index, "nsubj", "csubj") if t.deprel != "nsubj:outer"]


def surface_subjects(sent: Sentence, index: int, grammar: Grammar, climb: int = 0) -> list[int]:
    """Heads of the grammatical subject of a verb, looked for in the clauses above where it has none.

    Coordinated verbs share it; an infinitive or participle takes that of its controller: the governing verb's object
    where that verb moves somebody to act, else its subject.
    """
    own = own_subjects(sent, index)
    if own:
        return [antecedent(sent, t.index, grammar) for t in own]
    token = sent.tokens[index]
    if climb > _MAX_CLIMB or token.head == index:
        return []
    first = shared_auxiliary(sent, index)
    if first >= 0:
        return surface_subjects(sent, first, grammar, climb + 1)
    head = sent.tokens[token.head]
    if token.relation == "conj" and head.upos in VERBAL:
        return surface_subjects(sent, head.index, grammar, climb + 1)
    if token.relation in ("xcomp", "ccomp", "advcl", "obl", "parataxis", "csubj") and _is_nonfinite(sent, token):
        return _controllers(sent, token, head, grammar, climb)
    if token.relation == "acl" and head.upos in NOMINAL:
        return [head.index]
    if token.relation == "aux" and head.upos in VERBAL:
        return surface_subjects(sent, head.index, grammar, climb + 1)
    return []


def clause_subjects(sent: Sentence, index: int, grammar: Grammar) -> list[int]:
    """Who is told of around a noun that no verb carries: "*X* a déclaré après des entretiens", "*X*, en visite à Y, …".

    The subject of the verb that the noun is an adverbial of; or the noun that it stands beside with a preposition and no article.
    """
    here = sent.tokens[index]
    is_bare = not sent.dependents(index, "det") and bool(preposition_of(sent, index, grammar))
    for _ in range(_MAX_CLIMB):
        head = sent.tokens[here.head]
        if head.index == here.index:
            return []
        if head.upos in VERBAL:
            adverbial = here.relation in ("obl", "advmod", "nmod")
            return surface_subjects(sent, head.index, grammar) if adverbial and not is_passive(sent, head.index) else []
        if is_bare and here.index == index and preposition_of(sent, index, grammar) != grammar.genitive:
            return [head.index]
        if here.relation not in ("nmod", "obl", "conj", "fixed"):
            return []
        here = head
    return []


def _is_nonfinite(sent: Sentence, token: Token) -> bool:
    return token.feat("VerbForm") in ("Inf", "Part", "Ger") and not any(
        a.feat("VerbForm") == "Fin" for a in sent.dependents(token.index, "aux", "cop")
    )


def is_charge(sent: Sentence, token: Token, grammar: Grammar) -> bool:
    """Whether a clause completes its verb as what somebody has done: "accuse France *of attacking* Mali", "remercie X *d'avoir évacué* …"."""
    marks = {t.text.lower() for t in sent.dependents(token.index, "mark", "case")}
    if token.feat("VerbForm") == "Ger" or token.feat("VerbForm") == "Part" and token.feat("Tense") == "Pres":
        return bool(marks & grammar.charges)
    return bool(marks & grammar.charges_perfect) and bool(sent.dependents(token.index, "aux"))


def _controllers(sent: Sentence, token: Token, head: Token, grammar: Grammar, climb: int) -> list[int]:
    is_moved = token.relation == "xcomp" or is_charge(sent, token, grammar)
    if is_moved and head.upos in VERBAL and head.lemma not in grammar.subject_control:
        objects = [
            t.index
            for t in sent.dependents(head.index, "obj", "iobj", "obl")
            if t.index < token.index
            and (
                t.relation in ("obj", "iobj")
                and t.text.lower() not in grammar.reflexives | grammar.reflexives_by_person
                or preposition_of(sent, t.index, grammar) == grammar.dative
            )
        ]
        if objects:
            return [antecedent(sent, i, grammar) for i in objects[:1]]
    if head.upos in VERBAL or sent.dependents(head.index, "cop", "nsubj"):
        return surface_subjects(sent, head.index, grammar, climb + 1)
    return [head.index] if head.upos in NOMINAL else []
