"""The errors of Sybil. Each carries one sentence that a user may read; the traceback goes to the log.

SybilError
├── SettingsError               a setting is missing or makes no sense
├── NotFound
│   ├── DocumentNotFound        no such document, or not for this viewer: never told apart
│   ├── DecisionNotFound
│   ├── ActionNotFound
│   ├── EntityNotFound
│   ├── MergeNotFound
│   ├── RecordNotFound
│   └── ConversationNotFound
├── FileUnreadable              one file could not be read; .code says why, .permanent if trying again is useless
├── SourceUnavailable           a library source (folder, Drive) cannot be listed now
├── StoreError
│   ├── StoreUnavailable        the graph or the operational store cannot be reached, is full or is read-only
│   └── StoreDamaged            its file is not a database, or fails its integrity check
├── LeaseHeld                   another process is syncing the library now
├── ModelError
│   ├── ModelUnavailable        no answer: refused, timed out, rate limit, stopped mid-stream
│   │   └── ModelOverflow       what was sent is longer than the model can read at once
│   └── ModelMisbehaved         it answered, but not in the shape that was asked for
└── EmbeddingError              the embedding model cannot be loaded or reached
"""


class SybilError(Exception):
    """Base of all errors of Sybil; ``str(error)`` is a sentence for a user."""


class SettingsError(SybilError):
    """A setting is missing or makes no sense."""


class NotFound(SybilError):
    """The thing does not exist, or this viewer may not know that it does."""


class DocumentNotFound(NotFound):
    """No such document for this viewer."""


class DecisionNotFound(NotFound):
    """No such decision for this viewer."""


class ActionNotFound(NotFound):
    """No such action for this viewer."""


class EntityNotFound(NotFound):
    """No such person, organisation, place or topic for this viewer."""


class MergeNotFound(NotFound):
    """No such merge of two entities, or it has been undone."""


class RecordNotFound(NotFound):
    """No such answer record for this viewer."""


class ConversationNotFound(NotFound):
    """No such conversation for this viewer."""


class FileUnreadable(SybilError):
    """One file could not be read.

    Args:
        reason: the sentence for the failure list.
        code: a stable word: ``encrypted``, ``empty``, ``truncated``, ``mislabelled``, ``scanned``, ``bomb``,
            ``too_slow``, ``too_much_memory``, ``too_long``, ``too_large``, ``unsupported``, ``not_a_file``,
            ``outside``, ``changing``, ``gone``, ``denied``, ``broken``.
        permanent: True if trying again cannot help until the file changes.
    """

    def __init__(self, reason: str, code: str = "broken", permanent: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.permanent = permanent


class SourceUnavailable(SybilError):
    """A library source cannot be listed now; nothing is concluded from its silence."""


class StoreError(SybilError):
    """A store failed."""


class StoreUnavailable(StoreError):
    """The store cannot be reached or written now; trying again later may help."""


class StoreDamaged(StoreError):
    """The store's file is damaged; an operator has to restore it."""


class LeaseHeld(SybilError):
    """Another process holds the lease."""


class ModelError(SybilError):
    """The language model failed."""


class ModelUnavailable(ModelError):
    """The language model gave no answer."""


class ModelOverflow(ModelUnavailable):
    """The request was longer than the language model can read at once; less of it may do."""


class ModelMisbehaved(ModelError):
    """The language model's answer had not the shape that was asked for."""


class EmbeddingError(SybilError):
    """Text could not be embedded."""
