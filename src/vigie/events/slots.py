"""Who stands where around a trigger, with the grammar undone.

`slots_of` turns the dependency tree around one word into *deep* slots: `subj` is whoever does it, also behind a
passive, a relative pronoun, a participle or an infinitive; `obj` whoever undergoes it; every preposition is a slot of its own
name. So one frame in a lexicon serves all the forms of a sentence.

Limits: ellipsis across clauses is read only for coordinated verbs; a causative's hidden subject is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from vigie.events.clauses import (
    NOMINAL,
    PARTICIPIAL,
    VERBAL,
    antecedent,
    conjuncts,
    is_participle,
    is_passive,
    own_subjects,
    preposition_of,
    shared_auxiliary,
    surface_subjects,
)
from vigie.lexicon.grammar import Grammar
from vigie.records import Sentence, Token

Slots = dict[str, list[int]]
"""For each slot the indices of the heads of its fillers, nearest relation first."""

_DEEPEST_PHRASE = 2
_TWO = 2
_SIDES = frozenset({"with", "against", "between"})
"""What prepositions mean that lead to the other side of an act, however low a parser hangs them."""


def _add(slots: Slots, slot: str, sent: Sentence, index: int, grammar: Grammar) -> None:
    for filler in conjuncts(sent, antecedent(sent, index, grammar)):
        row = slots.setdefault(slot, [])
        if filler not in row:
            row.append(filler)


def _prepositional(sent: Sentence, index: int, grammar: Grammar) -> Iterator[tuple[str, int]]:
    """(preposition, filler) of each complement of a word; a noun that only extends the preposition is passed through."""
    for child in sent.dependents(index, "obl", "nmod", "iobj", "obj", "xcomp", "advmod"):
        if child.upos == "ADV":  # "près de la frontière": the adverb is the preposition
            for phrase in sent.dependents(child.index, "obl", "nmod"):
                if preposition_of(sent, phrase.index, grammar) == grammar.genitive:
                    yield child.lemma, phrase.index
            continue
        if child.upos not in NOMINAL and child.upos != "ADJ":
            continue
        preposition = preposition_of(sent, child.index, grammar)
        if not preposition and child.text.lower() in grammar.relative_genitive:
            preposition = grammar.genitive
        if not preposition:
            continue
        through = grammar.complex_prepositions.get(child.lemma, "")
        inner = [t for t in sent.dependents(child.index, "nmod") if through]
        if inner:
            yield through, inner[0].index
            continue
        yield preposition, child.index


def slots_of(sent: Sentence, index: int, grammar: Grammar) -> Slots:
    """The deep slots of a verb, noun or adjective.

    Returns:
        Heads of the fillers, by slot: `subj`, `obj`, `comp`, those of it that are infinitives (`inf`), `pred` ("called it *an outrage*",
        "walked *free*"), `adj`, `poss`, and one for each preposition.
    """
    token = sent.tokens[index]
    verbal = token.upos in VERBAL or bool(sent.dependents(index, "cop"))
    slots: Slots = {}
    if verbal or is_participle(token):
        _verb_arguments(sent, index, grammar, slots)
    elif token.upos == "ADJ":
        _adjective_subject(sent, token, grammar, slots)
    for child in sent.dependents(index, "xcomp", "ccomp"):
        if child.upos in VERBAL or sent.dependents(child.index, "cop", "nsubj"):
            slots.setdefault("comp", []).append(child.index)
        elif child.relation == "xcomp" and child.upos in ("ADJ", "NOUN") and not preposition_of(sent, child.index, grammar):
            slots.setdefault("pred", []).append(child.index)
    for child in sent.dependents(index, "advcl", "acl", "obl"):
        if child.feat("VerbForm") == "Inf" and child.deprel != "acl:relcl":
            slots.setdefault("comp", []).append(child.index)
    infinitives = [i for i in slots.get("comp", ()) if sent.tokens[i].feat("VerbForm") == "Inf" and not sent.dependents(i, "nsubj")]
    if infinitives:
        slots["inf"] = infinitives
    for preposition, filler in _prepositional(sent, index, grammar):
        _add(slots, preposition, sent, filler, grammar)
    if token.upos in NOMINAL:
        _noun_modifiers(sent, token, grammar, slots)
        _raise(sent, index, grammar, slots)
    if verbal:
        _unmask_genitive(sent, index, grammar, slots)
        _count_of(sent, index, grammar, slots)
    for obj in list(slots.get("obj", ())):
        for preposition, filler in _below(sent, obj, grammar):
            _add(slots, preposition, sent, filler, grammar)
    if verbal:
        for child in sent.dependents(index, "obl"):  # "s'est entretenue pendant une heure *avec X*"
            for preposition, filler in _prepositional(sent, child.index, grammar):
                if grammar.slot_classes.get(preposition) in _SIDES:
                    _add(slots, preposition, sent, filler, grammar)
    return slots


def _below(sent: Sentence, index: int, grammar: Grammar, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Prepositional phrases of an object and of what hangs on it by the genitive: parsers attach them too low."""
    for preposition, filler in _prepositional(sent, index, grammar):
        yield preposition, filler
        if preposition == grammar.genitive and depth < _DEEPEST_PHRASE:
            yield from (p for p in _below(sent, filler, grammar, depth + 1) if p[0] != grammar.genitive)


