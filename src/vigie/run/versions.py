"""What a reading depends on beside its text: the code and data of Vigie, and the libraries under it."""

from __future__ import annotations

import hashlib
import os
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from vigie.lexicon.languages import FOLDERS_VARIABLE
from vigie.records import VERSION

_PACKAGE = Path(__file__).resolve().parent.parent
_LIBRARIES = ("spacy", "thinc", "numpy", "trafilatura", "pyarrow", "distributed", "ray", "pyspark")


@cache
def code_digest() -> str:
    """Digest of all files of the package, and of the languages that the user adds: a lexicon that is mended codes otherwise."""
    digest = hashlib.sha256()
    for root in (_PACKAGE, *map(Path, filter(None, os.environ.get(FOLDERS_VARIABLE, "").split(os.pathsep)))):
        for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            digest.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def versions() -> dict[str, str]:
    """Name and version of Vigie, its data, Python and the libraries that are installed."""
    found = {"vigie": VERSION, "code": code_digest(), "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
