"""Pages of news sites: the article, and what the markup says of it."""

from pathlib import Path

import pytest
from lxml import html as markup

from vigie.article import read_article
from vigie.inputs import Limits, iter_pages
from vigie.inputs.html import looks_like, parse, read_html
from vigie.inputs.links import is_linked
from vigie.inputs.metadata import read_metadata
from vigie.inputs.pruning import prune
from vigie.records import Article, Page, Rejection

P1 = "La ministre turque a rejeté lundi l'offre de médiation de la Suède, deux jours après la visite de son homologue à Ankara."
P2 = "Stockholm a regretté cette décision et rappelé son ambassadeur, qui devait quitter la Turquie dans la soirée de mardi."
P3 = "La Finlande, candidate elle aussi, a appelé les deux pays à reprendre les discussions avant le sommet de juillet."


def page(body: str, head: str = "") -> Page:
    found = read_html(f"<!DOCTYPE html><html lang='fr'><head>{head}</head><body>{body}</body></html>", "here", Limits())
    assert isinstance(found, Page)
    return found


def article(body: str, head: str = "") -> list[str]:
    found = read_article(page(body, head))
    assert isinstance(found, Article)
    return [b.span.of(found.text) for b in found.read_blocks()]


@pytest.mark.parametrize(
    "around",
    [
        "<aside><p>Recevez notre lettre chaque matin.</p></aside>",
        "<div class='articleShareBar'><p>Partagez-le autour de vous sans attendre.</p></div>",
        "<div data-component='related-links'><p>Une autre histoire, très différente de celle-ci.</p></div>",
        "<div><img src='a.jpg'><p>Un port, un matin.</p></div>",
        "<p><img src='a.jpg'></p><p><em>Un port, un matin, photographié du quai.</em></p>",
        "<div><h3>À voir</h3><ul><li><a href='1'>Le prix du blé au plus haut</a></li><li><a href='2'>La crue à Liège</a></li></ul></div>",
        "<p>À voir : <a href='1'>Le prix du blé au plus haut depuis dix ans</a></p>",
        "<p>Pour approfondir</p><p><a href='1'>Le prix du blé au plus haut depuis dix ans</a></p>",
        "<p>Lire aussi : Le prix du blé au plus haut depuis dix ans</p>",
        "<p>Publicité</p>",
    ],
)
def test_what_stands_between_paragraphs_is_left_out(around: str) -> None:
    """Boxes, share bars, captions, links and advertisements go, the paragraphs around them stay in order."""
    assert article(f"<article><h1>Ankara rejette l'offre suédoise</h1><p>{P1}</p>{around}<p>{P2}</p><p>{P3}</p></article>") == [
        "Ankara rejette l'offre suédoise", P1, P2, P3,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "after",
    [
        "<div><h3>Commentaires (2)</h3><p>Jean62</p><p>Encore un accord qui finira dans un tiroir, comme toujours.</p></div>",
        "<div><p>Encore un accord qui finira dans un tiroir, comme d'habitude.</p></div>",
        "<p>Awa Keïta</p>",
        "<p>Le Fanal avec AFP</p>",
        "<p>Une version précédente de cet article donnait un autre chiffre.</p>",
    ],
)
def test_what_follows_the_report_is_left_out(after: str) -> None:
    """Comments, signatures and corrections, in the box of the article or after it."""
    head = "<meta property='og:site_name' content='Le Fanal'>"
    found = article(f"<main><div><h1>Ankara rejette l'offre suédoise</h1><div><p>{P1}</p><p>{P2}</p><p>{P3}</p></div>{after}</div></main>", head)
    assert found == ["Ankara rejette l'offre suédoise", P1, P2, P3]


@pytest.mark.parametrize("named", ["<p class='article__chapo'>{}</p>", "<h2 class='subtitle'>{}</h2>", "<ul><li><b>{}</b></li></ul>", "<div>{}</div>"])
def test_the_standfirst_is_read_once(named: str) -> None:
    """It stands outside the body, is told by its name or by the page's description, and may be printed again in the body."""
    opening = "La Suède attendait une réponse depuis le mois de mars dernier."
    head = f"<meta name='description' content='{opening}'>"
    body = f"<header><h1>Ankara rejette l'offre suédoise</h1>{named.format(opening)}</header><div class='x'><p>{opening}</p><p>{P1}</p><p>{P2}</p></div>"
    assert article(body, head) == ["Ankara rejette l'offre suédoise", opening, P1, P2]


