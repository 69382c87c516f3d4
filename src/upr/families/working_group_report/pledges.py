"""Section III: voluntary pledges and commitments, one record each."""

import re
from collections.abc import Sequence

from upr.families.working_group_report.lists import ORNAMENT
from upr.parsing import joined, places, starts_paragraph
from upr.reading.lines import Line
from upr.records import Pledge

_NUMBER = re.compile(r"(\d{1,3})\.\s+(?=\D)")
_BULLET = re.compile(r"(?:[•·▪-]|\([a-z]{1,3}\)|\([ivx]+\))\s")


def pledges(lines: Sequence[Line]) -> tuple[Pledge, ...]:
    """Return the pledges in printed order.

    A numbered paragraph, a bullet or a letter is one pledge; a paragraph that only
    introduces others, ending in a colon, is none.
    """
    found: list[Pledge] = []
    paragraph: str | None = None
    for piece in _pieces(lines):
        number = _NUMBER.match(piece[0].text)
        paragraph = number.group(1) if number else paragraph
        text = joined(piece)
        words = text[number.end() :] if number else text
        if not words.rstrip().endswith(":") and not ORNAMENT.fullmatch(text):
            found.append(Pledge(words.strip(), paragraph, places(piece)))
    return tuple(found)


def _pieces(lines: Sequence[Line]) -> list[list[Line]]:
    pieces: list[list[Line]] = []
    for line in lines:
        begins = _NUMBER.match(line.text) or _BULLET.match(line.text)
        if pieces and not begins and not starts_paragraph(pieces[-1][-1], line):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return pieces
