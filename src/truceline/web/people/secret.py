"""Secrets that browsers and programs hold: 256 random bits, of which the record keeps a digest only.

A plain SHA-256 is enough: what is random cannot be guessed, so there is nothing for a slow hash to slow down.
"""

from __future__ import annotations

import hashlib
import secrets

LONGEST = 200


def new_secret() -> str:
    """A secret that nobody else has, in letters that stand in a cookie or a header as they are."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What the record keeps of a secret, in place of it."""
    return hashlib.sha256(secret[:LONGEST].encode("utf-8", "surrogatepass")).hexdigest()
