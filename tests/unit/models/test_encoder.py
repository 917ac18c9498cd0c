"""The encoder reads a passage the same way every time and refuses altered weights."""

import json
from pathlib import Path

import numpy as np
import pytest

from vigie.errors import ModelError
from vigie.models.encoder import ENCODER, gelu, load_encoder
from vigie.models.pieces import Pieces

WORDS = ("Le", "Tchad", "a", "fermé", "sa", "frontière")


def spelled(pieces: Pieces) -> list[tuple[int, ...]]:
    return [pieces.of(word, True) for word in WORDS]


def test_a_row_a_word_and_the_same_rows_again() -> None:
    """A word without pieces has zeros; what is known of a word changes the others' rows too."""
    encoder = load_encoder()
    known: list[tuple[int, ...]] = [()] * len(WORDS)
    rows = encoder.read([*spelled(encoder.pieces), ()], [*known, ()])
    assert rows.shape == (len(WORDS) + 1, 384) and np.isfinite(rows).all()
    assert not rows[-1].any() and rows[:-1].any(axis=1).all()
    assert (encoder.read([*spelled(encoder.pieces), ()], [*known, ()]) == rows).all()
    known[1] = (encoder.features["kind country"], encoder.features["sector GOV"])
    told = encoder.read(spelled(encoder.pieces), known)
    assert not np.allclose(told[3], rows[3], atol=1e-3)


def test_the_context_tells_words_apart() -> None:
    """The same word beside others has another row."""
    encoder = load_encoder()
    one = encoder.read([encoder.pieces.of(w, True) for w in ("attaque", "de", "panique")], [()] * 3)
    other = encoder.read([encoder.pieces.of(w, True) for w in ("attaque", "de", "roquettes")], [()] * 3)
    assert not np.allclose(one[0], other[0], atol=1e-2)


def test_the_unit_is_near_its_exact_form() -> None:
    """By known values of x·Φ(x)."""
    x = np.array([-2.0, -0.5, 0.0, 1.0, 3.0], np.float32)
    assert gelu(x) == pytest.approx([-0.04550, -0.15427, 0.0, 0.84134, 2.99595], abs=1e-3)


def test_altered_or_missing_weights_are_refused(tmp_path: Path) -> None:
    """In one line that says which file and what to do."""
    path = tmp_path / "encoder.msgpack"
    with pytest.raises(ModelError, match="no encoder .*reinstall"):
        load_encoder(path)
    path.with_suffix(".json").write_text(json.dumps({"sha256": "0" * 64}), encoding="utf-8")
    path.write_bytes(ENCODER.read_bytes()[:1000])
    with pytest.raises(ModelError, match=r"encoder\.msgpack is not the file that encoder\.json describes: reinstall"):
        load_encoder(path)
