"""Who may do what: people with passwords, programs with tokens, and what stands between them and everybody else.

>>> from fastapi import Depends
>>> from truceline.web.access import User, check_csrf, csrf_token, current_user, require_reviewer
>>> def accept(id: str, user: Annotated[User, Depends(require_reviewer)]) -> ...: ...
"""

from truceline.web.access.guards import (
    check_csrf,
    csrf_token,
    current_user,
    require_admin,
    require_reader,
    require_reviewer,
)
from truceline.web.people.user import Role, User

__all__ = [
    "Role",
    "User",
    "check_csrf",
    "csrf_token",
    "current_user",
    "require_admin",
    "require_reader",
    "require_reviewer",
]
