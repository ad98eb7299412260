"""Ports and addresses of what the tests start."""

import contextlib
import socket
import urllib.request


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    """Whether a process's own health address answers."""
    with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/health", timeout=2) as response:
        return bool(response.headers.get_content_type() == "application/json")
    return False
