"""What a State says of recommendations, by the wording.

One row for each thing said. All rows are tried at every place of a sentence, and a
longer match outdoes the shorter ones in it: "does not accept" holds "accept". The
rows ask for the word "recommendation" beside the verb, for a number of one (NUMBER
stands for each run of numbers), or for a pronoun in its place: a State accepts
many other things in its papers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from upr.records import Implementation, Stance

NUMBER = "№"  # put in the place of a run of numbers before a text is looked at


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing that may be said of recommendations."""

    value: Stance
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Said:
    """A wording found at a place of a text."""

    start: int
    end: int
    value: Stance


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_WORDS = r"(?:\s+(?:[\w’'/-]+|\([^()]*\)),?){0,9}?"  # a few words, and brackets
_OBJECT = rf"(?:{_WORDS}\s+recommendations?\b|{_WORDS}:?\s*{NUMBER}|\s+(?:it|them)\b)"
_SUBJECT = rf"(?:\brecommendations?\b(?:,?\s+(?:which|that))?|{NUMBER})"
# the same with words before the verb; after a number another clause may begin
_FEW = r"(?:\s+(?!(?:and|but|while|whereas|or)\b)[\w’'/-]+){0,5}?"
_SUBJECT_AND_WORDS = (
    rf"(?:\brecommendations?\b(?:,?\s+(?:which|that))?{_WORDS}|{NUMBER}{_FEW})"
)
_ARE = (
    r"\s+(?:(?:is|are|was|were|be|been|being|has|have|had|can|could|may|will|enjoys?"
    r"|also|now|hereby|therefore|thus|already|fully|all|currently|[\w’'-]+ly)\s+)+"
)
_NOT = (
    r"\b(?:(?:can|could|does|do|did|is|are|was|were|will|would|has|have)\s?"
    r"(?:not|n[’']t)|unable\s+to|not\s+in\s+a\s+position\s+to|not)"
)
_INSERTED = (
    r"(?:,[^,.;]{1,50},)?(?:\s+[\w’'-]+){0,4}?"  # "cannot, at this time, accept"
)
_ACCEPT = (
    r"(?:accept(?:s|ed|ing)?|support(?:s|ed|ing)?|agree(?:s|d|ing)?(?:\s+(?:with|to))?"
    r"|endorse(?:s|d)?|approve(?:s|d)?(?:\s+of)?|welcome(?:s|d)?\s+and\s+accept(?:s|ed)?"
    r"|(?:in|its|full)\s+favou?r\s+of|express(?:es|ed)?\s+(?:its\s+)?support\s+(?:to|for))\b"
)
_ACCEPTED = r"(?:accept(?:ed|able)|support(?:ed)?|endorsed|approved|agreed)\b"
_NOTED = (
    r"(?:noted|rejected|refused|declined|unacceptable|not\s+(?:accepted|supported))"
)
_IN_PART = r"(?:partially|partly|in\s+part)"
_BOTH = rf"(?:{_ACCEPTED}|{_ACCEPT})"

