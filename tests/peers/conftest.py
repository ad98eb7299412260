"""One real model server for all tests in this folder."""

from collections.abc import Iterator

import pytest

from tests.peers.openai_server import running


@pytest.fixture(scope="session")
def model_server() -> Iterator[str]:
    """Base URL of a real OpenAI-compatible server."""
    with running() as url:
        yield url
