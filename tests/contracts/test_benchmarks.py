"""The sets that benchmarks read are well formed, so that a long run does not end at a slip of the pen."""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from vigie.lexicon.load import load_yaml

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@cache
def script(name: str) -> ModuleType:
    """A benchmark as a module."""
    spec = importlib.util.spec_from_file_location(name.replace("/", "_"), BENCHMARKS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_minimal_pair_can_be_read(language: str) -> None:
    """At least 250 sentences, none twice with the same coding, each with event types, modes and statuses that there are."""
    read_line = script("probes/measure").read_line
    pairs = load_yaml(BENCHMARKS / "probes" / f"{language}.yaml")
    lines = [line for group in pairs.values() for line in group]
    assert len(lines) >= 250 and len(set(lines)) == len(lines)
    assert all(text and wanted for text, wanted in map(read_line, lines))


def test_a_minimal_pair_is_taken_apart() -> None:
    """Type, modes, sides, status and source; what is not given is not compared."""
    module = script("probes/measure")
    text, (one, two) = module.read_line("A. => ASSAULT/aerial+targeted RUS,BLR > UKR alleged by UKR & not SANCTION")
    assert (text, one.type, one.modes, one.source) == ("A.", "ASSAULT", {"aerial", "targeted"}, "UKR")
    assert (one.actors, one.recipients, one.status) == ({"RUS", "BLR"}, {"UKR"}, "alleged")
    assert two.is_counter and two.type == "SANCTION"
    with pytest.raises(SystemExit, match="no event type"):
        module.read_line("A. => ASSAULT/strange RUS > UKR")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sentence_about_something_can_be_read(language: str) -> None:
    """The contexts are those of the ontology, and each is tried at least once."""
    read_line = script("contexts/measure").read_line
    wanted = [read_line(line)[1] for line in load_yaml(BENCHMARKS / "contexts" / f"{language}.yaml")]
    assert len(frozenset().union(*wanted)) == 37


def test_events_are_grouped_by_confidence_and_the_gap_is_measured() -> None:
    """Twenty events give ten groups of two; a coder that is always half sure and always right is off by a half."""
    module = script("calibration")
    groups = module.group([module.Judged(0.5, True)] * 20)
    assert [g.events for g in groups] == [2] * 10 and module.gap(groups) == pytest.approx(0.5)
