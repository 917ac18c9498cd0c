"""A coded report for tests of exports: invented acts, one event of each kind that formats treat apart."""

import json

TEXT = (
    "Norland : le ministre en visite\n\nLe ministre Ola Berg a rencontré lundi à Genève son homologue.\n\nLire aussi : la carte\n\n"
    "Le Burundi a bombardé le Mali, affirme Bamako. Des pourparlers sont prévus."
)


def span(words: str) -> list[int]:
    """Where words stand in the text."""
    start = TEXT.index(words)
    return [start, start + len(words)]


def event(kind: str, **fields: object) -> dict[str, object]:
    """An event record with an id and defaults."""
    return {"id": f"{kind.lower():0<16}"[:16], "type": kind, "mode": [], "status": "occurred", "actors": [], "recipients": [], "date": None, **fields}


MLI, BDI, UN = {"code": "MLI", "sector": "GOV"}, {"code": "BDI", "sector": "MIL"}, {"code": "UN", "sector": "IGO"}
RECORD: dict[str, object] = {
    "id": "r1", "lang": "fr", "url": "https://example.org/r1", "outlet": "=Dépêche\t\"du\" jour", "published": "2022-01-12", "title": "Norland : le ministre en visite",
    "text": TEXT, "version": "0.1.0", "relations": [], "furniture": [{"span": span("Lire aussi : la carte"), "text": "…", "reason": "related"}],
    "entities": [{"id": "e", "text": "Ola Berg", "kind": "person"}, {"id": "f", "text": "Mali", "kind": "country"}],
    "events": [
        event("CONSULT", mode=["visit"], actors=[{"code": "NOR", "sector": "GOV", "name": "Ola Berg"}, MLI, UN], date="2022-01-10",
              place={"name": "Genève", "code": "CHE"}, trigger="a rencontré", contexts=["diplomatic", "economic"], confidence=0.914,
              spans=[{"role": "trigger", "span": span("a rencontré")}, {"role": "actor", "span": span("Ola Berg")}, {"role": "mention", "span": span("en visite")}]),
        event("ASSAULT", mode=["aerial"], status="alleged", actors=[BDI], recipients=[MLI], date="2021-11", according_to=MLI, counts={"killed": [12, 30]},
              trigger="a bombardé", spans=[{"role": "trigger", "span": span("a bombardé")}]),
        event("COOPERATE", status="scheduled", actors=[MLI], recipients=[BDI], trigger="pourparlers"),
        event("SANCTION", status="scheduled", actors=[MLI], recipients=[BDI], date="2014/..", trigger="x"),
        event("AID", status="negated", actors=[MLI], recipients=[BDI], trigger="y"),
        event("THREATEN", status="possible", trigger="z"),
    ],
}  # fmt: skip
LINE = json.dumps(RECORD, ensure_ascii=False)
