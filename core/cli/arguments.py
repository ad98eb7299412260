"""What may be typed."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

ROLES = ("reader", "editor", "admin")
LEVELS = ("PUBLIC", "INTERNAL", "CONFIDENTIAL", "RESTRICTED")
EPILOG = """exit code: 0 the command did what was asked (an answer that says "not found" is an answer: 0);
1 it did not, or a file could not be read; 2 the command line makes no sense; 130 stopped with Ctrl-C. “sync” tells
more: see its --help.
With --json exactly one JSON document is printed; a failure is {"error": "..."}."""


SYNC_EPILOG = """exit code, made for timers: 0 the library was read through and nothing new went wrong (files that an
earlier run has already reported as failing are listed again and change nothing; “python -m core failures” lists
them at any time); 1 it was read through, but a file failed that had not failed before or has changed since, or
documents that are missing all at once were kept for now; 2 the command line makes no sense; 3 it could not be synced
at all: the folder or a store cannot be reached, or another process is syncing; 130 stopped with Ctrl-C."""


USER_EPILOG = (
    """A password is never an argument, where other users of the machine could read it: it is the first line of
standard input, or is asked for, twice and unseen, on a terminal. It needs 10 characters or more.

"""
    + EPILOG
)


class Nonsense(Exception):
    """The command line makes no sense; ``usage`` says how it would."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class _Parser(argparse.ArgumentParser):
    """Raises instead of ending the process, so that whoever asked for JSON gets JSON."""

    def error(self, message: str) -> NoReturn:
        """See argparse."""
        raise Nonsense(message, self.format_usage())


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command line as a namespace; ends the process with 0 for --help.

    Raises:
        Nonsense: it makes no sense.
    """
    parser = _Parser(
        prog="python -m core",
        description="Sybil: an organisation's memory that answers, with sources.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _common(parser, False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    _files(commands)
    _questions(commands)
    _upkeep(commands)
    _graphs(commands)
    _users(commands)
    return parser.parse_args(argv)


def _common(parser: argparse.ArgumentParser, below: bool) -> None:
    """Options that may stand before or after the command."""
    kept = argparse.SUPPRESS
    parser.add_argument("--json", action="store_true", default=kept if below else False, help="print one JSON document")
    parser.add_argument(
        "--verbose",
        action="store_true",
        default=kept if below else False,
        help="log to standard error (SYBIL_LOG_LEVEL)",
    )
    parser.add_argument("--data-dir", metavar="DIR", default=kept if below else None, help="instead of SYBIL_DATA_DIR")


def _command(
    commands: "argparse._SubParsersAction[_Parser]", name: str, text: str, epilog: str = EPILOG
) -> argparse.ArgumentParser:
    made = commands.add_parser(
        name, help=text, description=text, epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    _common(made, True)
    return made


def _level(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--level",
        type=str.upper,
        choices=LEVELS,
        help="show what a reader of this clearance sees (default: everything)",
    )


def _files(commands: "argparse._SubParsersAction[_Parser]") -> None:
    add = _command(commands, "add", "read files, or whole folders, into the library")
    add.add_argument("paths", nargs="+", metavar="PATH")
    sync = _command(commands, "sync", "follow what changed in the library's folder", SYNC_EPILOG)
    sync.add_argument(
        "--accept-removals", action="store_true", help="believe that files which are missing all at once were deleted"
    )
    _command(commands, "failures", "files that could not be read, and why")
    _command(commands, "retry", "try every file that failed once more")
    forget = _command(commands, "forget", "remove a document with all that only it supported")
    forget.add_argument("document", metavar="DOCUMENT", help="its id or its file's name")
    forget.add_argument("--yes", action="store_true", help="do not ask")
    level = _command(commands, "level", "set who may read a document")
    level.add_argument("document", metavar="DOCUMENT", help="its id or its file's name")
    level.add_argument(
        "to",
        metavar="LEVEL",
        type=str.upper,
        choices=(*LEVELS, "MARKED"),
        help="a level, or MARKED: as its markings say",
    )


def _questions(commands: "argparse._SubParsersAction[_Parser]") -> None:
    search = _command(commands, "search", "find passages")
    search.add_argument("question")
    search.add_argument("--limit", type=_positive, default=10, help="at most so many (10)")
    ask = _command(commands, "ask", "answer a question with sources")
    ask.add_argument("question")
    ask.add_argument("--conversation", metavar="ID", help="go on with a conversation; “new” begins one")
    decisions = _command(commands, "decisions", "what was decided")
    decisions.add_argument("topic", nargs="?", help="only what has to do with this")
    decisions.add_argument("--all", action="store_true", help="superseded ones too")
    actions = _command(commands, "actions", "who is to do what")
    actions.add_argument("owner", nargs="?", help="only this person's")
    actions.add_argument("--state", choices=("open", "done", "all"), default="open")
    documents = _command(commands, "documents", "what the library holds")
    show = _command(commands, "show", "one document with its text")
    show.add_argument("document", metavar="DOCUMENT", help="its id or its file's name")
    done = _command(commands, "done", "mark an action as done")
    done.add_argument("action", metavar="ACTION", help="its id")
    done.add_argument("--open", action="store_true", help="mark it as open again")
    for parser in (search, ask, decisions, actions, documents, show):
        _level(parser)


def _upkeep(commands: "argparse._SubParsersAction[_Parser]") -> None:
    _level(_command(commands, "status", "how the library and its sync stand"))
    backup = _command(commands, "backup", "copy both stores, consistent and verified, into one file")
    restore = _command(commands, "restore", "put a backup in the place of both stores")
    for parser in (backup, restore):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--yes", action="store_true", help="overwrite what is there without asking")


def _graphs(commands: "argparse._SubParsersAction[_Parser]") -> None:
    graph = _command(commands, "graph", "the knowledge graph as a whole")
    verbs = graph.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=_Parser)
    copy = _command(
        verbs, "copy", "copy a graph into another store and compare them; a copy that was stopped goes on", EPILOG
    )
    copy.add_argument("source", metavar="FROM_URL", help="sqlite:///path/to/graph.db, or a Neo4j address")
    copy.add_argument("target", metavar="TO_URL", help="an empty graph, or one that an earlier copy began")


def _users(commands: "argparse._SubParsersAction[_Parser]") -> None:
    user = _command(commands, "user", "accounts: who may sign in", USER_EPILOG)
    verbs = user.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=_Parser)
    add = _command(verbs, "add", "make an account; the password is read from standard input", USER_EPILOG)
    _command(verbs, "list", "every account, the disabled ones too")
    change = _command(verbs, "change", "change what an account may do and read; --disable ends its sign-ins at once")
    password = _command(verbs, "password", "give an account a new password, and end its sign-ins", USER_EPILOG)
    sign_out = _command(verbs, "sign-out", "end every sign-in of an account")
    for parser in (add, change, password, sign_out):
        parser.add_argument("name", metavar="NAME")
    add.add_argument("--role", type=str.lower, choices=ROLES, default="reader", help="what they may do (reader)")
    add.add_argument(
        "--level", type=str.upper, choices=LEVELS, default="INTERNAL", help="what they may read (INTERNAL)"
    )
    change.add_argument("--role", type=str.lower, choices=ROLES, help="what they may do")
    change.add_argument("--level", type=str.upper, choices=LEVELS, help="what they may read")
    for parser in (add, change):
        parser.add_argument("--display-name", metavar="NAME", help="the name that others see")
    switch = change.add_mutually_exclusive_group()
    switch.add_argument("--disable", action="store_true", help="they cannot sign in until --enable")
    switch.add_argument("--enable", action="store_true", help="they can sign in again")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
