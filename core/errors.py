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
│   ├── ConversationNotFound
│   └── AccountNotFound
├── FileUnreadable              one file could not be read; .code says why, .permanent if trying again is useless
├── SourceUnavailable           a library source (folder, Drive) cannot be listed now
├── StoreError
│   ├── StoreUnavailable        the graph or the operational store cannot be reached, is full or is read-only
│   │   └── StoreRefused        its server refuses the user or the password
│   └── StoreDamaged            its file is not a database, or fails its integrity check
├── QueryRefused                a query that a model wrote may not run, or cannot; says what to write instead
├── LeaseHeld                   another process is syncing the library now
├── SignInRefused               wrong name, wrong password or a disabled account: never told apart
│   └── SignInThrottled         too many attempts; .seconds says how long to wait
├── AccountExists               the name is taken, perhaps by a disabled account
├── NameRefused                 nobody may have this name
├── PasswordRefused             the password is too easy to guess, or too long
├── LastAdmin                   without this account nobody could look after Sybil
├── SetUpRefused                the set-up code is wrong, or Sybil is set up already
├── NotAllowed                  the person's role does not allow this
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


class AccountNotFound(NotFound):
    """No such account."""


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


class StoreRefused(StoreUnavailable):
    """The store's server refuses the user or the password. Asked too often, it refuses everybody for a while."""


class StoreDamaged(StoreError):
    """The store's file is damaged; an operator has to restore it."""


class QueryRefused(SybilError):
    """A query over the graph may not run, or the graph cannot answer it; the sentence says what to write instead."""


class LeaseHeld(SybilError):
    """Another process holds the lease."""


class SignInRefused(SybilError):
    """Nobody was signed in. The sentence is the same whatever was wrong, so that names cannot be found out."""

    def __init__(self, sentence: str = "The name or the password is wrong.") -> None:
        super().__init__(sentence)


class SignInThrottled(SignInRefused):
    """Too many attempts; nothing was tried. ``seconds`` is how long to wait, at least 1."""

    def __init__(self, seconds: int) -> None:
        wait = "a second" if seconds == 1 else f"{seconds} seconds"
        super().__init__(f"There were too many attempts. Please wait {wait} and try again.")
        self.seconds = seconds


class AccountExists(SybilError):
    """The name is taken; names are never given to somebody else."""


class NameRefused(SybilError):
    """No account may have this name."""


class PasswordRefused(SybilError):
    """The password cannot be used; the sentence says why."""


class LastAdmin(SybilError):
    """The last administrator who can sign in stays one."""


class SetUpRefused(SybilError):
    """The first account was not made."""

    def __init__(
        self, sentence: str = "Sybil is set up already. Sign in, or ask an administrator for an account."
    ) -> None:
        super().__init__(sentence)


class NotAllowed(SybilError):
    """The person's role does not allow this."""


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
