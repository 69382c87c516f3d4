"""When the steps of a review fall: known, computed by a rule, or not known and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from upr.timeline.facts import (
    REAL_DATES,
    RULES,
    STEPS,
    Rule,
    Scope,
    Step,
    Window,
)

SESSION = "session"  # what a rule counts from, where that is no step


class Basis(StrEnum):
    """What the date of a step rests on."""

    KNOWN = "known"  # it was published, or staff entered it
    COMPUTED = "computed"  # by a rule
    NONE = "none"  # there is no date


class Missing(StrEnum):
    """Why a step has no date."""

    NOT_HELD = "not held"  # and no new session is known
    SESSION_NOT_DATED = "session not dated"  # its days are not known yet
    NO_ANCHOR = "no anchor"  # what the rule counts from has no date


@dataclass(frozen=True, slots=True)
class Known:
    """Days that somebody published, with where."""

    window: Window
    source: str
    is_verified: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewDates:
    """What is known of a review, or of a whole session: then `review` is None."""

    session: int | None  # where it is held or to be held; None: not held
    review: tuple[str, int] | None = None  # State and cycle
    days_of_session: Known | None = None
    known: Mapping[str, Known] = field(default_factory=dict)  # by step; before all
    undated: Mapping[str, Missing] = field(default_factory=dict)  # never computed


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step with its days and what they rest on, or with the reason for none."""

    step: Step
    basis: Basis
    window: Window | None
    source: str
    is_verified: bool  # the source, and everything it counts from
    note: str = ""
    missing: Missing | None = None


def timeline(dates: ReviewDates) -> tuple[DatedStep, ...]:
    """Return the steps of a review in the order of their days.

    A date that is known comes before a computed one: first what `dates` says, then
    what the reference facts hold for that session and State. Steps without a rule
    are left out where no date is known. Steps without a date stand in their usual
    place. Days are days of Geneva.
    """
    found = _Computing(dates).steps()
    return tuple(sorted(found, key=_Place(found)))


def session_timeline(dates: ReviewDates) -> tuple[DatedStep, ...]:
    """Return the steps that fall on the same day for every review of a session."""
    steps = timeline(dates)
    return tuple(one for one in steps if one.step.scope is Scope.SESSION)


class _Place:
    """The place of a step: its first day; without one, after its usual neighbour."""

    def __init__(self, found: list[DatedStep]) -> None:
        usual = {one.step.key: number for number, one in enumerate(found)}
        self._places = {}
        latest = None
        for one in found:
            if one.window is not None:
                latest = one.window.first
            self._places[one.step.key] = (
                one.window.first if one.window else latest,
                usual[one.step.key],
            )

    def __call__(self, one: DatedStep) -> tuple[bool, object, int]:
        day, usual = self._places[one.step.key]
        return day is not None, day or 0, usual


class _Computing:
    """The steps of one review; each is worked out once, and may be counted from."""

    def __init__(self, dates: ReviewDates) -> None:
        self.dates = dates
        self._found: dict[str, DatedStep] = {}

    def steps(self) -> list[DatedStep]:
        every = map(self.step, STEPS)
        return [one for one in every if one.window is not None or one.step.key in RULES]

    def step(self, key: str) -> DatedStep:
        """Return a step. Rules never go in circles: a test looks."""
        if key not in self._found:
            self._found[key] = (
                self._known(key) or self._computed(key) or self._none(key)
            )
        return self._found[key]

    def _known(self, key: str) -> DatedStep | None:
        known = self.dates.known.get(key)
        if known is None and self.dates.session is not None:
            known = next(self._published(key), None)
        if known is None:
            return None
        return DatedStep(
            STEPS[key],
            Basis.KNOWN,
            known.window,
            known.source,
            known.is_verified,
            known.note,
        )

    def _published(self, key: str) -> Iterator[Known]:
        for review in (self.dates.review, None):
            real = REAL_DATES.get((self.dates.session or 0, review, key))
            if real is not None:
                yield Known(real.window, real.source, real.is_verified, real.note)

    def _computed(self, key: str) -> DatedStep | None:
        if self.dates.session is None or key in self.dates.undated:
            return None
        for rule in RULES.get(key, ()):
            anchor = self._anchor(rule)
            if anchor is not None:
                return DatedStep(
                    STEPS[key],
                    Basis.COMPUTED,
                    rule.window_from(anchor.window),
                    rule.source,
                    rule.is_verified and anchor.is_verified,
                    rule.note,
                )
        return None

    def _anchor(self, rule: Rule) -> Known | None:
        if rule.relative_to == SESSION:
            return self.dates.days_of_session
        one = self.step(rule.relative_to)
        if one.window is None:
            return None
        return Known(one.window, one.source, one.is_verified)

    def _none(self, key: str) -> DatedStep:
        if key in self.dates.undated:
            missing = self.dates.undated[key]
        elif self.dates.session is None:
            missing = Missing.NOT_HELD
        elif self.dates.days_of_session is None:
            missing = Missing.SESSION_NOT_DATED
        else:
            missing = Missing.NO_ANCHOR
        rules = RULES.get(key, ())
        source = rules[0].source if rules else ""
        return DatedStep(STEPS[key], Basis.NONE, None, source, False, "", missing)
