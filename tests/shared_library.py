"""The sample library, read once for a whole test run and copied for each test, with three people in it."""

import fcntl
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core import Settings, Sybil, Viewer

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "a long password"
PEOPLE = {
    "rita": ("reader", "INTERNAL", "Rita Reader"),
    "eda": ("editor", "CONFIDENTIAL", "Eda Editor"),
    "ada": ("admin", "RESTRICTED", "Ada Admin"),
}
"""Name: role, level, display name."""


def copy_of_samples(base: Path, target: Path, samples: Path = ROOT / "samples") -> Path:
    """A data folder with the samples read and PEOPLE in it. Args: a folder that all workers of this run share; where
    the copy goes."""
    made = base / f"data-{samples.name}"
    with open(base / f"{made.name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _make(base / f"{made.name}.part", samples).rename(made)
    shutil.copytree(made, target)
    return target


def token_for(data_dir: Path, name: str) -> str:
    """Sign somebody in without a browser; the token that the browser's cookie would hold."""
    with Sybil.open(Settings(_env_file=None, data_dir=data_dir)) as sybil:
        made = f"test-token-{name}-{datetime.now(UTC).timestamp()}"
        sybil.accounts.begin(made, name, "127.0.0.1", "tests", datetime.now(UTC) + timedelta(hours=3))
        return made


def _make(folder: Path, samples: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    with Sybil.open(Settings(_env_file=None, data_dir=folder)) as sybil:
        for name, (role, level, shown) in PEOPLE.items():
            sybil.accounts.create(name, PASSWORD, role, level, shown)
        sybil.load_samples(Viewer.system(), samples)
        report = sybil.sync()
        assert not report.count("failed"), report
    return folder
