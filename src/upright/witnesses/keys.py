"""The key of a record: the same in every export of its database.

UHRI gives its annotations ids. UPR Info and the Danish Institute give none: there the
key is made of what names a row (review, recommending State, text), not of what people
later mend in it (position, labels). Rows with one key in one file are told apart by
their number among them.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from operator import attrgetter
from typing import Any

from upr.exchange.foreign import ForeignRecommendation

_BYTES = 16
_NOT_LETTER = re.compile(r"[\W_]+")
_NAMES = tuple(
    field.name for field in fields(ForeignRecommendation) if field.name != "row"
)
_VALUES = attrgetter(*_NAMES)
_ENCODE = json.JSONEncoder(default=str).encode


def key_of(record: ForeignRecommendation) -> str:
    """Return the key of a record, 32 signs."""
    named = [record.id] if record.id else list(_names(record))
    return _digest([record.source.value, record.kind.value, *named])


def _names(record: ForeignRecommendation) -> Iterator[str]:
    yield from (state.iso3 or state.name for state in record.about)
    yield str(record.session or record.cycle or record.year or "")
    yield record.symbol
    yield record.paragraph
    yield from (state.iso3 or state.name for state in record.recommending)
    yield _NOT_LETTER.sub("", record.text).casefold()


def digest_of(record: ForeignRecommendation) -> str:
    """Return the digest of all that a record says, wherever it stands in its file."""
    return _digest(_VALUES(record))


def _digest(value: Any) -> str:
    written = _ENCODE(value)
    return hashlib.blake2b(written.encode(), digest_size=_BYTES).hexdigest()
