"""Readings beside gold: what agrees, what is missed, what is too much."""

from vigie.evaluate.arguments import ArgumentScores, score_arguments
from vigie.evaluate.coding import CodedReport, read_coding
from vigie.evaluate.scores import Evaluation, evaluate

__all__ = ["ArgumentScores", "CodedReport", "Evaluation", "evaluate", "read_coding", "score_arguments"]
