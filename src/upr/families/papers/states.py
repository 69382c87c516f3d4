"""The State a paper is about: by the code in its symbol, by the name on its cover."""

import re
from collections.abc import Iterator
from itertools import pairwise

from upr.cover import Cover
from upr.reference import states

_CODE = re.compile(r"A/HRC/WG\.6/\d+/([A-Z]{3})/")
# Where a title holds the State's name.
_IN_TITLE = re.compile(
    r"""
      ^Compilation\ on\ (?P<compilation>.+)
    | \bsubmissions\ on\ (?P<summary>.+)
    | \bUniversal\ Periodic\ Review:\ (?P<decision>.+)
    | ^UPR\ of\ (?P<list>.+?)\ (?:\(\d|[-–]\ )   # (2nd Cycle ..., - Second Cycle
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_NAME = 70  # the United Kingdom's has 52 signs


def iso3_of_symbol(symbol: str) -> str | None:
    """Return the State whose code the symbol holds, None where it holds none."""
    found = _CODE.match(symbol)
    return states.resolve_code(found[1]) if found else None


def iso3_of_name(cover: Cover, title: str) -> str | None:
    """Return the State that the cover names in the title or on a line of its own."""
    resolved = (states.resolve(name).iso3 for name in _printed_names(cover, title))
    return next((iso3 for iso3 in resolved if iso3), None)


def is_name(text: str) -> bool:
    """Whether a line holds the name of a State and nothing else."""
    return len(text) <= _LONGEST_NAME and states.resolve(_bare(text)).iso3 is not None


def _bare(text: str) -> str:
    return text.strip(" *∗")


def _printed_names(cover: Cover, title: str) -> Iterator[str]:
    found = _IN_TITLE.search(title)
    if found:
        yield _bare(next(name for name in found.groups() if name))
    texts = [_bare(line.text) for line in cover.lines]
    texts = [text for text in texts if len(text) <= _LONGEST_NAME]
    yield from texts
    for first, second in pairwise(texts):  # a name on two lines
        yield f"{first} {second}"