def _raise(sent: Sentence, index: int, grammar: Grammar, slots: Slots) -> None:
    """An event noun's phrases that a parser hangs on the phrase between: "the arrest of two activists *by the police*", "la vente par Ankara *de drones*".

    A name owns nothing by the genitive, so what hangs on it so is the noun's ("la visite à Hanoï *du ministre*"). An agent below a genitive
    is the noun's too; so is what follows an agent that is a name or already has its adjective.
    """
    for preposition, filler in list(_prepositional(sent, index, grammar)):
        if preposition == grammar.genitive or sent.tokens[filler].upos != "PROPN":
            continue
        for inner, owner in _prepositional(sent, filler, grammar):
            if inner == grammar.genitive and not sent.tokens[owner].name == sent.tokens[filler].name != "":
                _add(slots, inner, sent, owner, grammar)
    for filler in list(slots.get(grammar.genitive, ())):
        for preposition, below in _prepositional(sent, filler, grammar):
            if preposition in grammar.agent and not slots.get(preposition):
                _add(slots, preposition, sent, below, grammar)
    for agent in sorted(grammar.agent):
        for filler in list(slots.get(agent, ())):
            is_name = sent.tokens[filler].upos == "PROPN"
            described = max((c.index for c in sent.dependents(filler, "amod") if c.index > filler), default=0)
            for preposition, below in _prepositional(sent, filler, grammar):
                if (is_name or 0 < described < below) and not slots.get(preposition):
                    _add(slots, preposition, sent, below, grammar)


def _count_of(sent: Sentence, index: int, grammar: Grammar, slots: Slots) -> None:
    """ "tué trois *de ses douaniers*": a genitive right behind a bare number is what is counted."""
    for number in [i for i in slots.get("obj", ()) if sent.tokens[i].upos == "NUM"]:
        for filler in slots.get(grammar.genitive, ()):
            if any(c.index == number + 1 for c in sent.dependents(filler, "case")) and sent.tokens[filler].head == index:
                _add(slots, "obj", sent, filler, grammar)


def _unmask_genitive(sent: Sentence, index: int, grammar: Grammar, slots: Slots) -> None:
    """"frapper *de sanctions* une agence": a bare `de` read as an article beside another object is the preposition."""
    objects = sent.dependents(index, "obj")
    if len(objects) < _TWO:
        return
    for child in objects:
        if any(d.text.lower() in grammar.bare_genitive for d in sent.dependents(child.index, "det")):
            slots["obj"] = [i for i in slots.get("obj", []) if i != child.index]
            slots.setdefault(grammar.genitive, []).append(child.index)


