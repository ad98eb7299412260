"""``python -m webhook``: the Flask process under gunicorn, on this machine only; a proxy with TLS stands before it."""

import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from core import Settings, logs
from core.errors import SybilError
from webhook import create_app


class Serving(BaseApplication):  # type: ignore[misc]
    """gunicorn with options from Python instead of its command line."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """See gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """See gunicorn: called in the worker."""
        return create_app()


def main() -> int:
    """Serve until a signal; SIGTERM and SIGINT end it after the requests that are under way."""
    try:
        settings = Settings()
    except SybilError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    logs.set_up(settings.log_level, settings.secrets())
    options = {
        "bind": f"{settings.webhook_address}:{settings.webhook_port}",
        "workers": 1,
        "worker_class": "gthread",
        "threads": 8,
        "graceful_timeout": 20,
        "control_socket_disable": True,
        "proc_name": "sybil-webhook",
        "loglevel": "warning",
    }
    Serving(options).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
