"""The title of a paper, as its cover prints it."""

import re
from collections.abc import Sequence

from upr.cover import Cover
from upr.families.papers.states import is_name
from upr.records import DocumentKind

_LONGEST = 8  # lines; the summaries of session 20 have five
_ONE_LINE = frozenset({DocumentKind.THEMATIC_LIST})  # a running head

# How the title begins. An addendum and a decision are called by what they say.
_BEGINS = {
    DocumentKind.NATIONAL_REPORT: r"national report\b",
    DocumentKind.COMPILATION: r"compilation\b",
    DocumentKind.SUMMARY: r"summary\b",
    DocumentKind.DECISION: r"(?:\d+/\d+\.?\s*)?outcome of the universal periodic",
    DocumentKind.CORRIGENDUM: r"report of the working group\b",
    DocumentKind.COUNCIL_REPORT: r"report of the human rights council\b",
    DocumentKind.ADDENDUM: r"views on conclusions\b",
    DocumentKind.THEMATIC_LIST: r"UPR of\b",
}
# What follows a title and is none of it.
_ENDS = re.compile(
    r"""
      [*∗_]                                    # a note to the title, a rule above it
    | (?:I\.|Introduction|Contents)(?!\w)
    | Report\ of\ the\ (?:Office|United)\b     # who wrote a compilation
    | The\ (?:present|Human\ Rights\ Council)\b
    | (?:Vice-)?President\b | Rapporteur\b
    | (?:Addendum|Corrigendum|Revision)\b
    | UNITED(?:\ NATIONS(?:\ A\b.*)?)?$ | General\ Assembly\b | Distr\.
    | A/HRC/
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STARS = ("*", "∗")  # the mark of a note ends a title
# The running head of a thematic list ends in the page's number.
_PAGE = re.compile(r"\s*\bPage\s+\d+(?:\s+of\s+\d+)?$", re.IGNORECASE)


def title_of(cover: Cover, kind: DocumentKind) -> str:
    """Return the printed title, lines joined and note marks left out; "" if none."""
    begins = re.compile(_BEGINS[kind], re.IGNORECASE)
    texts = [line.text for line in cover.lines]
    starts = (i for i, text in enumerate(texts) if begins.match(text))
    start = next(starts, None)
    if start is None:
        return ""
    lines = 1 if kind in _ONE_LINE else _LONGEST
    return _joined(texts[start : start + lines])


def _joined(texts: Sequence[str]) -> str:
    title = ""
    for text in texts:
        if title and (_ENDS.match(text) or is_name(text)):
            break
        is_broken_word = title.endswith("-") and text[:1].islower()
        title += text if not title or is_broken_word else f" {text}"
        if title.endswith(_STARS):
            break
    return _PAGE.sub("", title).rstrip(" *∗")
