"""Every place in the SQLite store that filters by clearance is needed: without it, the access tests fail.

The places are found by what they look like, in a temporary copy of the package, and switched off one at a time. One
child process loads the libraries once and forks for each mutation.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

SWITCHED_OFF = {
    r"\b[a-z]+\.rank <= (:rank|\?)": r"(1 OR \1)",
    r"\bc\.rank = :rank\b": "c.rank = 3",
    r"search_\{viewer\.level\.rank\}": "search_3",
    r"rank = viewer\.level\.rank\b": "rank = 3",
    r"range\(rank, 4\)": "range(4)",
}
"""What a filter looks like -> what it becomes when it lets everything through."""

FILES = ("passages", "facts", "narrowing", "entity_reads", "overview", "merging", "grouping", "writing")

_CHILD = """
import os, sys
import numpy, rapidfuzz, Stemmer
from pysqlite3 import dbapi2
copy, = sys.argv[1:]
sys.path.insert(0, copy)
for line in sys.stdin:
    name, start, end, text = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child == 0:
        source = open(f"{copy}/core/graph/sqlite/{name}.py").read()
        sys.dont_write_bytecode = True
        import importlib.machinery, importlib.util
        class Mutated(importlib.machinery.SourceFileLoader):
            def get_code(self, fullname):
                return compile(source[: int(start)] + text + source[int(end) :], self.path, "exec")
        class Finder:
            @staticmethod
            def find_spec(fullname, path=None, target=None):
                if fullname == f"core.graph.sqlite.{name}":
                    where = f"{copy}/core/graph/sqlite/{name}.py"
                    return importlib.util.spec_from_loader(fullname, Mutated(fullname, where))
                return None
        sys.meta_path.insert(0, Finder)
        code = 2
        try:
            from tests.contracts import access_probe
            code = access_probe.main()
        except BaseException as exc:
            sys.stderr.write(f"{name}: {exc!r}\\n")
            code = 1
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def _mutations(package: Path) -> list[tuple[str, int, int, str]]:
    found = []
    for name in FILES:
        source = (package / f"{name}.py").read_text()
        for pattern, replacement in SWITCHED_OFF.items():
            found += [(name, m.start(), m.end(), m.expand(replacement)) for m in re.finditer(pattern, source)]
    return found


def test_every_filter_is_needed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "core", tmp_path / "core", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(
        ROOT / "tests" / "contracts", tmp_path / "tests" / "contracts", ignore=shutil.ignore_patterns("__pycache__")
    )
    package = tmp_path / "core" / "graph" / "sqlite"
    mutations = _mutations(package)
    assert len(mutations) > 30
    orders = [("passages", 0, 0, ""), *mutations]
    run = subprocess.run(
        [sys.executable, "-c", _CHILD, str(tmp_path)],
        input="".join("\t".join(map(str, order)) + "\n" for order in orders),
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    codes = [int(line) for line in run.stdout.split("\n") if line.strip().isdigit()]
    assert len(codes) == len(orders), run.stderr
    assert codes[0] == 0, f"the unchanged package fails: {run.stdout} {run.stderr}"
    unnoticed = [
        f"{name}.py:{(package / f'{name}.py').read_text()[:start].count(chr(10)) + 1}: {text}"
        for (name, start, _, text), code in zip(mutations, codes[1:], strict=True)
        if code == 0
    ]
    assert not unnoticed, "\n".join(unnoticed)
