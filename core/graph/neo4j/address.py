"""What SYBIL_GRAPH_URL says of a Neo4j server."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from core.errors import SettingsError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9]{0,30}")
_WRONG = "SYBIL_GRAPH_URL names no Neo4j server; it looks like neo4j://host or bolt://host:7687"


@dataclass(frozen=True)
class Address:
    """A server, a database of it (None: its default one), who signs in, and what stands before every label."""

    uri: str
    database: str | None
    prefix: str
    user: str | None
    password: str | None = field(repr=False)

    @classmethod
    def read(cls, url: str, user: str | None = None, password: str | None = None) -> "Address":
        """``scheme://host[:port][?database=name&prefix=Name]``. A user and password given apart win over the URL's.

        Raises:
            SettingsError: it names no server, or asks for what is not known.
        """
        try:
            parts = urlsplit(url.strip())
            host, port = parts.hostname, parts.port
            asked = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        except ValueError as exc:
            raise SettingsError(f"{_WRONG}.") from exc
        if parts.scheme not in SCHEMES or not host or parts.path not in ("", "/") or parts.fragment:
            raise SettingsError(f"{_WRONG}.")
        prefix, database = asked.pop("prefix", ""), asked.pop("database", None)
        if asked or database == "" or (prefix and not _PREFIX.fullmatch(prefix)):
            raise SettingsError(f"{_WRONG}; after a ? it knows database=name and prefix=Name (letters and digits).")
        place = f"[{host}]" if ":" in host else host
        return cls(
            f"{parts.scheme}://{place}:{port or 7687}", database, prefix,
            user if user is not None else unquote(parts.username) if parts.username else None,
            password if password is not None else unquote(parts.password) if parts.password else None,
        )  # fmt: skip
