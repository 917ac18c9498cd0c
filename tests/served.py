"""A small store to be served in tests: an invented quarrel, with one report in which everything that comes from outside is hostile."""

from collections.abc import Iterator
from dataclasses import replace

from readings import reading

from vigie.records import Block, Reading, Span
from vigie.store import Store, open_store

HOSTILE = "<script>document.title='owned'</script>"
ATTRIBUTE = "\"><img src=x onerror=\"document.title='owned'\">"
TEMPLATE = "{{ 7*7 }}{% raw %}"
SPEECH = "</span><svg onload=alert(1)> dit vouloir"


def hostile() -> Reading:
    """A report whose text, title, outlet, names, place and address all try to run something."""
    text = f"Alger{ATTRIBUTE} a frappé {HOSTILE} {TEMPLATE} Tunis hier {SPEECH} la paix."
    read = reading(text, ("ASSAULT", "occurred", f"DZA:{ATTRIBUTE}", f"TUN:{HOSTILE}", "2031-03-26", "a frappé", f"@{ATTRIBUTE}/TUN"), published="2031-03-27", outlet=HOSTILE)
    article = replace(read.article, title=HOSTILE + ATTRIBUTE, url="javascript:document.title='owned'", id=TEMPLATE,
                       blocks=(Block(Span(0, len(text) - 8), "paragraph"), Block(Span(len(text) - 8, len(text)), "furniture", "<b>share</b>")))  # fmt: skip
    return replace(read, article=article)


def quarrel() -> Iterator[Reading]:
    """Reports of a few days: a ban told twice, a meeting announced and held, an apology, a visit to come."""
    yield reading("Alger a interdit le blé de Tunis.", ("SANCTION/discontinue", "occurred", "DZA", "TUN", "2031-03-03", "a interdit"), published="2031-03-03", outlet="Le Cap")
    yield reading("Alger a interdit le blé de Tunis, dit la radio.", ("SANCTION/discontinue", "occurred", "DZA", "TUN", "2031-03-03", "a interdit"), published="2031-03-04", outlet="La Rade")
    yield reading("Alger et Tunis se verront le 20 mars à Malte.", ("CONSULT", "scheduled", "DZA,TUN", "", "2031-03-20", "se verront", "@Malte/MLT"), published="2031-03-06", outlet="Le Cap")
    yield reading("Alger et Tunis se sont vus à Malte.", ("CONSULT", "occurred", "DZA,TUN", "", "2031-03-20", "se sont vus", "@Malte/MLT"), published="2031-03-20", outlet="La Rade")
    yield reading("Alger a présenté des excuses à Tunis.", ("CONCEDE", "occurred", "DZA", "TUN", "2031-03-21", "a présenté"), published="2031-03-21", outlet="Le Cap")
    yield reading("Rome recevra Tunis le 20 avril.", ("CONSULT/visit", "scheduled", "TUN", "ITA", "2031-04-20", "recevra"), published="2031-03-21", outlet="La Rade")


def fill(where: str, *, with_hostile: bool = False) -> Store:
    """The store at an address, filled and open."""
    store = open_store(where, create=True)
    for read in quarrel():
        store.add(read)
    if with_hostile:
        store.add(hostile())
    return store

