"""Words of reports on other things than politics."""

from pathlib import Path

import pytest

from vigie.errors import LexiconError
from vigie.lexicon import other_news
from vigie.lexicon.languages import installed_languages


def test_every_language_tells_the_same_kinds() -> None:
    """The choice of events learns by kind, so a kind that one language lacks would be learned from the others alone."""
    kinds = {language: set(other_news.load_other_news(language)) for language in installed_languages()}
    assert len({frozenset(k) for k in kinds.values()}) == 1
    assert "sport" in kinds["fr"]


def test_a_word_that_is_no_word_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number between the words is one line that names the list."""
    (tmp_path / "other_news.yaml").write_text("sport: [match, [1]]\n", encoding="utf-8")
    monkeypatch.setattr(other_news, "language_file", lambda language, name: tmp_path / name)
    with pytest.raises(LexiconError, match="'sport' must be a list of words"):
        other_news.load_other_news("zz")
