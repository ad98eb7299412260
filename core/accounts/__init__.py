"""Who may sign in, and as whom they read."""

from core.accounts.service import Accounts, require, viewer_of

__all__ = ["Accounts", "require", "viewer_of"]