def test_paragraphs_of_many_kinds_stay_in_order() -> None:
    """Some in `p`, some in `div`, some under headings, some in a live report's entries."""
    posts = "".join(f"<article><h2>{title}</h2><div><p>{text}</p></div></article>" for title, text in (("Ankara refuse", P1), ("Stockholm regrette", P2), ("Helsinki appelle", P3)))
    assert article(f"<h1>En direct de la Baltique</h1><div>{posts}</div>") == [
        "En direct de la Baltique", "Ankara refuse", P1, "Stockholm regrette", P2, "Helsinki appelle", P3,
    ]  # fmt: skip
    assert article(f"<div><h1>Ankara rejette l'offre</h1><p>{P1}</p><div>{P2}</div><p>{P3}</p></div>") == ["Ankara rejette l'offre", P1, P2, P3]


def test_a_day_that_no_markup_tells_is_read_under_the_headline() -> None:
    """The line is kept in the text, set aside, and read for its day."""
    found = page(f"<div><h1>Ankara rejette l'offre suédoise</h1><i>Publié le 4 octobre 2022 | Le Fanal</i><p>{P1}</p><p>{P2}</p></div>")
    read = read_article(found)
    assert isinstance(read, Article) and read.published == "2022-10-04" and "Publié" not in "".join(b.span.of(read.text) for b in read.read_blocks())


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("<script type='application/ld+json'>[{'broken'</script><meta property='article:published_time' content='2023-03-12T23:30:00-05:00'>", "published", "2023-03-12"),
        ('<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "datePublished": "2021-01-05"}]}</script>', "published", "2021-01-05"),
        ("<meta name='date' content='0000-00-00'>", "published", ""),
        ('<script type="application/ld+json">{"@type": "ReportageNewsArticle", "author": {"name": "Awa"}, "publisher": {"name": "Fanal"}}</script>', "author", "Awa"),
        ("<meta name='author' content='Awa Keïta'>", "author", "Awa Keïta"),
        ("<meta property='article:author' content='https://facebook.example/fanal'>", "author", ""),
        ("<meta property='og:site_name' content='Le Fanal'><meta property='og:title' content='Ankara refuse - Le Fanal'>", "title", "Ankara refuse"),
        ("<title>Ankara rejette l'offre suédoise de médiation | Le Fanal</title>", "title", "Ankara rejette l'offre suédoise de médiation"),
        ("<link rel='canonical' href='https://fanal.example/1'>", "url", "https://fanal.example/1"),
        ("<link rel='canonical' href='/1'>", "url", ""),
    ],
)
def test_markup_tells_of_its_report(head: str, field: str, value: str) -> None:
    """JSON-LD, `meta`, title and link; what is broken or no day is passed over."""
    tree = parse(f"<html><head>{head}</head><body><p>{P1}</p><footer>© 2019 - 2024</footer></body></html>")
    assert tree is not None and getattr(read_metadata(tree), field) == value


@pytest.mark.parametrize(
    ("head", "printed", "title"),
    [
        ("<title>Médiation suédoise : Ankara dit non | Le Fanal</title>", "Ankara rejette la médiation", "Ankara rejette la médiation"),
        ("<title>Médiation suédoise : Ankara dit non | Le Fanal</title>", "Le Fanal", "Médiation suédoise : Ankara dit non"),
        ("<title>Médiation suédoise : Ankara dit non</title>", "Le journal de toutes les idées", "Médiation suédoise : Ankara dit non"),
        ("", "Ankara refuse", "Ankara refuse"),
    ],
)
def test_a_headline_agrees_with_what_the_page_is_called(head: str, printed: str, title: str) -> None:
    """Another wording of the same is a headline, the name or the motto of the site is none."""
    assert page(f"<h1>{printed}</h1><div><p>{P1}</p><p>{P2}</p></div>", head).title == title


def test_the_headline_is_the_one_printed() -> None:
    """What social networks are told may differ in a suffix only."""
    found = page(f"<article><h1>Ankara rejette l'offre</h1><p>{P1}</p><p>{P2}</p></article>", "<meta property='og:title' content=\"Ankara rejette l'offre - Monde\">")
    assert found.title == "Ankara rejette l'offre" and found.text.startswith("Ankara rejette l'offre\n\n" + P1)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "klingon"])
