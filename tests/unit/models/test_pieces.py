"""Words as pieces."""

from vigie.models.encoder import load_encoder
from vigie.models.pieces import UNKNOWN, Pieces

PIECES = Pieces(["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "ab", "▁ab", "ba"], [0, 0, 0, 0, -2.0, -3.0, -3.0, -4.0, -5.0, -3.5])


def test_the_likeliest_row_of_pieces_is_taken() -> None:
    """`a` and `ba` together are likelier than `ab` and `a`; a space that opens the word is part of it."""
    assert PIECES.of("aba", False) == (5, 9)
    assert PIECES.of("ab", True) == (8,)
    assert PIECES.of("ab", False) == (7,)


def test_what_no_piece_covers_is_unknown_and_nothing_is_lost_beside_it() -> None:
    """One unknown piece for a strange letter; a word of nothing is unknown too."""
    assert PIECES.of("a☃b", False) == (5, UNKNOWN, 6)
    assert PIECES.of("", False) == (UNKNOWN,)


def test_the_embedded_list_spells_french_and_english_words_it_has_never_seen() -> None:
    """No letter of the Latin alphabet is unknown, whatever its accent."""
    pieces = load_encoder().pieces
    for word in ("Zyxobrûlçôtières", "Œuvrëzh", "Quizzlewhomp", "d’Ykshñář"):
        assert UNKNOWN not in pieces.of(word, True)
