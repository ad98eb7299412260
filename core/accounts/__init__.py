"""Who may sign in, what they may do, and as whom they read."""

from core.accounts.rights import require, viewer_of
from core.accounts.service import Accounts

__all__ = ["Accounts", "require", "viewer_of"]
