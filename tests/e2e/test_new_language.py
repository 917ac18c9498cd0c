"""A language of the user's own: the template, a few words and a tree give an event; what cannot be read is told."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import vigie.lexicon.languages as languages

TEMPLATE = languages.LANGUAGES / "_template"
SENTENCE = "La Turchia ha condannato il Niger."
TREE = """\
1	La	il	DET	_	Definite=Def|PronType=Art	2	det	_	_
2	Turchia	Turchia	PROPN	_	_	4	nsubj	_	_
3	ha	avere	AUX	_	Mood=Ind|Tense=Pres|VerbForm=Fin	4	aux	_	_
4	condannato	condannare	VERB	_	Tense=Past|VerbForm=Part	0	root	_	_
5	il	il	DET	_	Definite=Def|PronType=Art	6	det	_	_
6	Niger	Niger	PROPN	_	_	4	obj	_	SpaceAfter=No
7	.	.	PUNCT	_	_	4	punct	_	_
"""


def vigie(*words: str, folder: Path, stdin: str = "") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), languages.FOLDERS_VARIABLE: str(folder)}
    command = [sys.executable, "-c", "from vigie.cli import main; main()", *words]
    return subprocess.run(command, input=stdin.encode(), capture_output=True, check=False, env=environment)


def add_italian(folder: Path) -> None:
    """What a contributor writes to see a first event."""
    shutil.copytree(TEMPLATE, folder / "it")
    append(folder / "it" / "countries.tsv", "TUR\tTurchia\tturco\tAnkara\nNER\tNiger\tnigerino\tNiamey\n")
    append(folder / "it" / "events" / "accuse.yaml", "- {verb: condannare, code: ACCUSE/disapprove, actor: subj, recipient: obj}\n")
    for name, old, new in (
        ("grammar.yaml", '"<of>"', "di"),
        ("grammar.yaml", '"<to>"', "a"),
        ("reference.yaml", "definite: []", "definite: [il, lo, la, i, gli, le]"),
    ):
        path = folder / "it" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text)


def test_the_template_a_few_words_and_a_tree_give_an_event(tmp_path: Path) -> None:
    """A language is a folder of data: no code names Italian."""
    add_italian(tmp_path)
    trees, out = tmp_path / "trees.conllu", tmp_path / "out.jsonl"
    trees.write_text(TREE + "\n", encoding="utf-8")
    run = vigie("code", "-", "-o", str(out), "--lang", "it", "--model", f"it=conllu:{trees}", folder=tmp_path, stdin=SENTENCE)
    assert run.returncode == 0, run.stderr
    (record,) = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    (event,) = record["events"]
    assert event["type"] == "ACCUSE" and event["status"] == "occurred"
    assert [a["code"] for a in event["actors"]] == ["TUR"] and [a["code"] for a in event["recipients"]] == ["NER"]
    assert event["trigger"] == "ha condannato"
    assert event["why"]["entry"].startswith("it.accuse.verb.condannare")


def test_a_report_in_another_language_is_rejected_with_those_that_are_installed(tmp_path: Path) -> None:
    """One line tells the user's own language among the installed ones, whether the language is detected or given."""
    add_italian(tmp_path)
    german = "Die Regierung hat am Dienstag neue Gespräche mit allen Nachbarn angekündigt."
    for options in ((), ("--lang", "de")):
        run = vigie("read", "-", *options, folder=tmp_path, stdin=german)
        assert run.returncode == 1 and run.stderr.count(b"\n") == 1
        assert b"installed: en, fr, it" in run.stderr and b"Traceback" not in run.stderr


def test_a_folder_that_reuses_an_installed_code_is_refused(tmp_path: Path) -> None:
    """The user's `fr` cannot silently replace ours: one line says where both are and what to do."""
    shutil.copytree(TEMPLATE, tmp_path / "fr")
    for words in (("languages",), ("read", "--lang", "fr", "-")):
        run = vigie(*words, folder=tmp_path, stdin="Le Mali a accusé le Burundi.")
        assert run.returncode == 2 and run.stderr.count(b"\n") == 1
        said = run.stderr.decode()
        assert str(tmp_path / "fr") in said and "give the folder another code" in said and "Traceback" not in said
