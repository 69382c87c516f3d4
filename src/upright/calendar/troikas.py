"""The troika of a review, as staff enter it and take it back.

Three States are drawn by lot to be the rapporteurs of a review. The reference facts
have them from reports, so long after; what was published of a draw, or of a State that
took another's place, staff enter. Each is a numbered change of the archive with its
reason, which the page of the review shows.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from upr.reference import states as state_facts
from upr.reference.states import Status
from upright.accounts.models import User
from upright.archive.actions import numbered_change
from upright.archive.errors import EditError
from upright.archive.models import Change, Review
from upright.calendar import queries
from upright.calendar.dating import review_day
from upright.calendar.entering import close, explain
from upright.calendar.models import EnteredTroika

MOST = 3  # States


@dataclass(frozen=True, slots=True)
class EnteringTroika:
    """What somebody enters: the States, none to three, and where they were named."""

    review: Review
    states: Sequence[str]  # ISO3, in the order of the source
    source: str
    is_verified: bool = False


def enter_troika(
    wanted: EnteringTroika, reason: str, at: datetime, by: User
) -> EnteredTroika:
    """Bring a troika into force in place of the one before, as a numbered change.

    Returns its row. Raises EditError without a reason, or where these States cannot be
    the troika of that review.
    """
    found = list(mistakes(wanted.review, wanted.states, at.date()))
    if found:
        raise EditError(" ".join(found))
    with numbered_change(Change.Kind.EDIT, at, by) as change:
        before = queries.troika_in_force(wanted.review)
        close(before, change)
        row = EnteredTroika.objects.create(
            review=wanted.review,
            states=list(wanted.states),
            source=wanted.source,
            is_verified=wanted.is_verified,
            since=change.id,
        )
        held = before.states if before else wanted.review.troika
        _explain(change, wanted.review, (held, row.states), reason)
    return row


def withdraw_troika(row: EnteredTroika, reason: str, at: datetime, by: User) -> None:
    """Take an entered troika back: what the reference facts have holds again.

    Raises EditError without a reason, or where it holds no longer.
    """
    with numbered_change(Change.Kind.EDIT, at, by) as change:
        held = queries.entered_troika_in_force(row.pk)
        if held is None:
            raise EditError("This troika holds no longer.")
        close(held, change)
        _explain(change, held.review, (held.states, held.review.troika), reason)


def mistakes(review: Review, codes: Sequence[str], today: date) -> Iterator[str]:
    """Yield a sentence for whatever keeps States from being the troika of a review.

    Members of the United Nations are those of the day of the review; of its session
    where no day is known, and else those of `today`.
    """
    if len(codes) > MOST:
        said = _("A troika has three States at most; these are %(count)d.")
        yield said % {"count": len(codes)}
    for code, count in Counter(codes).items():
        if count > 1:
            yield _("%(state)s is named more than once.") % {"state": name_of(code)}
        yield from _mistakes_of(state_facts.get(code), review, today)


def _mistakes_of(
    state: state_facts.State, review: Review, today: date
) -> Iterator[str]:
    session = review.session
    day = review_day(review) or (session.start if session else None) or today
    said = ""
    if state.iso3 == review.state_id:
        said = _("%(state)s is the State under review.")
    elif review.state.is_imagined and not state.is_imagined:
        said = _("%(state)s is not imagined, as the State under review is.")
    elif not review.state.is_imagined and state.status is not Status.MEMBER:
        said = _("%(state)s is not a member of the United Nations.")
    elif not review.state.is_imagined and not state.is_member_on(day):
        said = _("%(state)s was not yet a member of the United Nations on %(day)s.")
    if said:
        yield said % {"state": state.name, "day": date_format(day, "j F Y")}


def name_of(code: str) -> str:
    """Return the name of a State, as the history of a review calls it."""
    return state_facts.get(code).name


def said(codes: Sequence[str]) -> str:
    """Return the States of a troika by their names."""
    return ", ".join(map(name_of, codes)) or "–"


def _explain(
    change: Change,
    review: Review,
    moved: tuple[Sequence[str], Sequence[str]],
    reason: str,
) -> None:
    before, after = moved
    explain(change, review, "Troika", (said(before), said(after)), reason)
