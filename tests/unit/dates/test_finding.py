"""Time expressions placed on the calendar: forms, precision, the tense that turns a weekday, days of the text."""

import pytest

from vigie.dates import find_dates
from vigie.models import load_model
from vigie.records import Article, Block, Span
from vigie.syntax import read_sentences

WEDNESDAY = "2023-09-20"


def values(text: str, language: str, published: str = WEDNESDAY) -> list[str]:
    """The values of a text's dates, in order."""
    article = Article(text, language, (Block(Span(0, len(text)), "paragraph"),), published=published)
    return [d.value or d.kind for d in find_dates(article, read_sentences(article, load_model(language)))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Le général a pris le pouvoir en 2014.", "2014"),
        ("Le général est au pouvoir depuis 2014.", "2014/.."),
        ("La trêve a été signée le 2 août 2021.", "2021-08-02"),
        ("La trêve a été signée en mai.", "2023-05"),
        ("La trêve tiendra jusqu'à dimanche.", "../2023-09-24"),
        ("Le blocus dure depuis trois ans.", "2020/.."),
        ("Le blocus a été levé il y a trois ans.", "2020"),
        ("Le blocus sera levé la semaine prochaine.", "2023-W39"),
        ("Le sommet aura lieu les 3 et 4 octobre.", "2023-10-03/2023-10-04"),
        ("Le village a été pillé dans la nuit de dimanche à lundi.", "2023-09-17/2023-09-18"),
        ("Le port a été détruit l'hiver dernier.", "2022-12/2023-02"),
        ("Le siège a duré trois mois.", "duration"),
        ("Le comité se réunit chaque mardi.", "set"),
    ],
)
def test_a_french_expression_keeps_its_precision(text: str, value: str) -> None:
    """A year stays a year, an open interval stays open, a length of time is no date."""
    assert values(text, "fr") == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Le roi a reçu mardi les envoyés.", "2023-09-19"),
        ("Le roi recevra mardi les envoyés.", "2023-09-26"),
        ("Le roi va recevoir mardi les envoyés.", "2023-09-26"),
        ("Le roi a reçu mercredi les envoyés.", "2023-09-20"),
        ("Une audience est annoncée mardi au palais.", "2023-09-26"),
        ("Le roi a convoqué les envoyés pour mardi.", "2023-09-26"),
        ("La visite prévue mardi a été annulée.", "2023-09-26"),
        ("Les sanctions décidées mardi seront publiées.", "2023-09-19"),
        ("Il a accueilli les réfugiés avant de fermer la frontière mardi.", "2023-09-19"),
    ],
)
def test_the_verb_of_a_french_weekday_says_which(text: str, value: str) -> None:
    """Past, future and the report's own day, by the verb that the day depends on."""
    assert values(text, "fr") == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The king received the envoys on Tuesday.", "2023-09-19"),
        ("The king had called off the talks on Tuesday.", "2023-09-19"),
        ("The king will receive the envoys on Tuesday.", "2023-09-26"),
        ("The envoys are to meet on Tuesday.", "2023-09-26"),
        ("The envoys were set free on Tuesday.", "2023-09-19"),
        ("Talks are scheduled for Tuesday.", "2023-09-26"),
        ("The king shut the port on Tuesday.", "2023-09-19"),
        ("Shells hit the port overnight.", "2023-09-19/2023-09-20"),
        ("The port was shut on 3 May 2019.", "2019-05-03"),
        ("Rebels have held the port since March.", "2023-03/.."),
        ("Rebels took the port over the past days.", "2023-09-13/2023-09-20"),
    ],
)
def test_english_tenses_and_forms(text: str, value: str) -> None:
    """Perfects look back although "have to" looks ahead; forms that are past and present alike are past."""
    assert values(text, "en") == [value]


def test_days_of_the_text_are_counted_from_its_main_clause() -> None:
    """"La veille" goes back from the day of what was told, not from a day mentioned in passing."""
    text = "Le maire, arrêté le 2 août, a été jugé lundi. La veille, il avait été hospitalisé."
    assert values(text, "fr") == ["2023-08-02", "2023-09-18", "2023-09-17"]


def test_the_day_beside_an_event_is_the_events() -> None:
    """"A averti jeudi, au lendemain d'un tir": the shot was fired the day before Thursday."""
    assert values("L'Iran a averti jeudi, au lendemain d'un tir de missile, qu'il riposterait.", "fr") == ["2023-09-14", "2023-09-13"]


def test_an_hour_is_one_of_the_day_that_the_text_speaks_of() -> None:
    """An hour by itself has the day of the sentence before, or the report's own."""
    assert values("Le convoi est parti lundi. Il a été attaqué dans la soirée.", "fr") == ["2023-09-18", "2023-09-18"]
    assert values("Le convoi a été attaqué à 14h30.", "fr") == [WEDNESDAY]


def test_a_day_that_does_not_exist_has_no_date() -> None:
    """30 February is not placed; nor is a relative day of a report without a date."""
    assert values("Il est mort le 30 février 2020.", "fr") == []
    assert values("Il est mort lundi.", "fr", published="") == []
