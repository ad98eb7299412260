"""Make the binary documents of the sample library from the readable content beside this file.

    python tests/samples/generator [--out samples] [--only docx,pdf,xlsx,pptx]

The words live in `content/*.md` (Word, PDF and PowerPoint files) and in `tracker.py` (the
workbook). The dates are fixed, so that two runs give the same text and the same dates.
Needs python-docx, openpyxl, python-pptx and, for PDF only, reportlab.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from markup import Source, read_source

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[2] / "samples"
KINDS = ("docx", "pdf", "pptx", "xlsx")


def sources() -> list[Source]:
    """Every content file, in the order of their names."""
    return [read_source(path) for path in sorted((HERE / "content").glob("*.md"))]


def build(out: Path, kinds: tuple[str, ...] = KINDS) -> list[Path]:
    """Write the documents of the asked kinds into `out` and return their paths."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sources():
        kind = source.file.rsplit(".", 1)[1]
        if kind in kinds:
            maker = importlib.import_module(f"make_{kind}")  # reportlab is asked for only when a PDF is
            written.append(maker.make(source, out / source.file))
    if "xlsx" in kinds:
        written.append(importlib.import_module("make_xlsx").make(out))
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=SAMPLES)
    parser.add_argument("--only", default=",".join(KINDS), help="kinds, separated by commas")
    arguments = parser.parse_args()
    for path in build(arguments.out, tuple(arguments.only.split(","))):
        sys.stdout.write(path.name + "\n")


if __name__ == "__main__":
    main()
