"""Minimal pairs over grammar: one sentence, who does what to whom, in which status."""

import pytest

from vigie.pipeline import Reader

READER = Reader("fr")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le Chili a condamné le coup d'État au Niger.", "ACCUSE CHL > NER occurred"),
        ("Le raid israélien a été condamné par la Jordanie.", "ACCUSE JOR > ISR occurred"),
        ("L'Arménie n'a pas attaqué l'Azerbaïdjan.", "ASSAULT ARM > AZE negated"),
        ("L'Arménie a attaqué l'Azerbaïdjan.", "ASSAULT ARM > AZE occurred"),
        ("Le président polonais rencontrera lundi le chancelier allemand.", "CONSULT POL > DEU scheduled"),
        ("La Corée du Nord pourrait attaquer la Corée du Sud.", "ASSAULT PRK > KOR possible"),
        ("La Turquie a appelé la Russie à retirer ses troupes.", "REQUEST TUR > RUS occurred"),
        ("Le Pérou, qui a rappelé son ambassadeur au Mexique, réclame des excuses.", "SANCTION PER > MEX occurred"),
        ("L'Union européenne a imposé des sanctions à l'Iran.", "SANCTION EU > IRN occurred"),
        ("Le Mali se dit prêt à aider le Niger.", "AGREE MLI > NER occurred"),
        ("Moscou menace Kiev de représailles.", "THREATEN RUS > UKR occurred"),
        ("Le Ghana a félicité la Gambie et condamné la Guinée.", "ACCUSE GHA > GIN occurred"),
        ("La libération par le Venezuela de trois Norvégiens a surpris.", "RETREAT VEN > NOR occurred"),
        ("L'accord entre Oman et le Koweït prévoit une liaison ferrée.", "AGREE OMN,KWT >  occurred"),
        ("Le Pérou et le Chili ont mené des exercices navals.", "COOPERATE PER,CHL >  occurred"),
    ],
)
def test_who_did_what_to_whom(text: str, wanted: str) -> None:
    """The act is coded once, with its sides and status."""
    events = READER.read(text, published="2023-09-16", language="fr").events
    said = [
        f"{e.type} {','.join(a.code for a in e.actors)} > {','.join(a.code for a in e.recipients)} {e.status}" for e in events
    ]
    assert wanted in said


def test_a_request_is_no_withdrawal() -> None:
    """What is asked for has not happened."""
    events = READER.read("La Turquie a appelé la Russie à retirer ses troupes.", published="2023-09-16", language="fr").events
    assert "RETREAT" not in {e.type for e in events}


def test_what_a_noun_threatens_has_not_happened() -> None:
    """Threatened sanctions are no sanctions."""
    events = READER.read("Le Ghana menace le Togo de nouvelles sanctions.", published="2023-09-16", language="fr").events
    assert {e.type for e in events} == {"THREATEN"}


def test_reported_speech_keeps_the_attacker_and_the_source() -> None:
    """Algeria said that France attacked Mali: an attack by France, according to Algeria."""
    events = READER.read("L'Algérie a affirmé que la France avait attaqué le Mali.", published="2023-09-16", language="fr").events
    attack = next(e for e in events if e.type == "ASSAULT")
    assert [a.code for a in attack.actors] == ["FRA"] and [a.code for a in attack.recipients] == ["MLI"]
    assert attack.according_to is not None and attack.according_to.code == "DZA" and attack.status == "alleged"
