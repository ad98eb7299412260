"""What openai raises, as our errors. Its texts may hold keys and prompts: they go to the log's traceback only."""

import contextlib
import json
from collections.abc import Iterator

import openai

from core.errors import ModelOverflow, ModelUnavailable


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Every failure of openai inside the block leaves it as ModelUnavailable, ``from`` the original."""
    try:
        yield
    except openai.OpenAIError as error:
        if isinstance(error, openai.APIStatusError) and too_long(error):
            raise ModelOverflow(sentence(error)) from error
        raise ModelUnavailable(sentence(error)) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ModelUnavailable(
            "The language model's server sent something that is no reply. Check its address (SYBIL_OPENAI_BASE_URL)."
        ) from error


def sentence(error: openai.OpenAIError) -> str:
    """What happened, for a user, without a word of the server's own."""
    if isinstance(error, openai.APITimeoutError):
        return "The language model took too long to reply. Nothing is lost; try again in a while."
    if isinstance(error, openai.APIConnectionError):
        return "The language model's server cannot be reached. Check that it runs, and its address."
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return "The language model refused the key. An administrator has to check the key in the settings."
    if isinstance(error, openai.RateLimitError):
        if error.code == "insufficient_quota":
            return (
                "The account at the language model's provider has no credit left. An administrator has to look at it."
            )
        return "The language model has had too many requests. Try again in a minute."
    if isinstance(error, openai.NotFoundError):
        return "The language model's server knows no such address or model. Check both in the settings."
    if isinstance(error, openai.APIStatusError):
        return _by_status(error)
    return "The language model broke off in the middle of its reply. Nothing is lost; try again."


def too_long(error: openai.APIStatusError) -> bool:
    """True if the request did not fit the model's context."""
    text = f"{error.code} {error.message}".lower()
    return error.status_code == 413 or ("context" in text and any(w in text for w in ("length", "size", "exceed")))


def _by_status(error: openai.APIStatusError) -> str:
    if too_long(error):
        return "The question with its sources is longer than the language model can read at once."
    if error.status_code >= 500:
        return f"The language model's server failed (status {error.status_code}). Try again in a while."
    return f"The language model's server refused the request (status {error.status_code}). Check model and settings."
