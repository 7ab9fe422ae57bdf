"""Passwords: hashed with Argon2id (RFC 9106), compared without telling by time whether the name is known."""

from __future__ import annotations

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError

from truceline.errors import UsageError

SHORTEST, LONGEST = 10, 1_000
"""Letters of a password: NIST SP 800-63B asks for length and not for sorts of letters; the limit bounds the work."""

# The second of the two settings that RFC 9106 recommends: three passes over 64 MiB of memory.
_HASHER = PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$C9kGH2ZyN2r1FFc78ZaQEA$W1qObP62Zb9Q9zeUWTwsDWF34OyyNjEs6WrirZGYFL0"
"""A hash that no password has: for names that nobody has, so that these take as long to refuse."""


def hashed(password: str) -> str:
    """The hash of a new password. Raises UsageError for one too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            f"a password of {len(password)} letters", place="PASSWORD", remedy=f"take {SHORTEST} to {LONGEST} letters"
        )
    return _HASHER.hash(_plain(password))


def matches(hash: str | None, password: str) -> bool:
    """Whether a password is the one of a hash; for None it takes as long and is not."""
    if len(password) > LONGEST:
        return False
    try:
        return _HASHER.verify(hash or _NOBODY, _plain(password)) and hash is not None
    except (VerificationError, InvalidHashError):
        return False


def _plain(password: str) -> bytes:
    # Half characters, which JSON can hold, have no bytes of their own.
    return password.encode("utf-8", "surrogatepass")
