"""Another spaCy pipeline in place of ours, by option and by configuration file."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed

from vigie.cli.settings import chosen_models
from vigie.errors import ConfigError, ModelError
from vigie.models import load_model
from vigie.pipeline import Reader

WORDS = ["Le", "Togo", "a", "condamné", "le", "Mali", "."]
TREE = {
    "heads": [1, 3, 3, 3, 5, 3, 3],
    "deps": ["det", "nsubj", "aux", "ROOT", "det", "obj", "punct"],
    "pos": ["DET", "PROPN", "AUX", "VERB", "DET", "PROPN", "PUNCT"],
    "morphs": ["", "", "VerbForm=Fin", "VerbForm=Part|Tense=Past", "", "", ""],
    "lemmas": ["le", "Togo", "avoir", "condamner", "le", "Mali", "."],
}


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline that has learned one sentence by heart."""
    fix_random_seed(1)
    nlp = spacy.blank("fr")
    nlp.meta["name"] = "tiny"
    nlp.add_pipe("morphologizer")
    nlp.add_pipe("trainable_lemmatizer")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    example = Example.from_dict(Doc(nlp.vocab, words=WORDS), TREE)
    nlp.initialize(lambda: [example] * 20)
    for _ in range(60):
        nlp.update([example])
    folder = tmp_path_factory.mktemp("spacy") / "tiny"
    nlp.to_disk(folder)
    return folder


@pytest.mark.parametrize("option", ["fr={0}", "fr=spacy:{0}", "{0}"])
def test_its_trees_are_read(pipeline: Path, option: str) -> None:
    """Its tree, parts of speech and lemmas give the event, and its version is told."""
    models = chosen_models([option.format(pipeline)])
    reading = Reader("fr", models).read("Le Togo a condamné le Mali.")
    assert [(e.type, e.actors[0].code, e.recipients[0].code) for e in reading.events] == [("ACCUSE", "TGO", "MLI")]
    assert load_model("fr", models["fr"]).version.startswith("spacy-fr_tiny")


def test_the_configuration_file_names_it_too(pipeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An option wins over the file."""
    monkeypatch.chdir(tmp_path)
    Path("vigie.toml").write_text(f"[models]\nfr = {json.dumps('spacy:' + str(pipeline))}\nen = 'spacy:nowhere'\n", encoding="utf-8")
    assert chosen_models([]) == {"fr": f"spacy:{pipeline}", "en": "spacy:nowhere"}
    assert chosen_models(["en=embedded"])["en"] == "embedded"


@pytest.mark.parametrize(("content", "said"), [("models = 3", "must give a source"), ("[model]\nfr='x'", "'model' is no setting"), ("[", "not TOML")])
def test_a_wrong_file_is_told(content: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line: which file, what is wrong."""
    (tmp_path / "own.toml").write_text(content, encoding="utf-8")
    monkeypatch.setenv("VIGIE_CONFIG", str(tmp_path / "own.toml"))
    with pytest.raises(ConfigError, match=said):
        chosen_models([])


def test_pipelines_that_cannot_serve_are_refused(tmp_path: Path) -> None:
    """Not installed, or without a parser."""
    with pytest.raises(ModelError, match="is not installed"):
        chosen_models(["no_such_pipeline"])
    spacy.blank("fr").to_disk(tmp_path / "bare")
    with pytest.raises(ModelError, match="has no parser"):
        load_model("fr", f"spacy:{tmp_path / 'bare'}")
