"""The command line, for operators and scripts: parse, call the public face, draw.

Exit codes: 0 when the command did what was asked, 1 when it did not, 2 when the command line makes no sense, 130 when
it was stopped with Ctrl-C. A sync that did not happen at all has a code of its own, 3: a timer that runs it every few
minutes must tell that from a library in which one more file cannot be read.
"""

import contextlib
import logging
import os
import sys
from collections.abc import Sequence

from core import logs
from core.cli.arguments import Nonsense, parse
from core.cli.output import Output
from core.errors import SybilError

__all__ = ["main"]

NOT_SYNCED = 3
STOPPED = "Stopped. What was finished is kept; the same command goes on from there."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    typed = sys.argv[1:] if argv is None else list(argv)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    output, failed = Output("--json" in typed), 1
    try:
        arguments = parse(typed)
        failed = NOT_SYNCED if arguments.command == "sync" else 1
        return _run(arguments, output)
    except Nonsense as error:
        if not output.as_json:
            sys.stderr.write(error.usage)
        output.fail(str(error))
        return 2
    except SybilError as error:
        output.fail(str(error))
        return failed
    except KeyboardInterrupt:
        output.fail(STOPPED)
        return 130
    except BrokenPipeError:  # whoever read our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:
        logging.getLogger(__name__).exception("the command failed")
        output.fail("Something went wrong inside Sybil; nothing half done was kept. Standard error has the details.")
        return failed
    finally:
        logs.take_down()


def _run(arguments: object, output: Output) -> int:
    from core.cli.commands import run
    from core.settings import Settings

    given = vars(arguments)
    overrides = {"data_dir": given["data_dir"]} if given["data_dir"] else {}
    settings = Settings(**overrides)
    logs.set_up(settings.log_level if given["verbose"] else "ERROR", settings.secrets())
    return run(given, settings, output)
