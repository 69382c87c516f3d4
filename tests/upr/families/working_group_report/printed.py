"""Printed lines of imagined reports, written by us, as a reader of PDF gives them."""

from upr.families.working_group_report import conclusions
from upr.families.working_group_report.conclusions import Conclusions
from upr.reading.lines import Line
from upr.records import Box

LEADING, GAP, SIZE, BOTTOM = 12.0, 18.0, 10.0, 100.0


def printed(text, page=1):
    """One line for each line of `text`; an empty one opens a new paragraph."""
    lines, top, distance = [], 740.0, LEADING
    for words in text.strip("\n").split("\n"):
        if not words.strip():
            distance = GAP
            continue
        top, distance = top - distance, LEADING
        if top < BOTTOM:
            page, top = page + 1, 740.0
        left = 113.0 + 4 * (len(words) - len(words.lstrip()))
        box = Box(left, top, 480.0, top + SIZE)
        lines.append(Line(words.strip(), page, box, SIZE))
    return tuple(lines)


def read(text, opening=None, footnotes=None, state="XAA") -> Conclusions:
    """Section II of an imagined report, read."""
    paragraphs = {number: printed(words) for number, words in (opening or {}).items()}
    return conclusions.read(printed(text), paragraphs, footnotes or {}, state)


def rows(result: Conclusions):
    """What matters of each recommendation: key, text, States, position."""
    return [
        (item.key, part.text, part.iso3s, item.position.value.value)
        for item in result.items
        for part in item.recommendations
    ]
