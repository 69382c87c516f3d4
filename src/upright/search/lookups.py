"""What people type to go straight to a paragraph, such as "28/15 115.4"."""

import re

from upright.search.cutting import Kind, cut
from upright.search.errors import QueryError

# "28/15" is short for A/HRC/28/15: session of the Council, number of the report.
_SHORT = re.compile(
    r"(?P<symbol>\d{1,3}/\d{1,3})"
    r"(?:,?\s*(?:paras?\b\.?|paragraphs?\b|¶|§)?\s*(?P<key>\d+(?:\.\d+)*))?",
    re.IGNORECASE,
)


def lookup(q: str) -> tuple[str, str | None] | None:
    """The symbol and item key that `q` names, None if it is something else.

    >>> lookup("28/15 115.4")
    ('A/HRC/28/15', '115.4')
    >>> lookup("A/HRC/28/15")
    ('A/HRC/28/15', None)
    """
    short = _SHORT.fullmatch(q.strip())
    if short:
        return f"A/HRC/{short['symbol']}", short["key"]
    try:
        lexemes = cut(q.strip())
    except QueryError:
        return None
    if len(lexemes) != 2 or lexemes[0].kind is not Kind.SYMBOL:
        return None
    return lexemes[0].text, lexemes[0].value or None


def as_query(q: str) -> str:
    """The query that `q` stands for: "28/15 115.4" written out, all else as it is."""
    short = _SHORT.fullmatch(q.strip())
    if not short:
        return q
    key = f" para. {short['key']}" if short["key"] else ""
    return f"A/HRC/{short['symbol']}{key}"
