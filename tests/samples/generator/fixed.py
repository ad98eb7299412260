"""Give a written Office file fixed dates inside and out, so that two runs agree."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path


def fix_dates(path: Path, moment: datetime) -> Path:
    """Rewrite the zip at `path` with one date for all members and for the file's own properties."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(path) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            info = zipfile.ZipInfo(name, moment.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return path