def test_a_wrong_charset_does_not_mangle_a_page(tmp_path: Path, encoding: str, declared: str) -> None:
    """UTF-8 is seen whatever is declared; another encoding is read as declared, else guessed."""
    meta = f"<meta charset='{declared}'>" if declared else ""
    text = f"<html><head>{meta}</head><body><article><h1>Été à Genève</h1><p>{P1}</p><p>{P2}</p></article></body></html>"
    path = tmp_path / "a.html"
    path.write_bytes(text.encode(encoding))
    (found,) = iter_pages(str(path))
    assert isinstance(found, Page) and P1 in found.text and found.title == "Été à Genève"


@pytest.mark.parametrize(
    "broken",
    ["<p>" * 3000 + P1, "<div>" * 400 + f"<p>{P1}</p>", "<html><body><p>", "<html><!--", "<table><td>" + P1, "<html>\x00<p>" + P1 + "</p>", "<a href='" + "x" * 100_000],
)
def test_broken_markup_never_raises(broken: str) -> None:
    """Deep, open, empty or endless tags give a page or a rejection."""
    found = read_html(broken, "here", Limits())
    assert isinstance(found, Page | Rejection)


def test_a_page_of_endless_elements_is_refused() -> None:
    """It is refused before anything goes through it more than once."""
    found = read_html("<html><body>" + "<i>a</i>" * 120_000, "here", Limits())
    assert isinstance(found, Rejection) and found.reason == "too_long"


def test_a_page_without_article_is_a_rejection() -> None:
    """A list of links, or a page that a script fills."""
    for body in ("<div id='root'></div>", "<ul>" + "<li><a href='x'>Un titre parmi d'autres, ailleurs</a></li>" * 30 + "</ul>"):
        found = read_html(f"<html><body>{body}</body></html>", "here", Limits())
        assert isinstance(found, Rejection) and found.reason == "no_text"


def test_the_same_page_gives_the_same_text_again() -> None:
    """Extraction keeps nothing from one page to the next."""
    body = f"<article><h1>Ankara rejette l'offre suédoise</h1><p>{P1}</p><p>{P2}</p></article>"
    assert len({page(body).id for _ in range(6)}) == 1


@pytest.mark.parametrize("head", [b"<!DOCTYPE html>", b"\n<!-- saved -->\n<HTML>", b"<div class='x'>", b"<?xml version='1.0'?><!DOCTYPE html><html>"])
def test_html_is_known_by_its_first_tag(head: bytes) -> None:
    """After comments, declarations and blanks; a comparison in a text is no tag."""
    assert looks_like(head) and not looks_like(b"<3 et plus") and not looks_like(b"Un texte <b>gras</b>")


def test_a_container_named_like_furniture_is_kept() -> None:
    """Templates write `with-sidebar comments-open` on the box of the article itself."""
    assert article(f"<div class='content with-sidebar comments-open has-tags'><h1>Ankara rejette l'offre</h1><p>{P1}</p><p>{P2}</p></div>")[-1] == P2
    assert article(f"<h1>Ankara rejette l'offre</h1><div class='content related-layout'><p>{P1}</p><p>{P2}</p></div>")[-1] == P2


@pytest.mark.parametrize(
    ("block", "linked"),
    [
        (f"<p>{P1} Voir <a>ce lien</a>.</p>", False),
        ("<p><a>Tout le texte est un lien</a></p>", True),
        ("<p>Vidéo : <a>les images de la crue à Liège</a></p>", True),
        ("<p><a>Selon les Nations unies</a>, la famine menace.</p>", False),
        ("<p>Rien</p>", False),
    ],
)
def test_a_sentence_with_a_link_is_no_link(block: str, linked: bool) -> None:
    """Only what is nearly all link, or a label and its link, is one."""
    assert is_linked(markup.fragment_fromstring(block)) is linked


def test_pruning_keeps_the_text_after_what_it_takes_out() -> None:
    """The tail of an element is not part of it."""
    tree = markup.document_fromstring("<html><body><div>Avant <span class='share'>Partager</span> après</div></body></html>")
    prune(tree)
    assert tree.text_content().split() == ["Avant", "après"]