WORDINGS = (
    Wording(
        Stance.UNCLEAR,
        _pattern(
            rf"{_NOT}{_INSERTED}\s+(?:make|take|give|express|provide)\s+(?:an?\s+)?"
            r"(?:definit(?:iv)?e|clear|final|firm)\s+(?:statement|position|answer|reply)",
            rf"{_SUBJECT_AND_WORDS}\s+(?:remains?|are|is|will\s+be|continues?\s+to\s+be)"
            r"\s+(?:still\s+)?(?:under\s+(?:examination|consideration|review)"
            r"|(?:further\s+)?(?:examined|considered|studied)|pending|deferred)\b",
            rf"\b(?:reserves?|defers?)\s+(?:its|the|a)\s+(?:final\s+)?(?:position|reply"
            rf"|decision|response|answer)\s+(?:on|to|regarding|concerning){_OBJECT}",
            rf"\b(?:will|shall)\s+(?:further\s+)?(?:examine|consider|study){_OBJECT}",
            rf"{_NOT}{_INSERTED}\s+(?:have|take|take\s+up)\s+(?:an?y?\s+)?(?:clear\s+|"
            r"final\s+)?position\b",
        ),
    ),
    Wording(
        Stance.PARTLY,
        _pattern(
            rf"\b{_IN_PART}\s+{_BOTH}(?:{_OBJECT})?",
            rf"\b{_ACCEPT},?\s+{_IN_PART},?(?:{_OBJECT})?",
            rf"\b{_ACCEPT}{_OBJECT}\s+{_IN_PART}\b",
            rf"\b{_ACCEPTED}\s+{_IN_PART}\b",
            r"\benjoys?\s+(?:the\s+)?partial\s+support",
            rf"\b{_ACCEPT}\s+(?:only\s+)?(?:the|one|a|some)\s+(?:\w+\s+)?parts?\s+of\s+"
            r"(?:the|this|that)\s+recommendation",
            r"\bpart(?:ly|ially)?\s+(?:accept|support)\w*\s*(?:,|and)\s*"
            r"part(?:ly|ially)?\s+(?:note|reject)\w*",
            r"\bsupport(?:s|ed)?\s*/\s*note[sd]?\b",
            rf"{_SUBJECT}{_ARE}(?:partially|partly)\b",
        ),
    ),
    Wording(
        Stance.IN_PRINCIPLE,
        _pattern(
            rf"\b(?:{_ACCEPT}|{_ACCEPTED})(?:{_OBJECT})?,?\s+in\s+principle\b",
            rf"\bin\s+principle,?\s+(?:[\w’'-]+\s+){{0,3}}?{_BOTH}(?:{_OBJECT})?",
        ),
    ),
    Wording(
        Stance.NOTED,
        _pattern(
            rf"{_NOT}{_INSERTED}\s+{_ACCEPT}{_OBJECT}",
            rf"{_SUBJECT_AND_WORDS}\s*{_NOT}{_INSERTED}\s+(?:{_ACCEPTED}|enjoy)\b",
            rf"{_NOT}\s+(?:be\s+)?(?:currently\s+)?{_ACCEPTED}{_OBJECT}",
            rf"{_NOT}\s+enjoy(?:ing)?\b{_WORDS}\s+support",
            rf"\b(?:rejects?|rejected|refuses?|declines?)(?:\s+to\s+accept)?{_OBJECT}",
            rf"\b(?:notes|noted|note|takes?\s+note\s+of|took\s+note\s+of|taken\s+note\s+of"
            rf"|taking\s+note\s+of)(?!\s+(?:that|with|how)\b){_OBJECT}",
            rf"\b{_NOTED}\s+recommendations?\b|\brecommendations?\s+{_NOTED}\b",
            rf"{_SUBJECT}{_ARE}{_NOTED}\b",
            rf"{_SUBJECT_AND_WORDS}{_ARE}(?:been\s+)?(?:taken\s+note\s+of|{_NOTED})\b",
        ),
    ),
    Wording(
        Stance.SUPPORTED,
        _pattern(
            rf"\b{_ACCEPT}{_OBJECT}",
            rf"\b{_ACCEPTED}\s+recommendations?\b",
            r"\brecommendations?\s+(?:accepted|supported)\b",
            rf"{_SUBJECT}{_ARE}(?:{_ACCEPTED}|the\s+support|its\s+support|support)\b",
            rf"{_SUBJECT_AND_WORDS}{_ARE}(?:been\s+)?{_ACCEPTED}\b",
            rf"{_SUBJECT_AND_WORDS}\s+enjoy(?:s|ed)?\s+(?:the\s+|its\s+|full\s+)*support",
            rf"\bgives?\s+(?:its\s+)?support\s+to{_OBJECT}",
        ),
    ),
)

# An answer in a word or two: a cell of a table, or what stands behind a number.
_ANNOUNCED = re.compile(  # "Response: accepted", "Position of Aldoria – noted"
    r"^(?:response|position|answer|reply|status|decision|comments?)"
    r"(?:\s+of\s+(?:the\s+)?[\w ]{2,40}?)?\s*[:–-]\s*",
    re.IGNORECASE,
)
_BY = r"(?:the\s+government\s+(?:of\s+[\w ]{3,50}?\s+)?|fully\s+)?"
_OVER = r"(?:\W*$|\s*[.,;:(/–-]|\s+(?:this|the|these|by|as|and)\b)"
SHORT = (
    Wording(
        Stance.PARTLY,
        _pattern(
            rf"{_BY}(?:accept|support)\w*\s*[(,]?\s*{_IN_PART}",
            rf"{_IN_PART}\s*(?:accept|support)\w*",
            rf"partial(?:\s+(?:accept|support)\w*)?{_OVER}",
            r"(?:supported|accepted)\s*(?:/|and)\s*noted\b",
        ),
    ),
    Wording(
        Stance.IN_PRINCIPLE,
        _pattern(rf"{_BY}(?:accept|support|agree)\w*\s*,?\s*\(?in\s+principle\b"),
    ),
    Wording(
        Stance.UNCLEAR,
        _pattern(
            r"(?:pending|under\s+(?:consideration|examination|review)|deferred"
            r"|no\s+(?:clear\s+)?position)\b",
        ),
    ),
    Wording(
        Stance.NOTED,
        _pattern(
            rf"{_BY}(?:not|cannot\s+(?:be\s+)?|(?:does|do|is|are)\s+not)\s+"
            r"(?:accept|support|enjoy)\w*",
            r"(?:noted|rejected|taken\s+note|not\s+accepted)\b(?!\s+(?:that|with)\b)",
            rf"{_BY}(?:notes?|takes?\s+note|rejects?){_OVER}",
            r"no\W*$",
        ),
    ),
    Wording(
        Stance.SUPPORTED,
        _pattern(
            rf"{_BY}(?:accepted|supported|endorsed|agreed)\b",
            rf"{_BY}(?:accepts?|supports?|agrees?){_OVER}",
            r"enjoys?\s+(?:the\s+|its\s+)?support\b|yes\W*$",
        ),
    ),
)

