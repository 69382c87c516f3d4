"""What the paragraphs of section II say, by their wording.

One row for each thing said; the first row that fits counts, and the order is part of
the knowledge: a sentence that puts the answer off may also say that a recommendation
does not enjoy support yet, and one that refuses may mention those that were supported.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from upr.records import Implementation, PositionValue


class Role(Enum):
    """What a paragraph does."""

    POSITION = auto()  # gives the position on the list below it, or above it
    MADE = auto()  # introduces a list; the answer stands elsewhere
    CLOSING = auto()  # the sentence that ends the lists
    COMMENT = auto()  # words of the State


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing a paragraph may say."""

    name: str
    role: Role
    pattern: re.Pattern[str]
    position: PositionValue | None = None
    implementation: Implementation | None = None


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_IMPLEMENTED = r"already\s+(?:been\s+)?(?:\w+\s+)?implemented|been\s+implemented"
_IN_PROCESS = (
    r"(?:in|under)\s+(?:the\s+)?(?:process|course)\s+of\s+(?:being\s+)?implement"
    r"|being\s+implemented|process\s+of\s+implement|implementation\s+is\s+under\s*way"
    r"|under\s+implementation|under\s*way"
)
_ENJOY = (
    r"enjoy(?:s|ed)?\s+(?:the\s+|its\s+|their\s+|full\s+)*support"
    r"|enjoy\s+of\s+the\s+support|(?:are|were|is|was|been)\s+supported\s+by"
    r"|(?:can|could)\s+be\s+(?:accepted|supported)|(?:are|were)\s+accept(?:ed|able)"
    r"|\baccept(?:s|ed)?\s+(?:all\s+)?(?:of\s+)?(?:the|these|those)"
    r"|\bsupport(?:s|ed)\s+(?:all\s+)?(?:the|these|those)\s+(?:\w+\s+)?recommendation"
    r"|agree(?:s|d)?\s+(?:to\s+follow|on\s+the\s+following|with\s+the)"
    r"|meets?\s+with\s+the\s+(?:approval|support)|have\s+the\s+support"
    r"|support\s+of\s+.{3,40}:$"
)
_SUPPORT = rf"(?:{_ENJOY})"

WORDINGS = (
    Wording(
        "closing",
        Role.CLOSING,
        _words(
            r"^\W*all\s+(?:the\s+)?conclusions\s+and\s*/?\s*(?:or)?\s*recommendations"
            r"\s+(?:contained|set\s+out|in\s+the)",
            r"should\s+not\s+be\s+construed\s+as\s+(?:\w+\s+){0,2}endorsed",
        ),
    ),
    Wording(
        "comment",
        Role.COMMENT,
        _words(
            r"^\W*(?:with\s+(?:regard|respect|reference)\s+to|regarding|concerning"
            r"|in\s+(?:relation|respect|connection|regard)\s+(?:to|of|with)"
            r"|as\s+(?:regards|for|to)|on|in\s+response\s+to)\s+(?:the\s+|its\s+)?"
            r"(?:\w+\s+){0,3}recommendations?\b",
            r"\b(?:following|these)\s+(?:comments?|observations?|clarifications?)\b"
            r"(?!.*\bfollowing\s+recommendations\b)(?<!\bprovided\s)",
        ),
    ),
    Wording(
        "pending",
        Role.POSITION,
        _words(
            r"\bwill\s+be\s+(?:further\s+)?(?:examined|considered|studied)",
            r"\bwill\s+(?:now\s+)?(?:examine|respond|consider|provide|submit|give|reply)",
            r"\bresponses?\b.{0,120}\bwill\s+be\s+(?:included|provided|given|contained)",
            r"\bin\s+due\s+(?:time|course)\b",
            r"\b(?:no|not)\s+later\s+than\s+the\b",
            r"\bresponses?\s+(?:will|shall|would)\b|\bwould\s+provide\s+(?:its\s+)?resp",
            r"\b(?:are|is)\s+(?:still\s+)?(?:under\s+(?:examination|consideration)"
            r"|pending)\b",
            r"\bto\s+be\s+examined\s+by\b",
        ),
        PositionValue.PENDING,
    ),
    Wording(
        "noted",
        Role.POSITION,
        _words(
            r"\b(?:did|do|does|would|could|will|can)\s*(?:not|n’t)\s+"
            r"(?:\w+\s+)?(?:enjoy|support|accept)",
            r"\bnot\s+(?:to\s+)?(?:enjoy|accept|support)",
            r"\b(?:can|could|will)\s?not\s+be\s+(?:accepted|supported)",
            r"\breject(?:s|ed|ion)?\b|\bunable\s+to\s+(?:accept|support)",
            r"\b(?:will|would)\s+(?:thus|therefore|hence)?\s*be\s+noted",
            r"\b(?:was|were|are|is|been|be)\s+(?:duly\s+|only\s+)?noted\b",
            r"\bnoted\s+(?:these|those|the\s+following)\s+recommendation",
            r"\b(?:takes?|took|taken)\s+note\s+of\s+(?:the|these|those)\s+"
            r"(?:following\s+)?recommendation",
            r"\bnot\s+(?:considered\s+)?(?:relevant|acceptable|applicable)\b",
            r"\bdo(?:es)?\s+not\s+fall\s+(?:under|within)",
            r"\bfactually\s+(?:incorrect|wrong)|\binaccurate\b",
            r"\b(?:false|erroneous|incorrect)\s+(?:or\s+\w+\s+)?(?:premis|assumption)",
            r"\b(?:enjoy|have|has)\s+no\s+support",
        ),
        PositionValue.NOTED,
    ),
    Wording(
        "supported, implemented or in process",
        Role.POSITION,
        _words(
            rf"(?:{_IMPLEMENTED}).*(?:{_IN_PROCESS})",
            rf"(?:{_IN_PROCESS}).*(?:{_IMPLEMENTED})",
        ),
        PositionValue.SUPPORTED,
        Implementation.EITHER,
    ),
    Wording(
        "supported, in process",
        Role.POSITION,
        _words(rf"(?:{_IN_PROCESS})"),
        PositionValue.SUPPORTED,
        Implementation.IN_PROCESS,
    ),
    Wording(
        "supported, implemented",
        Role.POSITION,
        _words(rf"\b(?:{_IMPLEMENTED})"),
        PositionValue.SUPPORTED,
        Implementation.IMPLEMENTED,
    ),
    Wording("supported", Role.POSITION, _words(_SUPPORT), PositionValue.SUPPORTED),
    Wording(
        "made",
        Role.MADE,
        _words(
            r"\b(?:recommendations|conclusions)\s+(?:were|was|have\s+been)\s+"
            r"(?:also\s+)?(?:made|formulated|presented|put\s+forward|addressed)",
            r"\bpresented\s+recommendations\s+as\s+follows",
            r"\bthe\s+following\s+(?:recommendations|conclusions)\b",
            r"\brecommend(?:ed|s)?\s+(?:that|to)\b.{0,60}:$",
            r"\brecommendations\b.{0,80}:$",
            r"\brecommendations\s+(?:formulated|made)\b.{0,60}\bhave\s+been\s+examined",
            r"\bmade\s+to\s+.{3,60}\bto:$",
        ),
    ),
)


def wording(text: str, *, has_list: bool = False) -> Wording | None:
    """Return what a paragraph says, or None where no row fits.

    A paragraph with a list is no comment, whatever its words.
    """
    for row in WORDINGS:
        if has_list and row.role in (Role.COMMENT, Role.CLOSING):
            continue
        if row.pattern.search(text):
            return row
    return None
