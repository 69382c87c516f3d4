"""Numbers at the start of a printed line, and what they may stand for."""

import re
from dataclasses import dataclass

# "98.12." "115.1 " "98.12Take" "109. 10" "125-15"; the second number may lack its dot
_PREFIXED = re.compile(
    r"(?!\d{1,3},\d{3}\b)(?P<printed>(?P<paragraph>\d{1,3})\s?[.,\-–]\s?(?P<number>\d{1,3}))"
    r"(?![\d/:%])(?:\s*[.,](?!\d))?\s*(?P<text>\D.*|$)"
)
# "12." "12" "12Take"
_PLAIN = re.compile(
    r"(?P<printed>(?P<number>\d{1,3}))(?![\d/:%,\-–])(?:\.(?!\s?\d))?\s*(?P<text>\D.*|$)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A number at the start of a line."""

    printed: str  # "98.12"
    paragraph: int | None  # 98; None where the number is plain
    number: int  # 12
    text: str  # of the line, after the number


def token(text: str) -> Token | None:
    """Return the number a line starts with, or None.

    >>> token("98.12. Ratify the Covenant")
    Token(printed='98.12', paragraph=98, number=12, text='Ratify the Covenant')
    >>> token("7. Ratify")
    Token(printed='7', paragraph=None, number=7, text='Ratify')
    >>> token("2010 and later") is None
    True
    """
    if not text[:1].isdigit():
        return None
    if found := _PREFIXED.match(text):
        return Token(
            found["printed"],
            int(found["paragraph"]),
            int(found["number"]),
            found["text"].strip(),
        )
    if found := _PLAIN.match(text):
        return Token(found["printed"], None, int(found["number"]), found["text"])
    return None