_RECOMMENDATION_IS = (
    r"\b(?:th(?:is|e|ese)\s+recommendations?|it|they)\s+"
    r"(?:(?:is|are|as|has|have|been|to\s+be|already|fully|now|can\s+be\s+considered"
    r"|considered)\s+)*"
)
_DONE = (
    _pattern(
        rf"{_RECOMMENDATION_IS}(?:fully\s+)?implemented\b"
        r"(?!\s+(?:to\s+a\s+(?:great|large)|in\s+part|partly))",
        r"\balready\s+(?:been\s+)?(?:fully\s+)?(?:implemented|fulfilled|realized)\b"
        r"(?!\s+(?:(?:it|them)\s+)?(?:to\s+a\s+(?:great|large)|or\b|various|and\s+are))",
        r"\b(?:has\s+always|already)\s+act(?:s|ed)\s+accordingly\b",
        r"\bhas\s+already\s+acted\s+accordingly\b",
        r"^\W*(?:accepted|supported|accepts|supports)\b[\s,(–-]+(?:already\s+)?implemented\b",
    ),
    _pattern(
        r"\bimplementation\s+of\s+(?:this|these|the)\s+recommendations?\s+(?:have|has|are"
        r"|is)\s+(?:already\s+)?(?:started|begun|ongoing|under\s*way)",
        r"\b(?:already|currently)\s+being\s+implemented\b",
        r"\b(?:in|under)\s+(?:the\s+)?(?:process|course)\s+of\s+(?:being\s+)?implement",
        r"\bprocess\s+of\s+implementation\b|\bunder\s+implementation\b",
        r"\b(?:are|is)\s+(?:already\s+)?(?:being\s+implemented|ongoing|under\s*way)\b",
        r"\bimplemented\s+(?:(?:it|them)\s+)?to\s+a\s+(?:great|large)\s+extent\b",
        r"\blargely\s+(?:been\s+)?implemented\b",
    ),
)
_EITHER = _pattern(
    r"\bimplemented,?\s+(?:or|and/or)\s+(?:are\s+|is\s+)?(?:in|under|being)\b"
    r"|\bimplemented\s+or\s+are\s+the\s+in\s+process\b"
    r"|\bimplemented\s+or\s+(?:are\s+)?(?:in\s+)?(?:the\s+)?process\b"
)


def said_in(text: str) -> list[Said]:
    """Return what a text says of recommendations, in order, none inside another.

    `text` has NUMBER in the place of numbers.
    """
    found = [
        Said(match.start(), match.end(), wording.value)
        for wording in WORDINGS
        for match in wording.pattern.finditer(text)
    ]
    return sorted(_outermost(found), key=lambda said: said.start)


def _outermost(found: list[Said]) -> Iterator[Said]:
    """Those not inside a match of an earlier row, nor inside a longer one."""
    order = {wording.value: place for place, wording in enumerate(WORDINGS)}
    kept: list[Said] = []
    ranked = sorted(found, key=lambda said: (order[said.value], said.start - said.end))
    for said in ranked:
        if not any(said.start < other.end and other.start < said.end for other in kept):
            kept.append(said)
            yield said


def short_answer(text: str) -> Stance | None:
    """Return what an answer of a word or two says, None where it is none.

    >>> short_answer("Partially accepted."), short_answer("A law was passed.")
    (<Stance.PARTLY: 'partly'>, None)
    """
    answer = _ANNOUNCED.sub("", text.strip(' .:;–-•()[]*"“”'))
    rows = (row.value for row in SHORT if row.pattern.match(answer))
    return next(rows, None)


def implementation_in(text: str) -> Implementation | None:
    """Return what a text says of the implementation of its recommendations."""
    done, in_process = (bool(pattern.search(text)) for pattern in _DONE)
    if _EITHER.search(text) or (done and in_process):
        return Implementation.EITHER
    if done:
        return Implementation.IMPLEMENTED
    return Implementation.IN_PROCESS if in_process else None