def _verb_arguments(sent: Sentence, index: int, grammar: Grammar, slots: Slots) -> None:
    token = sent.tokens[index]
    passive = is_passive(sent, index) and token.lemma not in grammar.never_passive
    if not passive and not sent.dependents(index, "obj"):
        _bare_objects(sent, index, grammar, slots)
    for child in sent.dependents(index, "obj", "iobj"):
        form = child.text.lower()
        if form in grammar.reflexives or preposition_of(sent, child.index, grammar):
            continue
        if child.relation == "iobj":
            _add(slots, grammar.dative, sent, child.index, grammar)
        else:
            _add(slots, "obj", sent, child.index, grammar)
    if not passive and "obj" not in slots and _is_zero_relative(sent, token):
        _add(slots, "obj", sent, token.head, grammar)
    participial = (
        token.relation in PARTICIPIAL and token.deprel != "acl:relcl" and token.head != index and shared_auxiliary(sent, index) < 0
    )
    if participial and not own_subjects(sent, index):
        _add(slots, "obj" if passive else "subj", sent, token.head, grammar)
    else:
        for subject in surface_subjects(sent, index, grammar):
            _add(slots, "obj" if passive else "subj", sent, subject, grammar)
    if passive or participial:
        for preposition, filler in _prepositional(sent, index, grammar):
            if preposition in grammar.agent:
                _add(slots, "subj", sent, filler, grammar)
        for child in sent.dependents(index, "obl:agent"):
            _add(slots, "subj", sent, child.index, grammar)


def _bare_objects(sent: Sentence, index: int, grammar: Grammar, slots: Slots) -> None:
    """Objects that a parser takes for agents or complements of an active verb: no preposition at all, or a partitive behind a negation."""
    is_denied = any(t.text.lower() in grammar.negators for t in sent.dependents(index, "advmod"))
    for child in sent.dependents(index, "obl"):
        cases = sent.dependents(child.index, "case")
        is_agent = child.deprel == "obl:agent" and not cases
        is_partitive = is_denied and child.index > index and bool(cases) and all(c.text.lower() in grammar.bare_genitive for c in cases)
        if is_agent or is_partitive and not sent.dependents(child.index, "det"):
            _add(slots, "obj", sent, child.index, grammar)


def _is_zero_relative(sent: Sentence, token: Token) -> bool:
    """Whether a relative clause has a subject and no relative word: "the reforms *he had sought*" tells what was sought."""
    if token.deprel != "acl:relcl" or not own_subjects(sent, token.index):
        return False
    return not any(sent.tokens[i].feat("PronType") in ("Rel", "Int") for i in sent.subtree(token.index))


def _adjective_subject(sent: Sentence, token: Token, grammar: Grammar, slots: Slots) -> None:
    own = surface_subjects(sent, token.index, grammar)
    if own:
        for subject in own:
            _add(slots, "subj", sent, subject, grammar)
        return
    head = sent.tokens[token.head]
    if token.relation in ("amod", "acl", "appos") and head.upos in NOMINAL:
        _add(slots, "subj", sent, head.index, grammar)
    elif token.relation in ("xcomp", "conj", "advcl") and head.index != token.index:
        for subject in surface_subjects(sent, head.index, grammar):
            _add(slots, "subj", sent, subject, grammar)


def _noun_modifiers(sent: Sentence, token: Token, grammar: Grammar, slots: Slots) -> None:
    for child in sent.dependents(token.index):
        if child.relation in ("amod", "compound", "flat") and child.upos in ("ADJ", "PROPN", "NOUN"):
            if not is_participle(child):
                _add(slots, "adj", sent, child.index, grammar)
        elif child.deprel == "nmod:poss" or child.relation == "det" and child.text.lower() in grammar.possessives:
            _add(slots, "poss", sent, child.index, grammar)
        elif child.relation == "acl" and is_participle(child) and child.deprel != "acl:relcl":
            for preposition, filler in _prepositional(sent, child.index, grammar):
                _add(slots, preposition, sent, filler, grammar)
