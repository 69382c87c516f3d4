"""What coding says of a text."""

from dataclasses import dataclass
from enum import StrEnum

# From which score a coding counts as certain. Scores are calibrated, so of those that
# just reach it one in five is wrong; see "What counts as certain" in the model card.
CERTAIN = 0.8


class Scheme(StrEnum):
    """By whose scheme a text is coded."""

    ACTION = "action"  # categories 1 to 5, after E. McMahon
    ISSUES = "issues"  # UPR Info's 54 tags
    GROUPS = "groups"  # the 12 groups of persons of the Danish Institute
    SDG_GOALS = "sdg_goals"  # "1" to "17"
    SDG_TARGETS = "sdg_targets"  # "16.3"


@dataclass(frozen=True, slots=True)
class Coding:
    """One code given to a text."""

    scheme: Scheme
    code: str  # "5", "Women's rights", "16.3"
    score: float  # probability that people would give it, 0 to 1
    words: tuple[str, ...] = ()  # of the text, that decided, strongest first


class Part(StrEnum):
    """A part of a recommendation that can be acted upon and checked."""

    ACTION = "specific action"
    MEASURE = "measurable"
    TIME = "time-bound"
    BODY = "addressed body"


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that show a part, and where they stand in the text."""

    part: Part
    words: str  # as written
    start: int  # characters from the beginning, from 0


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument, body or procedure that a text names."""

    ref: str  # our short form: "OP-CAT"
    kind: str  # treaty, treaty body, special procedure, document, ...
    name: str  # in full


@dataclass(frozen=True, slots=True)
class Codes:
    """Everything coding says of one text.

    `language` is None where the text is coded; otherwise it names the language that is
    not coded here, and every list is empty.
    """

    action: Coding | None = None
    issues: tuple[Coding, ...] = ()
    groups: tuple[Coding, ...] = ()
    sdg_goals: tuple[Coding, ...] = ()
    sdg_targets: tuple[Coding, ...] = ()
    signs: tuple[Sign, ...] = ()
    named: tuple[Named, ...] = ()
    language: str | None = None
    model: str = ""  # the version of the model that coded

    def all(self) -> tuple[Coding, ...]:
        """Every code given, the action category first."""
        action = (self.action,) if self.action else ()
        return (
            *action,
            *self.issues,
            *self.groups,
            *self.sdg_goals,
            *self.sdg_targets,
        )
