"""What people do in a coding round: begin it, judge, take back, settle, end it.

Nothing here writes a coding: a judgement that decides goes through the archive's own
action, as a numbered change that can be taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from upr.coding import Scheme
from upright.accounts.models import User
from upright.archive import coding_decisions
from upright.archive.coding_decisions import Decision, known_codes
from upright.archive.errors import CodingError
from upright.archive.models import Recommendation
from upright.curation import coding_queries as queries
from upright.curation.disputes import disputed
from upright.curation.models import CodingRound, CodingTask, Judgement

MOST_TEXTS = 1_000
REASON = "coding round “%s”"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The round somebody wants."""

    name: str
    scheme: Scheme
    draw: CodingRound.Draw
    texts: int  # 1 to MOST_TEXTS
    coders: int = 1
    hides_states: bool = False
    shows_model: bool = True
    imagined: bool = False


@transaction.atomic
def begin(wanted: Wanted, at: datetime) -> CodingRound:
    """Draw the texts and begin. Raises CodingError where there is none to code."""
    texts = _drawn(wanted)
    if not texts:
        raise CodingError("There is no text left to code in this scheme.")
    made = CodingRound.objects.create(
        name=wanted.name,
        scheme=wanted.scheme.value,
        draw=wanted.draw,
        coders=wanted.coders,
        hides_states=wanted.hides_states,
        shows_model=wanted.shows_model,
        begun_at=at,
    )
    tasks = [_task(made, place, text) for place, text in enumerate(texts, start=1)]
    CodingTask.objects.bulk_create(tasks, batch_size=500)
    return made


def _drawn(wanted: Wanted) -> Sequence[Recommendation]:
    size = min(wanted.texts, MOST_TEXTS)
    match wanted.draw:
        case CodingRound.Draw.RANDOM:
            return queries.random_texts(wanted.imagined, size)
        case CodingRound.Draw.DISPUTED:
            return disputed(wanted.scheme, wanted.imagined, size)
        case CodingRound.Draw.UNSURE:
            return queries.least_sure(wanted.scheme, wanted.imagined, size)


def _task(made: CodingRound, place: int, text: Recommendation) -> CodingTask:
    return CodingTask(
        round=made,
        place=place,
        document_id=text.item.document_id,
        item_key=text.item.read_key,
        recommendation_order=text.order,
    )


@transaction.atomic
def judge(task: CodingTask, by: User, codes: Sequence[str], at: datetime) -> Judgement:
    """Keep what somebody says of a text, and decide where that decides it.

    Returns what is kept; said again it takes the place of what the same person said
    before. Raises CodingError if the round has ended, a code is unknown, or somebody
    else's word already decided it.
    """
    locked = _open_task(task)
    ordered = _in_order(locked, codes)
    _take_own_back(locked, by, at)
    if locked.decided is not None or len(_said(locked)) >= locked.round.coders:
        raise CodingError("This text has been coded by others in the meantime.")
    if queries.told(locked.round, by).filter(task=locked).exists():
        raise CodingError("What two said of this text could be read: leave it to them.")
    made = Judgement.objects.create(task=locked, by=by, codes=ordered, at=at)
    _conclude(locked, by, at)
    return made


@transaction.atomic
def skip(task: CodingTask, by: User, at: datetime) -> Judgement:
    """Leave a text to others: this person is not asked again.

    Returns what is kept of that. Raises CodingError if the round has ended.
    """
    locked = _open_task(task)
    _take_own_back(locked, by, at)
    return Judgement.objects.create(
        task=locked, by=by, codes=[], is_skipped=True, at=at
    )


@transaction.atomic
def settle(task: CodingTask, by: User, codes: Sequence[str], at: datetime) -> Judgement:
    """Decide where two coders differ, and return what is kept of that.

    Raises CodingError where nothing is to settle, the round has ended, or a code is
    unknown.
    """
    locked = _open_task(task)
    if not locked.needs_settling:
        raise CodingError("There is nothing to settle about this text.")
    ordered = _in_order(locked, codes)
    _take_own_back(locked, by, at, settles=True)
    made = Judgement.objects.create(
        task=locked, by=by, codes=ordered, settles=True, at=at
    )
    _decide(locked, ordered, by, at)
    return made


@transaction.atomic
def undo_last(made: CodingRound, by: User, at: datetime) -> CodingTask | None:
    """Take back what somebody said last in a round; return its text, None of none.

    What it decided is taken back in the archive too. Raises CodingError where somebody
    has settled the text or decided otherwise since.
    """
    last = queries.last_judgement(made, by)
    if last is None:
        return None
    task = _open_task(last.task)
    others = task.judgements.filter(withdrawn_at=None, settles=True).exclude(pk=last.pk)
    if others.exists() and not last.is_skipped:
        raise CodingError("Somebody has settled this text since: it stays as it is.")
    Judgement.objects.filter(pk=last.pk).update(withdrawn_at=at)
    if last.is_skipped:  # it decided nothing
        return task
    if task.coding is not None:
        coding_decisions.undo(task.coding, at, by)
    both = [one.codes for one in _said(task)]
    differ = len(both) == task.round.coders and any(one != both[0] for one in both)
    task.coding, task.decided, task.needs_settling = None, None, differ
    task.save()
    return task


def end(made: CodingRound, at: datetime) -> None:
    """End a round: what was decided stays, nothing more is asked."""
    CodingRound.objects.filter(pk=made.pk, ended_at=None).update(ended_at=at)


def _open_task(task: CodingTask) -> CodingTask:
    """The text, locked: two people may press a key at once."""
    locked = CodingTask.objects.select_for_update(of=("self",)).select_related(
        "round", "document", "coding"
    )
    found = locked.get(pk=task.pk)
    if found.round.ended_at is not None:
        raise CodingError("This round has ended.")
    return found


def _in_order(task: CodingTask, codes: Sequence[str]) -> list[str]:
    scheme = Scheme(task.round.scheme)
    known = known_codes(scheme)
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise CodingError(f"No code of this scheme: {', '.join(unknown)}.")
    if scheme is Scheme.ACTION and len(set(codes)) != 1:
        raise CodingError("A recommendation has one category of action.")
    return [code for code in known if code in codes]


def _take_own_back(
    task: CodingTask, by: User, at: datetime, *, settles: bool = False
) -> None:
    own = task.judgements.filter(by=by, withdrawn_at=None)
    if own.filter(settles=not settles).exists():
        raise CodingError("Who coded a text does not settle it.")
    own.update(withdrawn_at=at)
    if task.decided is not None and not settles and task.round.coders == 1:
        task.decided = None


def _said(task: CodingTask) -> list[Judgement]:
    found = task.judgements.filter(withdrawn_at=None, is_skipped=False, settles=False)
    return list(found)


def _conclude(task: CodingTask, by: User, at: datetime) -> None:
    """Decide, once enough have spoken and say the same."""
    both = [one.codes for one in _said(task)]
    if len(both) < task.round.coders:
        return
    if all(one == both[0] for one in both):
        _decide(task, both[0], by, at)
        return
    task.needs_settling = True
    task.save(update_fields=["needs_settling"])


def _decide(task: CodingTask, codes: list[str], by: User, at: datetime) -> None:
    decision = Decision(
        document=task.document,
        item_key=task.item_key,
        order=task.recommendation_order,
        scheme=Scheme(task.round.scheme),
        codes=codes,
        reason=REASON % task.round.name,
    )
    task.coding = coding_decisions.decide(decision, at, by)
    task.decided, task.needs_settling = codes, False
    task.save()
