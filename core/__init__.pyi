from core.access import Viewer as Viewer
from core.app import Sybil as Sybil
from core.settings import Settings as Settings

__all__ = ["Settings", "Sybil", "Viewer"]
