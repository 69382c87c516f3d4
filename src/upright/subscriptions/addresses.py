"""Mail addresses: written one way, known again by a keyed hash, shown with a mask.

A hash without a key can be undone by trying addresses. The key is the site's
SECRET_KEY (and, after it was changed, SECRET_KEY_FALLBACKS for what was kept before).
"""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Final

from django.conf import settings

LONGEST: Final = 254  # RFC 5321, 4.5.3.1.3, as corrected by erratum 1690
_PURPOSE: Final = b"upright.subscriptions.address:"


def normal(address: str) -> str:
    """Return an address as it is kept: the letters of all of it small.

    RFC 5321 lets a host tell `Ann@` from `ann@`; none in use does, and whoever has
    asked never to be written to again means both.

    >>> normal(" Ann@Example.ORG ")
    'ann@example.org'
    """
    return address.strip().lower()


def hash_of(address: str) -> str:
    """Return what an address is known again by, without being kept."""
    return _hashed(normal(address), settings.SECRET_KEY)


def hashes_of(address: str) -> list[str]:
    """Return the hashes an address may be kept under: today's key first."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_hashed(normal(address), key) for key in keys]


def domain_hash(address: str) -> str:
    """Return what the mail domain of an address is known again by."""
    return hash_of(f"@{normal(address).rpartition('@')[2]}")[:16]


def masked(address: str) -> str:
    """Return an address so that its owner knows it and nobody else learns it.

    >>> masked("ann@example.org"), masked("a@b.example")
    ('a…@e….org', 'a…@b….example')
    """
    local, _at, domain = address.rpartition("@")
    name, dot, ending = domain.rpartition(".")
    return f"{local[:1]}…@{name[:1]}…{dot}{ending}"


def mentioned(text: str) -> Iterator[str]:
    """Yield what looks like an address in headers of a bounce.

    >>> list(mentioned("rfc822; <ann@example.org>"))
    ['ann@example.org']
    """
    for word in text.replace(";", " ").replace(",", " ").split():
        bare = word.strip("<>\"'()")
        if "@" in bare[1:-1]:
            yield bare


def _hashed(text: str, key: str | bytes) -> str:
    secret = key.encode() if isinstance(key, str) else key
    return hmac.new(secret, _PURPOSE + text.encode(), hashlib.sha256).hexdigest()
