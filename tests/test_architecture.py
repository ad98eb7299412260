"""Who may import whom, and the house rules a machine can hold."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

VENDORS = {
    "streamlit": ("Home.py", "pages/", "core/ui/"),
    "streamlit_authenticator": ("core/ui/",),
    "starlette": ("core/ui/",),
    "flask": ("webhook/",),
    "gunicorn": ("webhook/",),
    "neo4j": ("core/graph/",),
    "pysqlite3": ("core/graph/", "core/db/", "core/cli/"),
    "sqlalchemy": ("core/db/",),
    "alembic": ("core/db/",),
    "bcrypt": ("core/accounts/passwords.py",),
    "openai": ("core/llm",),
    "onnxruntime": ("core/embeddings/local.py",),
    "pypdf": ("core/documents/reading/",),
    "docx": ("core/documents/reading/", "core/exports/word.py"),
    "openpyxl": ("core/documents/reading/",),
    "pptx": ("core/documents/reading/",),
    "rich": ("core/cli/",),
    "pydantic_settings": ("core/settings.py",),
}
"""A vendor's package and the only places that may import it."""

LAYERS = {
    "errors": set[str](),
    "models": set[str](),
    "access": {"errors", "models"},
    "terms": set[str](),
    "dates": set(),
    "parts": set(),
    "word_weights": {"errors", "terms"},
    "settings": {"errors", "models"},
    "logs": {"settings"},
    "embeddings": {"errors"},
    "llm": {"errors", "embeddings"},
    "graph": {"access", "errors", "models", "terms", "word_weights", "dates"},
    "documents": {
        "access",
        "dates",
        "embeddings",
        "errors",
        "graph",
        "llm",
        "models",
        "terms",
        "word_weights",
    },
    "retrieval": {"access", "dates", "embeddings", "errors", "graph", "models", "terms", "word_weights"},
    "db": {"access", "documents", "errors", "models", "settings", "terms"},
    "accounts": {"access", "db", "errors", "models"},
    "library": {"access", "db", "documents", "errors", "graph", "models"},
    "exports": {"access", "db", "errors", "graph", "models"},
    "views": {"access", "db", "documents", "errors", "graph", "models"},
    "ui": {"accounts", "settings", "db", "errors", "exports", "graph", "library", "logs", "models", "views"},
    "agent": {
        "access",
        "dates",
        "db",
        "embeddings",
        "errors",
        "graph",
        "llm",
        "models",
        "retrieval",
        "terms",
        "word_weights",
    },
}
"""A part of core and the other parts it may know. core.app, core.assembly, core.inward and core.face may know all;
core.cli knows only the public face."""

FREE = {"__init__", "__main__", "app", "assembly", "cli", "face", "inward"}


def modules() -> list[Path]:
    return sorted(path for path in (ROOT / "core").rglob("*.py") if "migrations" not in path.parts)


def pages() -> list[Path]:
    return [ROOT / "Home.py", *sorted((ROOT / "pages").glob("*.py"))]


def imports(path: Path) -> set[str]:
    """Absolute names of everything a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = list(path.relative_to(ROOT).parent.parts)
            base = package[: len(package) - node.level + 1] if node.level else []
            found.add(".".join([*base, *([node.module] if node.module else [])]))
    return found


def part(path: Path) -> str:
    return path.relative_to(ROOT / "core").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_vendor_packages_stay_with_their_owner(path: Path) -> None:
    relative = path.relative_to(ROOT).as_posix()
    strangers = [
        name for name in imports(path) if not relative.startswith(VENDORS.get(name.split(".")[0], (relative,)))
    ]
    assert not strangers


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_part_knows_only_the_parts_below_it(path: Path) -> None:
    own = part(path)
    if own not in LAYERS:
        assert own in {"__init__", "__main__", "app", "assembly", "cli", "face", "inward"}, (
            f"say in LAYERS what {own} may import"
        )
        return
    known = LAYERS[own] | {own}
    above = {name for name in imports(path) if name.startswith("core.") and name.split(".")[1] not in known}
    assert not above


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_a_page_asks_core_through_its_ui_and_draws(path: Path) -> None:
    known = {"streamlit", "plotly", "core", "collections", "dataclasses", "datetime", "typing"}
    assert not [name for name in imports(path) if name.split(".")[0] not in known]
    inside = ("core.ui", "core.models", "core.errors")
    assert not [name for name in imports(path) if name.startswith("core") and not name.startswith(inside)]
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 110


def test_the_webhook_knows_no_page_and_the_pages_no_webhook() -> None:
    face = sorted((ROOT / "webhook").rglob("*.py"))
    assert not [one for path in face for one in imports(path) if one.startswith(("streamlit", "core.ui", "pages"))]
    assert not [one for path in [*pages(), *modules()] for one in imports(path) if one.startswith("webhook")]


def test_nothing_in_core_imports_the_composition_root() -> None:
    assert not [path for path in modules() if any(name.startswith("core.app") for name in imports(path))]


@pytest.mark.parametrize("name", ["models", "errors"])
def test_the_nouns_and_the_errors_need_nothing_but_python(name: str) -> None:
    assert {module.split(".")[0] for module in imports(ROOT / "core" / f"{name}.py")} <= sys.stdlib_module_names


def test_importing_core_starts_nothing_and_reads_no_environment() -> None:
    """Importing the package must not load the heavy libraries: a command that fails on its arguments is instant."""
    import subprocess

    script = (
        "import sys, core; heavy = {'onnxruntime', 'openai', 'sqlalchemy', 'streamlit', 'pypdf'} & set(sys.modules);"
        "assert not heavy, heavy; import threading; assert threading.active_count() == 1"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_error_has_its_place_in_the_tree() -> None:
    from core import errors

    names = [name for name, value in vars(errors).items() if isinstance(value, type)]
    assert all(issubclass(getattr(errors, name), errors.SybilError) for name in names)
    assert errors.__doc__ is not None
    assert not [name for name in names if name not in errors.__doc__]
