"""How long to wait for what takes a few seconds on a machine that has nothing else to do."""

import os


def patience(seconds: float) -> float:
    """As long, and longer by as much as the cores of this machine are asked for more than they can do."""
    return seconds * min(12.0, max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)))
