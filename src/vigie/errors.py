"""What can go wrong, as a tree.

    VigieError
    ├── ConfigError          an option or a configuration file is wrong
    ├── DataError            something that ships with the program, or that a user edited, is wrong
    │   ├── LexiconError         a language's data: names file, line, entry and remedy
    │   ├── OntologyError        the event types, modes, sectors or crosswalks
    │   └── ModelError           weights are missing, altered or of another version
    ├── InputError           a source cannot be read (becomes a Rejection of that source only)
    ├── StoreError           a store cannot be opened, read or written
    └── RunError             a run over many reports cannot go on

Every message is one line that says what is wrong, where, and what to do.
"""


class VigieError(Exception):
    """Base of every error that Vigie raises on purpose."""


class ConfigError(VigieError):
    """An option or a configuration file is wrong."""


class DataError(VigieError):
    """Data that ships with the program, or that a user edited, is wrong."""


class LexiconError(DataError):
    """A language's data is wrong; the message names file, line, entry and remedy."""


class OntologyError(DataError):
    """The event types, modes, sectors or crosswalks are wrong."""


class ModelError(DataError):
    """Weights are missing, altered or of another version."""


class InputError(VigieError):
    """A source cannot be read."""


class StoreError(VigieError):
    """A store cannot be opened, read or written."""


class RunError(VigieError):
    """A run over many reports cannot go on; what is coded so far is kept."""
