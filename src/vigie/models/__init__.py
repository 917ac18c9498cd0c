"""Embedded models: what annotates the words of a sentence. The one package that imports an ML library."""

from vigie.models.card import ModelCard
from vigie.models.parser import Annotation, Parser, Tree
from vigie.models.registry import installed_models, load_model, named_model

__all__ = ["Annotation", "ModelCard", "Parser", "Tree", "installed_models", "load_model", "named_model"]
