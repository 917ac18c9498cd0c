"""The table of engines."""

import sys

import pytest

from vigie.errors import ConfigError
from vigie.run import ENGINES, open_engine


@pytest.mark.parametrize(("name", "library"), [("dask", "distributed"), ("ray", "ray"), ("spark", "py4j.protocol")])
def test_an_engine_that_is_not_installed_names_its_extra(name: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines are imported on use only."""
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, ENGINES[name].partition(":")[0], raising=False)
    with pytest.raises(ConfigError, match=rf"pip install 'vigie\[{name}\]'"):
        open_engine(name, 1)


def test_an_unknown_engine_is_refused_with_the_known_ones() -> None:
    """The message lists the table."""
    with pytest.raises(ConfigError, match="dask, local, ray, spark"):
        open_engine("slurm", 1)
