"""Words with an auxiliary are verbs, whatever the tagger says."""

from pathlib import Path

from vigie.pipeline import Reader

TREE = """\
1\tLima\tLima\tPROPN\t_\t_\t3\tnsubj\t_\t_
2\ta\tavoir\tAUX\t_\tVerbForm=Fin\t3\taux:tense\t_\t_
3\tfélicité\tfélicité\tNOUN\t_\tGender=Fem\t0\troot\t_\t_
4\tQuito\tQuito\tPROPN\t_\t_\t3\tobj\t_\t_
5\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

"""


def test_a_noun_with_an_auxiliary_becomes_a_verb(tmp_path: Path) -> None:
    """"a félicité": the lemma is the verb's, so its entries apply."""
    (tmp_path / "trees.conllu").write_text(TREE, encoding="utf-8")
    reading = Reader("fr", {"fr": f"conllu:{tmp_path / 'trees.conllu'}"}).read("Lima a félicité Quito.", published="2023-09-16")
    token = reading.sentences[0].tokens[2]
    assert (token.upos, token.lemma) == ("VERB", "féliciter")
    assert [(e.type, e.actors[0].code, e.recipients[0].code) for e in reading.events] == [("SUPPORT", "PER", "ECU")]


PREDICATE = """\
1\tLima\tLima\tPROPN\t_\t_\t4\tnsubj\t_\t_
2\ta\tavoir\tAUX\t_\tVerbForm=Fin\t4\taux:tense\t_\t_
3\tété\têtre\tAUX\t_\tVerbForm=Part\t4\tcop\t_\t_
4\talliée\talliée\tNOUN\t_\tGender=Fem\t0\troot\t_\t_
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

"""


def test_a_noun_with_a_copula_stays_one(tmp_path: Path) -> None:
    """The auxiliary is the copula's."""
    (tmp_path / "trees.conllu").write_text(PREDICATE, encoding="utf-8")
    reading = Reader("fr", {"fr": f"conllu:{tmp_path / 'trees.conllu'}"}).read("Lima a été alliée.", published="2023-09-16")
    assert reading.sentences[0].tokens[3].upos == "NOUN"
