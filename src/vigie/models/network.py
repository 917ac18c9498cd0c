"""Our networks at work: the one module that runs spaCy.

Words go in as plain characters, one sentence a document. Sentences are annotated in batches of a fixed
order; that a sentence's tree does not depend on its neighbours is shown by `tests/unit/models`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, cast

import numpy as np
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, MORPH, POS
from spacy.language import Language
from spacy.pipeline.tok2vec import Tok2Vec
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Config

from vigie.models.container import Component, Network, unpack
from vigie.models.parser import Annotation, Tree
from vigie.models.trees import mend_tree
from vigie.text import plain_characters, plain_dashes

LANGUAGE = "xx"
"""spaCy's own code of no language: none of its rules or tables take part."""

_BATCH = 64
_BEGIN = 3
"""spaCy's number for the first word of a name."""


def plain_word(text: str) -> str:
    """A word as the networks see it: plain quotes, spaces and dashes, accents composed."""
    return unicodedata.normalize("NFC", plain_dashes(plain_characters(text)))


class NetworkParser:
    """A parser made of the networks in a weights file."""

    def __init__(self, language: str, version: str, data: bytes) -> None:
        self._language = language
        self._version = version
        self._vocab = spacy.blank(LANGUAGE).vocab  # a bare Vocab has no prefixes, suffixes, shapes
        self._networks = [build(network, self._vocab) for network in unpack(data)]

    @property
    def language(self) -> str:
        """BCP 47 code."""
        return self._language

    @property
    def version(self) -> str:
        """Version and hash of the weights."""
        return self._version

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """One tree per sentence, one annotation per word, in order."""
        filled = [words for words in sentences if words]
        trees = iter(self._annotate(filled))
        return [next(trees) if words else () for words in sentences]

    def _annotate(self, sentences: Sequence[Sequence[str]]) -> Iterable[Tree]:
        for start in range(0, len(sentences), _BATCH):
            docs = [self._document(words) for words in sentences[start : start + _BATCH]]
            for network in self._networks:
                for _, component in network.pipeline:
                    docs = list(cast("Any", component).pipe(docs, batch_size=_BATCH))
            yield from (read_document(doc) for doc in docs)

    def _document(self, words: Sequence[str]) -> Doc:
        starts = [i == 0 for i in range(len(words))]
        return Doc(self._vocab, words=[plain_word(w) or "_" for w in words], sent_starts=starts)


def read_document(doc: Doc, with_lemmas: bool = False) -> Tree:
    """The tree that spaCy wrote into a document of one sentence."""
    strings = doc.vocab.strings
    columns = doc.to_array([POS, MORPH, HEAD, DEP, ENT_TYPE, ENT_IOB])
    offsets = columns[:, 2].astype(np.int64)
    upos = [strings[int(v)] for v in columns[:, 0]]
    deprels = [strings[int(v)] for v in columns[:, 3]]
    heads, deprels = mend_tree([i + int(o) for i, o in enumerate(offsets)], deprels, upos)
    return tuple(
        Annotation(
            upos=upos[i],
            morph=strings[int(row[1])].replace("_", ""),
            head=heads[i],
            deprel=deprels[i],
            name=strings[int(row[4])],
            name_start=int(row[5]) == _BEGIN,
            lemma=doc[i].lemma_ if with_lemmas else "",
        )
        for i, row in enumerate(columns)
    )


def build(network: Network, vocab: Vocab) -> Language:
    """A pipeline with its trained weights."""
    config = Config().from_str(network.config)
    nlp = spacy.util.load_model_from_config(config, vocab=vocab, auto_fill=False, validate=False)
    for name, part in network.components:
        component = cast("Any", nlp.get_pipe(name))
        component.from_bytes(part.settings, exclude=["vocab", "model"])
        component.model.from_bytes(part.model)
    for _, encoder in nlp.pipeline:
        if isinstance(encoder, Tok2Vec):  # weights replaced the listeners that were linked before
            encoder.listener_map.clear()
            for _, component in nlp.pipeline:
                encoder.find_listeners(component)
    return nlp


def dismantle(nlp: Language) -> Network:
    """A trained pipeline as what a weights file keeps."""
    parts = []
    for name, component in nlp.pipeline:
        trained = cast("Any", component)
        settings = trained.to_bytes(exclude=["vocab", "model"])
        parts.append((name, Component(settings, trained.model.to_bytes())))
    return Network(nlp.config.to_str(), tuple(parts))
