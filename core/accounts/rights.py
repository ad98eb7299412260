"""What an account may read, and what it may do."""

from core.access import Viewer
from core.errors import NotAllowed
from core.models import Account, Role


def viewer_of(account: Account) -> Viewer:
    """As whom somebody reads."""
    return Viewer(account.name, account.level)


def require(account: Account, role: Role) -> None:
    """Raises NotAllowed, unless the account has this role or a higher one."""
    if account.role < role:
        raise NotAllowed(f"This needs the role “{role}”; yours is “{account.role}”. Ask an administrator.")
