"""Keeping every record tied as its review now stands.

Reviews are asked for by the changes that touch them: an export taken in, a decision,
and, found by following the archive's numbers, a report imported, read again or
corrected. Each is computed apart and written some at a time, as numbered changes; two
processes at it do the same work twice and write it once.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from upright.archive.changes import numbered_change
from upright.archive.models import Change, Item, Recommendation
from upright.archive.queries import data_version
from upright.witnesses.bulk import insert, slices
from upright.witnesses.models import Followed, Record, ReviewTies, Tie
from upright.witnesses.outcomes import NAMES, Outcome, stored
from upright.witnesses.taking_in import ask
from upright.witnesses.tying import Work, work_on

AT_ONCE = 10_000  # records whose ties are written in one change, or a few more
_ARCHIVE = "archive"
_NAMED = attrgetter(*NAMES)


def keep_tied(at: datetime) -> int:
    """Tie what is not tied as it now stands; return how many reviews were looked at."""
    follow_archive()
    works: list[Work] = []
    asked = _asked()
    for review in asked:
        works.append(work_on(review))
        if sum(len(work.outcomes) for work in works) >= AT_ONCE:
            _write(works, at)
            works = []
    _write(works, at)
    return len(asked)


def follow_archive() -> None:
    """Ask for the reviews whose report came, went or changed since this last looked."""
    newest = data_version()
    last = Followed.objects.filter(name=_ARCHIVE).first()
    since = last.change if last else 0
    if newest == since:
        return
    # An older database put back in place has gone back: everything is looked at.
    since = 0 if newest < since else since
    touched = set(_touched(since, newest))
    with transaction.atomic():
        ask(touched, newest)
        Followed.objects.update_or_create(name=_ARCHIVE, defaults={"change": newest})


def _touched(since: int, until: int) -> Iterator[tuple[str, int]]:
    """Yield the reviews with rows of the archive that came or went in a span."""
    span = Q(since__gt=since, since__lte=until) | Q(until__gt=since, until__lte=until)
    items = Item.objects.filter(span)
    texts = Item.objects.filter(
        pk__in=Recommendation.objects.filter(span).values("item")
    )
    found = chain.from_iterable(
        rows.values_list("document__state", "document__cycle").distinct().order_by()
        for rows in (items, texts)
    )
    reviews = {(state, cycle) for state, cycle in found if state and cycle}
    if Change.objects.filter(
        id__gt=since, id__lte=until, kind=Change.Kind.REMOVAL
    ).exists():
        reviews |= set(ReviewTies.objects.values_list("state", "cycle"))
    yield from reviews


def _asked() -> list[ReviewTies]:
    found = ReviewTies.objects.exclude(done=F("asked"))
    return list(found.order_by("state", "cycle"))


def _write(works: Sequence[Work], at: datetime) -> None:
    """Store what has changed, in one change where anything has."""
    outcomes = [one for work in works for one in work.outcomes]
    here = stored(outcomes)
    fresh = [
        one for one in outcomes if one.record not in here or here[one.record][1] != one
    ]
    ended = [here[one.record][0] for one in fresh if one.record in here]
    ended += _left_without(works)
    if fresh or ended:
        note = f"Records of other databases tied: {len(fresh)}"
        with numbered_change(Change.Kind.IMPORT, at, note=note) as change:
            _store(fresh, ended, change.id)
            _mark(works)
    elif works:
        with transaction.atomic():
            _mark(works)


def _left_without(works: Sequence[Work]) -> list[int]:
    """Ties in force of the records of reviews that have no report here any longer."""
    ended: list[int] = []
    with_items = Item.objects.filter(until=None).values("document__symbol")
    for work in works:
        if work.is_new and not work.outcomes:
            review = work.review
            own = Tie.objects.filter(
                until=None, record__state=review.state, record__cycle=review.cycle
            )
            ended += own.exclude(symbol__in=with_items).values_list("pk", flat=True)
    return ended


def _store(fresh: Sequence[Outcome], ended: Sequence[int], number: int) -> None:
    for some in slices(ended):
        Tie.objects.filter(pk__in=some).update(until=number)
    # A record may have been ended since it was read here: its tie would never be.
    live: set[int] = set()
    for records in slices([one.record for one in fresh]):
        here = Record.objects.filter(pk__in=records, until=None)
        live.update(here.values_list("pk", flat=True))
    columns = ("record", *NAMES[1:], "since")
    insert(Tie, columns, [_values(one, number) for one in fresh if one.record in live])


def _values(outcome: Outcome, number: int) -> tuple[Any, ...]:
    plain = [
        json.dumps(value) if isinstance(value, tuple) else value
        for value in _NAMED(outcome)
    ]
    return (*plain, number)


def _mark(works: Iterable[Work]) -> None:
    """Say up to which question these reviews are tied; a newer one stays open."""
    for work in works:
        work.review.done, work.review.marks = work.review.asked, work.marks
    ReviewTies.objects.bulk_update(
        [work.review for work in works], ["done", "marks"], batch_size=200
    )
