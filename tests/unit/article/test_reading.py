"""A page taken apart: blocks, title, dateline, day of publication, refusals."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.article import read_article
from vigie.records import Article, Page, Rejection

SAMPLES = Path(__file__).parents[2] / "samples" / "captures"


def read(text: str, language: str = "", **fields: str) -> Article:
    article = read_article(Page(text=text, **fields), language)  # type: ignore[arg-type]
    assert isinstance(article, Article), article
    return article


def outline(article: Article) -> list[tuple[str, str]]:
    return [(b.reason or b.role, b.span.of(article.text)) for b in article.blocks]


def test_a_french_page_of_a_site_keeps_only_its_prose() -> None:
    """Rubric, byline, dates, links, captions and the second standfirst are furniture, with their reasons."""
    article = read((SAMPLES / "fr-site.txt").read_text(encoding="utf-8"))
    assert [reason for reason, _ in outline(article)] == [
        "rubric", "title", "standfirst", "byline", "date_line", "reading_time", "share_links", "repeated",
        "dateline", "paragraph", "caption", "caption", "paragraph", "related", "subtitle", "paragraph",
        "signature", "related", "related", "related", "related",
    ]  # fmt: skip
    assert (article.language, article.title) == ("fr", "Le Ghana rouvre sa frontière avec le Togo")
    assert (article.published, article.published_reason) == ("2024-03-14", "capture:fr.numeric")
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.day, article.dateline.agency) == (
        "ACCRA",
        "2024-03-14",
        "AFP",
    )


def test_a_hard_wrapped_wire_becomes_paragraphs() -> None:
    """Lines that were broken at a width are joined; short last lines and blank lines end paragraphs."""
    article = read(
        (SAMPLES / "en-wire.txt").read_text(encoding="utf-8"), published="2024-03-14T20:11:00+00:00"
    )
    prose = [b.span.of(article.text) for b in article.blocks if b.role == "paragraph"]
    assert len(prose) == 2
    assert prose[0].startswith("Ghana reopened") and prose[0].endswith("customs post.")
    assert prose[1].endswith("host in Abuja.")
    assert (article.published, article.published_reason) == ("2024-03-14", "given")


@pytest.mark.parametrize("name", ["fr-site.txt", "en-wire.txt"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_blocks_cover_the_capture_in_order(name: str, newline: str) -> None:
    """Between the blocks there is nothing but blanks, whatever ends the lines."""
    text = (SAMPLES / name).read_text(encoding="utf-8").replace("\n", newline)
    article = read(text)
    end = 0
    for block in article.blocks:
        assert not text[end : block.span.start].strip()
        assert block.span.start < block.span.end
        end = block.span.end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Partager le pouvoir reste la condition posée par l'opposition."),
        ("fr", "Voir aussi ses alliés s'éloigner inquiète le président."),
        ("fr", "Par crainte de violences, l'armée a été déployée."),
        ("fr", "Photo à la main, des veuves ont défilé devant le palais."),
        ("fr", "Sources diplomatiques et militaires confirment le départ."),
        ("fr", "Le 5 juin 2020, Paris a rompu."),
        ("fr", "Hier encore, Rabat refusait."),
        ("fr", "L'ONU — qui siège à New York — a condamné l'attaque de son convoi."),
        ("fr", "Washington - et Moscou aussi - a protesté contre le tir."),
        ("fr", "(Quelque 300 manifestants) Le cortège est parti vers midi de la place."),
        ("en", "Read more than a dozen cables, the senator said, and you will see."),
        ("en", "Share prices fell after the strike."),
        ("en", "By Monday, the army had retaken the town."),
        ("en", "NATO - which Turkey belongs to - said it would send ships to the Baltic."),
        ("en", "May 5, 2020 brought a truce."),
    ],
)
def test_a_sentence_is_read_whole(language: str, sentence: str) -> None:
    """Words that open furniture may also open a sentence."""
    text = f"Un titre de rapport\n\n{sentence}\n\nEt la suite du texte, qui compte aussi bien plus de mots."
    assert ("paragraph", sentence) in [
        ("paragraph" if kind in ("standfirst", "subtitle") else kind, words)
        for kind, words in outline(read(text, language))
    ]


@pytest.mark.parametrize(
    ("language", "head", "place", "day", "agency"),
    [
        ("fr", "BAMAKO, 5 juin (Reuters) - ", "BAMAKO", "2023-06-05", "Reuters"),
        ("fr", "Niamey, 29 juil 2022 (AFP) - ", "Niamey", "2022-07-29", "AFP"),
        ("fr", "(Ottawa) ", "Ottawa", "", ""),
        ("fr", "LE CAIRE, Égypte – ", "LE CAIRE, Égypte", "", ""),
        ("fr", "21 juin 2012. - ", "", "2012-06-21", ""),
        ("fr", "3 mai 2016 . – ", "", "2016-05-03", ""),
        ("fr", "SOFIA/ATHÈNES (agences) -- ", "SOFIA/ATHÈNES", "", "agences"),
        ("fr", "Dakar, le 12 août 2022 (APS) – ", "Dakar", "2022-08-12", "APS"),
        ("fr", "Dakar (AFP) – ", "Dakar", "", "AFP"),
        ("fr", "LOMÉ (correspondance), mardi 3 octobre – ", "LOMÉ", "2022-10-03", "correspondance"),
        ("en", "WASHINGTON, June 5 (AP) — ", "WASHINGTON", "2023-06-05", "AP"),
        ("en", "WASHINGTON—", "WASHINGTON", "", ""),
        ("en", "LAGOS, Nigeria, March 8 (XYZ) — ", "LAGOS, Nigeria", "2023-03-08", "XYZ"),
        ("en", "MOSCOW, June 5. /TASS/. ", "MOSCOW", "2023-06-05", "TASS"),
        ("en", "Nairobi, March 5, 2009 — ", "Nairobi", "2009-03-05", ""),
        ("en", "BEIJING, Dec 30 (Xinhua) -- ", "BEIJING", "2022-12-30", "Xinhua"),
    ],
)
def test_datelines_are_cut_off_and_kept(language: str, head: str, place: str, day: str, agency: str) -> None:
    """Place, day (its year the nearest to publication) and agency; the paragraph begins after the dash."""
    body = "Le gouvernement a rappelé lundi son ambassadeur, selon un communiqué."
    published = "2023-01-02" if "Dec" in head or "octobre" in head else "2023-06-05"
    article = read(head + body, language, published=published)
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.day, article.dateline.agency) == (place, day, agency)
    assert article.dateline.span.of(article.text) == head.strip()
    assert outline(article) == [("dateline", head.strip()), ("paragraph", body)]


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("fr", "14.03.24\n07:05", "2024-03-14"),
        ("fr", "Publié le : 12/03/2023 - 14:25", "2023-03-12"),
        ("fr", "Mis à jour le 4 octobre 2019 à 07:31", "2019-10-04"),
        ("fr", "Publié à 6 h 15  Mis à jour à 9 h 02", ""),
        ("fr", "AFRIQUE | Mis à jour le 06.11.13 | 08h40", "2013-11-06"),
        ("fr", "Modifié le 2 mai 2020 | Publié le 1er mai 2020", "2020-05-01"),
        ("fr", "1er janvier 2016, 14h30", "2016-01-01"),
        ("en", "Posted at 3:45 PM, Mar 12, 2023", "2023-03-12"),
        ("en", "Updated 2 hours ago", ""),
        ("en", "03/12/2023 4:10 pm", "2023-03-12"),
        ("en", "12/03/2023 - 16:10", "2023-03-12"),
        ("en", "Mon May 9, 2005 3:12 PM BST", "2005-05-09"),
        ("en", "Published 2021-03-04T10:00:00Z", "2021-03-04"),
        ("en", "Tue 14 May 2019 13.37 BST | 86 comments", "2019-05-14"),
    ],
)
def test_date_lines_tell_the_day_of_publication(language: str, line: str, day: str) -> None:
    """A line that only tells when is furniture; the day of publication goes before that of an update."""
    article = read(
        f"Un titre de rapport\n{line}\n\nLe gouvernement a rappelé lundi son ambassadeur.", language
    )
    assert article.published == day
    assert [b.reason for b in article.blocks if b.role == "furniture"] == ["date_line"] * len(
        line.split("\n")
    )


def test_days_of_a_chronology_are_not_the_day_of_publication() -> None:
    """Bare days in the body head its parts and are read."""
    text = "Un titre de rapport\n\nLa crise en trois dates, de la rupture à la paix entre voisins.\n\n"
    text += "12 mars 2019\n\nParis rompt.\n\n14 mai 2020\n\nParis renoue."
    article = read(text, "fr")
    assert article.published == ""
    assert ("subtitle", "14 mai 2020") in outline(article)


def test_a_given_title_is_found_behind_a_rubric() -> None:
    """`Gulf | Ministers meet` is a rubric and the title."""
    article = read(
        "Gulf | Ministers meet in Muscat\n\nThe ministers met on Monday.",
        "en",
        title="Ministers meet in Muscat",
    )
    assert outline(article)[:2] == [("rubric", "Gulf |"), ("title", "Ministers meet in Muscat")]


def test_a_shortened_repetition_is_not_read_again() -> None:
    """A teaser cut with an ellipsis repeats its paragraph."""
    long = (
        "Le gouvernement a rappelé lundi son ambassadeur à Sofia, selon un communiqué publié dans la soirée."
    )
    article = read(f"Un titre de rapport\n\n{long}\n\n{long[:60]}…\n\nSofia a protesté mardi.", "fr")
    assert outline(article)[2][0] == "repeated"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(text=""), "empty"),
        (Page(text=" \n\t\u00a0\ufeff"), "empty"),
        (Page(text="12 / 34 - 56"), "empty"),
        (Page(text="Le ministre\x00 a dit non."), "binary"),
        (Page(text="a" * 101), "too_long"),
        (Page(text="Le ministre a dit non.", language="xx"), "language"),
        (
            Page(text="Die Regierung hat am Dienstag neue Gespräche mit allen Nachbarn angekündigt."),
            "language",
        ),
        (Page(text="Le ministre a dit non.", published="demain"), "published"),
    ],
)
def test_what_cannot_be_read_is_rejected(page: Page, reason: str) -> None:
    """A rejection says why, and no exception leaves the stage."""
    rejection = read_article(page, limit=100)
    assert isinstance(rejection, Rejection)
    assert (rejection.stage, rejection.reason) == ("article", reason)
    assert rejection.detail


def test_a_refused_language_names_the_installed_ones() -> None:
    """The detail of a refused language says which languages can be read."""
    rejection = read_article(Page(text="Le ministre a dit non."), "zz")
    assert isinstance(rejection, Rejection)
    assert "en, fr" in rejection.detail


def test_half_a_surrogate_pair_keeps_the_offsets() -> None:
    """What no file can hold is replaced one for one."""
    article = read("Le ministre \ud83d a dit non lundi à Paris.", "fr")
    assert len(article.text) == len("Le ministre \ud83d a dit non lundi à Paris.")
    article.text.encode("utf-8")


@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from(
                [
                    "",
                    "BAMAKO, 5 juin (AFP) - ",
                    "12/03/2023 - 14:25",
                    "(",
                    "© ",
                    "Publié le",
                    "— ",
                    "Sources",
                    "a | b",
                    "31/02/2020",
                ]
            ),
        ),
        max_size=12,
    )
)
def test_any_lines_give_blocks_in_order_or_a_rejection(lines: list[str]) -> None:
    """Whatever the lines are, blocks lie in order, do not overlap and leave out only blanks."""
    article = read_article(Page(text="\n".join(lines)), "fr")
    if isinstance(article, Rejection):
        return
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end
        gap = article.text[end : block.span.start]
        assert all(c.isspace() or c in "\ufeff\u200b" for c in gap)
        end = block.span.end
