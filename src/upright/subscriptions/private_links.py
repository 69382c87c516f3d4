"""The secrets in private links: made here, given out once, kept as hashes alone."""

import hashlib
import secrets

SECRET_BYTES = 32


def new_secret() -> str:
    """Return 256 random bits, written for an address: 43 characters."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """Return what a secret is kept as.

    A plain hash is enough: 256 random bits cannot be tried, unlike a password.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
