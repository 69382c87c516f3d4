"""Footnotes, and the words used in the room that some of them give."""

import re
from collections.abc import Iterator, Mapping, Sequence

from upr.parsing import joined
from upr.reading.lines import Line

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_STARTS = re.compile(r"(?P<number>[⁰¹²³⁴-⁹]+)\s*(?P<text>.*)")
_REFERENCE = re.compile(r"[⁰¹²³⁴-⁹]+")
# Printed in some twenty wordings, most as: the recommendation as read during the
# interactive dialogue, a colon, the words in quotation marks, the State in brackets.
_AS_READ = re.compile(
    r"\b(?:as|originally|was|were|is)\s+(?:\w+\s+){0,2}"
    r"(?:read|made|stated|formulated|delivered|presented|worded|pronounced)\b"
    r"[^:“\"]{0,120}?(?::|\breads?\b|(?=[“\"]))\s*(?P<words>.+)",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(r"^[“\"„‟]\s*(.+?)\s*[”\"‟]?\s*[.;]?$", re.DOTALL)


def footnotes(lines: Sequence[Line]) -> Mapping[str, str]:
    """Return the text of each numbered footnote, by its number as printed ("11").

    Where a number is printed twice the first counts. Notes marked with stars, which
    speak of the whole report, are not covered.
    """
    found: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for line in lines:
        start = _STARTS.match(line.text)
        if start:
            current = found.setdefault(start["number"].translate(_DIGITS), [])
            if current:
                current = None
                continue
            current.append(Line(start["text"]))
        elif line.text.startswith(("*", "∗")):
            current = None
        elif current is not None:
            current.append(line)
    return {number: joined(text) for number, text in found.items()}


def references(text: str) -> Iterator[str]:
    """The numbers of the footnotes a text refers to, in order."""
    if text.isascii():
        return
    for found in _REFERENCE.finditer(text):
        yield found.group().translate(_DIGITS)


def as_read(note: str) -> str | None:
    """Return the words used in the room, where the footnote gives them.

    >>> as_read("The recommendation as read during the dialogue: “Ratify it (Chile)”.")
    'Ratify it (Chile)'
    """
    found = _AS_READ.search(note)
    if found is None:
        return None
    words = found["words"].strip()
    quoted = _QUOTED.match(words)
    return (quoted.group(1) if quoted else words).strip(' ;.”"')
