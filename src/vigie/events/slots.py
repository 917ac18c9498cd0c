"""Who stands where around a trigger, with the grammar undone.

`slots_of` turns the dependency tree around one word into *deep* slots: `subj` is whoever does it, also behind a
passive, a relative pronoun, a participle or an infinitive; `obj` whoever undergoes it; every preposition is a slot of its own
name. So one frame in a lexicon serves all the forms of a sentence.

Limits: ellipsis across clauses is read only for coordinated verbs; a causative's hidden subject is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from vigie.lexicon.grammar import Grammar
from vigie.records import Sentence, Token

Slots = dict[str, list[int]]
"""For each slot the indices of the heads of its fillers, nearest relation first."""

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET"})
VERBAL = frozenset({"VERB", "AUX"})
_PARTICIPIAL = frozenset({"acl", "amod"})
_MAX_CLIMB = 6
_DEEPEST_PHRASE = 2
_TWO = 2
_SIDES = frozenset({"with", "against", "between"})
"""What prepositions mean that lead to the other side of an act, however low a parser hangs them."""


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
    return token.relation in _PARTICIPIAL and is_participle(token) and not sent.dependents(index, "aux", "nsubj")


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
    if comma and agent and participle.relation in _PARTICIPIAL and participle.head < head:
        return participle.head
    return head


def _add(slots: Slots, slot: str, sent: Sentence, index: int, grammar: Grammar) -> None:
    for filler in conjuncts(sent, antecedent(sent, index, grammar)):
        row = slots.setdefault(slot, [])
        if filler not in row:
            row.append(filler)


def _own_subjects(sent: Sentence, index: int) -> list[Token]:
    return [t for t in sent.dependents(index, "nsubj", "csubj") if t.deprel != "nsubj:outer"]


def surface_subjects(sent: Sentence, index: int, grammar: Grammar, climb: int = 0) -> list[int]:
    """Heads of the grammatical subject of a verb, looked for in the clauses above where it has none.

    Coordinated verbs share it; an infinitive or participle takes that of its controller: the governing verb's object
    where that verb moves somebody to act, else its subject.
    """
    own = _own_subjects(sent, index)
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
        _below_names(sent, index, grammar, slots)
        _raise(sent, grammar, slots)
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


def _below_names(sent: Sentence, index: int, grammar: Grammar, slots: Slots) -> None:
    """"la visite à Hanoï *du ministre*": a name owns nothing by the genitive, so what hangs on it so is the noun's."""
    for preposition, filler in list(_prepositional(sent, index, grammar)):
        if preposition == grammar.genitive or sent.tokens[filler].upos != "PROPN":
            continue
        for inner, owner in _prepositional(sent, filler, grammar):
            if inner == grammar.genitive and not sent.tokens[owner].name == sent.tokens[filler].name != "":
                _add(slots, inner, sent, owner, grammar)
def _raise(sent: Sentence, grammar: Grammar, slots: Slots) -> None:
    """An event noun's phrases that a parser hangs on the phrase between: "the arrest of two activists *by the police*", "la vente par Ankara *de drones*".

    An agent below a genitive is the noun's; so is what follows an agent that is a name or already has its adjective.
    """
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
        token.relation in _PARTICIPIAL and token.deprel != "acl:relcl" and token.head != index and shared_auxiliary(sent, index) < 0
    )
    if participial and not _own_subjects(sent, index):
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
    if token.deprel != "acl:relcl" or not _own_subjects(sent, token.index):
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
