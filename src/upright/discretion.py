"""Logs without addresses: whatever wrote them, also the text of an error.

A database names the value that broke a rule (“Key (address)=(…) already exists”), a
framework the address that was asked for, and that may be a private link.
"""

import logging
import re

_MAIL = re.compile(r"[^\s@<>()=,;:'\"\[\]]+@[^\s@<>()=,;:'\"\[\]]+")
_PRIVATE = re.compile(r"(/alerts/(?:mine|confirm|leave)/)[^/\s?'\"]+")


def discreet(text: str) -> str:
    """Return a text without mail addresses and secrets of private links.

    >>> discreet("Key (address)=(ann@example.org) at /alerts/mine/s3cret/data.json")
    'Key (address)=(…@…) at /alerts/mine/…/data.json'
    """
    return _PRIVATE.sub(r"\1…", _MAIL.sub("…@…", text))


class DiscreetFormatter(logging.Formatter):
    """Writes a record with its traceback, and neither addresses nor secrets."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, or lines."""
        return discreet(super().format(record))
