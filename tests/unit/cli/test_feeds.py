"""The file of feeds: what it may say, and what is said of one that is wrong."""

from pathlib import Path

import pytest

from vigie.cli.feeds import Feed, read_feeds
from vigie.errors import ConfigError
from vigie.run import Overrides


def written(folder: Path, text: str) -> Path:
    """A file of feeds."""
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_feeds_are_addresses_or_files_beside_the_list(tmp_path: Path) -> None:
    """In their order, with outlet and language where they are given."""
    path = written(tmp_path, '[[feed]]\nurl = "https://a.example/x.xml"\noutlet = "Le Fanal"\nlang = "fr"\n[[feed]]\nurl = "local/y.rss"\n')
    assert read_feeds(path) == (
        Feed("https://a.example/x.xml", Overrides("", "fr", "Le Fanal")), Feed(str(tmp_path / "local" / "y.rss"), Overrides("", "", "")))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there are no feeds"),
        ("[[feed]", "not TOML"),
        ("feed = 3", "there are no feeds"),
        ("feed = [3]", "feed 1: is no table"),
        ("[[feeds]]\nurl = 'a'", "'feeds' is not known"),
        ("[[feed]]\noutlet = 'a'", "feed 1: has no url"),
        ("[[feed]]\nurl = 'a'\n[[feed]]\nurl = 'a'", "feed 2: .*listed twice"),
        ("[[feed]]\nurl = 'a'\nevery = 3", "'every' is not known: there are url"),
        ("[[feed]]\nurl = 3", "url must be text"),
        ("[[feed]]\nurl = 'a'\nlang = 'xx'", "'xx' is not installed: choose en, fr"),
        ("[[feed]]\nurl = 'ftp://a.example/b'", "only http and https"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(text: str, said: str, tmp_path: Path) -> None:
    """The file, which feed, and what to do."""
    path = written(tmp_path, text)
    with pytest.raises(ConfigError, match=said) as caught:
        read_feeds(path)
    assert str(caught.value).startswith(str(path)) and "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """One line."""
    with pytest.raises(ConfigError, match="none.toml: No such file"):
        read_feeds(tmp_path / "none.toml")
