"""What words give away around a report: comments, signatures, corrections, notes of the site."""

import pytest

from vigie.article import read_article
from vigie.article.furniture import is_agency_line, is_byline, is_dated_byline, is_person_line, phrase_reason
from vigie.article.words import load_article_words
from vigie.records import Article, Page

FR = [
    "Ankara rejette l'offre de la Suède",
    "La ministre turque a rejeté lundi l'offre de médiation de la Suède, deux jours après la visite de son homologue.",
    "Stockholm a regretté cette décision et rappelé son ambassadeur, qui devait quitter la Turquie mardi soir.",
    "La Finlande, candidate elle aussi, a appelé les deux pays à reprendre les discussions.",
]
EN = [
    "Ankara rejects the Swedish offer",
    "Turkey's minister rejected Sweden's offer of mediation on Monday, two days after her counterpart's visit.",
    "Stockholm regretted the decision and recalled its ambassador, who was to leave Turkey on Tuesday evening.",
    "Finland, itself a candidate, called on both countries to resume their talks.",
]


def read(lines: list[str], outlet: str = "") -> tuple[list[str], dict[str, str]]:
    """The lines that are read, and the reasons of those that are not."""
    article = read_article(Page("\n\n".join(lines), title=lines[0], outlet=outlet))
    assert isinstance(article, Article)
    aside = {b.span.of(article.text): b.reason for b in article.blocks if b.role == "furniture"}
    return [b.span.of(article.text) for b in article.read_blocks()], aside


@pytest.mark.parametrize(
    ("report", "after", "reason"),
    [
        (FR, ["3 commentaires", "Jean62", "Encore un accord qui finira dans un tiroir, comme toujours."], "comments"),
        (FR, ["Rejoindre la conversation", "Le ministre a menti, voilà la vérité."], "comments"),
        (EN, ["Leave a comment", "Old salt", "The minister lied, and Paris attacked nobody at all."], "comments"),
        (FR, ["Rachidatou Sanni"], "signature"),
        (EN, ["Fatou Jobe"], "signature"),
        (FR, ["Traduit de l'anglais par Nour Hamdi"], "signature"),
        (EN, ["Ann Lee in Paris and Bob Ray in Rome contributed to this report."], "signature"),
        (FR, ["Une version précédente de cet article attribuait ces propos à la Suède."], "correction"),
        (EN, ["This story was first published in another paper."], "copyright"),
        (FR, ["NB : les propos tenus ici n'engagent que leur auteur."], "disclaimer"),
        (EN, ["The views expressed in this article are the author's own and do not reflect ours."], "disclaimer"),
        (FR, ["Nous utilisons des cookies pour mesurer l'audience."], "consent"),
        (EN, ["About the author", "She covers the Baltic from Riga."], "sources"),
    ],
)
def test_what_follows_a_report_is_set_aside_with_its_reason(report: list[str], after: list[str], reason: str) -> None:
    """Every line after the report goes, every line of the report stays."""
    kept, aside = read([*report, *after])
    assert kept == report and aside[after[0]] == reason and set(aside) == set(after)


def test_a_count_of_comments_over_a_report_does_not_end_it() -> None:
    """Sites print `3 commentaires` under the headline as well."""
    kept, _ = read([FR[0], "3 commentaires", *FR[1:]])
    assert kept == FR


@pytest.mark.parametrize("line", ["Le Fanal avec AFP", "LE FANAL (avec Reuters)", "Le Fanal/AFP"])
def test_an_outlet_signs_with_its_agency(line: str) -> None:
    """The outlet's own name is known from the page; without it the line could be anything."""
    words = load_article_words("fr")
    assert is_agency_line(line, words, "Le Fanal") and not is_agency_line("Le Fanal condamne AFP", words, "Le Fanal")
    assert read([*FR, line], "Le Fanal")[0] == FR


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("Par Awa Keïta, publié le 9 décembre 2022", True),
        ("Propos recueillis par Élise Monnier | Publié le 09/12/2022 à 10h02", True),
        ("Par Awa Keïta", False),
        ("Par crainte d'une attaque, la loi publiée le 9 décembre a été suspendue.", False),
    ],
)
def test_a_byline_may_end_in_a_date(line: str, dated: bool) -> None:
    """Then it counts anywhere, since no sentence says so."""
    words = load_article_words("fr")
    assert is_dated_byline(line, words) is dated and (is_byline(line, words) or not dated)


@pytest.mark.parametrize(
    ("line", "is_person"),
    [("Awa Keïta", True), ("Jean de la Tour", True), ("(Ann O'Neil)", True), ("Paris", False), ("Paris refuse", False), ("La Suède accuse Ankara de mentir", False), ("Ankara, Paris", False)],
)
def test_a_name_alone_is_two_to_four_capitalised_words(line: str, is_person: bool) -> None:
    """A headline or a list is none."""
    assert is_person_line(line, load_article_words("fr")) is is_person


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "Suivez la ligne du parti, a ordonné le ministre à ses partisans."),
        ("fr", "Traduit en justice, l'ancien ministre a accusé son successeur."),
        ("fr", "Rejoignez la coalition, a lancé Paris à Berlin."),
        ("en", "Follow the money, the minister told the court."),
        ("en", "Join us or leave, Moscow told its neighbours."),
        ("en", "Translated into law, the treaty bans such weapons."),
    ],
)
def test_sentences_that_begin_alike_are_read(language: str, line: str) -> None:
    """A lost sentence costs more than a read line."""
    assert phrase_reason(line, load_article_words(language)) == ""
