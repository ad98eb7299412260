"""One Neo4j server of each version for a whole test run, however many worker processes it has.

The server comes from its Maven artifacts (pom.xml) and is started when a test first asks for it. It lies in a
temporary folder, listens on a free port of loopback, and ends by itself with the process that began the run.
``SYBIL_TEST_NEO4J_URL`` names a running server to use instead; whatever is in it under the tests' prefixes is deleted.
"""

import fcntl
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LONG_TERM, CURRENT = "5.26.30", "2026.08.1"
NEEDS_JAVA = {LONG_TERM: 17, CURRENT: 21}
"""Version -> the oldest Java that it runs on. The long-term line wants no newer one than 21."""

VERSIONS = (LONG_TERM, CURRENT) if os.environ.get("SYBIL_TEST_NEO4J") == "all" else (LONG_TERM,)
"""Those that everything is tried over. The current one doubles the time that servers take: ``make test-neo4j`` asks for
it; otherwise only its own form of search is tried."""

_JARS = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "sybil-tests" / "neo4j"
_OPENED = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.lang", "java.io", "java.nio", "sun.nio.ch")]
_START_SECONDS = 180


@dataclass(frozen=True)
class Server:
    """A server that takes connections. ``process`` is its id, None for one that was there before."""

    url: str
    process: int | None


def run_owner() -> int:
    """The process that a test run ends with: pytest's own, or the one that started this worker."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


@cache
def server(version: str) -> Server:
    """The run's server of a version, started by whichever worker asks first. Skips the test if there can be none."""
    given = os.environ.get("SYBIL_TEST_NEO4J_URL")
    if given:
        if version != LONG_TERM:
            pytest.skip("SYBIL_TEST_NEO4J_URL names one server; unset it to test over both versions")
        return Server(given, None)
    place = Path(tempfile.gettempdir()) / f"sybil-neo4j-{os.getuid()}-{run_owner()}-{version}.json"
    with place.open("a+", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        held.seek(0)
        written = held.read()
        if written and alive(int(json.loads(written)["process"])):
            return Server(**json.loads(written))
        started = start(version)
        held.truncate(0)
        held.write(json.dumps({"url": started.url, "process": started.process}))
        return started


def alive(process: int) -> bool:
    """True while a process with this id runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def start(version: str, *, auth: bool = False, home: Path | None = None, port: int | None = None) -> Server:
    """Start a server and wait until it takes connections; it ends with the run.

    Args:
        auth: whether it asks for a password; at first user and password are ``neo4j``.
        home: its folder, a fresh one by default.
        port: of loopback, a free one by default.
    """
    java, jars = find_java(version), find_jars(version)
    home = home or Path(tempfile.mkdtemp(prefix="sybil-neo4j-"))
    port = port or free_port()
    log = home / "server.log"
    options = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *_OPENED]
    given = [str(home), str(port), str(run_owner()), *(["auth"] if auth else [])]
    command = [str(java), *options, "-cp", f"{jars}/*", str(HERE / "Neo4jServer.java"), *given]
    home.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out, Path(os.devnull).open("rb") as nothing:
        actions = [(os.POSIX_SPAWN_DUP2, source.fileno(), to) for source, to in ((nothing, 0), (out, 1), (out, 2))]
        process = os.posix_spawn(command[0], command, os.environ, file_actions=actions, setsid=True)
    deadline = time.monotonic() + _START_SECONDS
    while "ready on" not in log.read_text(errors="replace"):
        if os.waitpid(process, os.WNOHANG)[0] or time.monotonic() > deadline:
            pytest.fail(f"Neo4j {version} did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.1)
    return Server(f"bolt://127.0.0.1:{port}", process)


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@cache
def find_java(version: str) -> Path:
    """A Java that this version runs on. Skips the test if there is none."""
    least = NEEDS_JAVA[version]
    found = [java for place in _javas() if (java := place / "bin" / "java").is_file()]
    fitting = sorted((number, java) for java in dict.fromkeys(found) if (number := java_version(java)) >= least)
    if not fitting:
        pytest.skip(
            f"Neo4j {version} needs Java {least} or newer: install openjdk-{least}-jdk-headless, or set JAVA_HOME"
        )
    return fitting[0][1]


def _javas() -> list[Path]:
    homes = [Path(value) for name, value in os.environ.items() if name.startswith("JAVA_HOME") and value]
    on_path = shutil.which("java")
    places = [Path("/usr/lib/jvm"), Path("/opt"), Path.home() / ".sdkman/candidates/java"]
    homes += [Path(on_path).resolve().parents[1]] if on_path else []
    return homes + [home.resolve() for place in places if place.is_dir() for home in sorted(place.iterdir())]


@cache
def java_version(java: Path) -> int:
    """The major version of a Java, 0 if it does not say."""
    told = subprocess.run([str(java), "-version"], capture_output=True, text=True, timeout=60).stderr
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0


def find_jars(version: str) -> Path:
    """The folder of the server's jars, fetched by Maven the first time. Skips the test if it cannot be."""
    jars = _JARS / version
    jars.mkdir(parents=True, exist_ok=True)
    with (jars / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if (jars / ".complete").exists():
            return jars
        maven = shutil.which("mvn")
        if maven is None:
            pytest.skip(f"Neo4j {version} is fetched by Maven: install maven")
        command = [maven, "-q", "-B", "-f", str(HERE / "pom.xml"), f"-Dneo4j.version={version}",
                   "dependency:copy-dependencies", f"-DoutputDirectory={jars}"]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
        if done.returncode:
            pytest.skip(f"Maven could not fetch Neo4j {version}: {(done.stdout + done.stderr)[-500:]}")
        (jars / ".complete").touch()
    return jars
