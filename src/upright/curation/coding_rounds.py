"""What people do in a coding round: begin it, judge, take back, settle, end it.

Nothing here writes a coding: a judgement that decides goes through the archive's own
action, as a numbered change that can be taken back. What two coders and those who
settle decide waits until the round ends: see `end`.

What a coder may do never depends on what the other said, or it would tell it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from upr.coding import Scheme
from upright.accounts.models import User
from upright.archive import coding_decisions
from upright.archive.changes import in_turn
from upright.archive.coding import text_print
from upright.archive.coding_decisions import GONE, Decision, Said, known_codes
from upright.archive.errors import CodingError
from upright.archive.models import Coding, Recommendation
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
    """Draw the texts and begin. Raises CodingError where there is none to code.

    Texts that wait in an open round of the same scheme are left to that round, also
    where two people begin a round at once.
    """
    in_turn("coding round")
    texts = _drawn(wanted)
    if not texts:
        raise CodingError(
            "There is no text left to code in this scheme but those of open rounds."
        )
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
    """The texts of a round; none that people code in an open round of the scheme."""
    size = min(wanted.texts, MOST_TEXTS)
    taken = queries.being_coded(wanted.scheme)
    found = _drawn_from_all(wanted, size + len(taken))
    return [one for one in found if queries.text_key(one) not in taken][:size]


def _drawn_from_all(wanted: Wanted, size: int) -> Sequence[Recommendation]:
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
    before, and what was settled on other words is to be settled again. Raises
    CodingError if the round has ended, a code is unknown, the text is gone, or others
    have coded it.
    """
    locked = _open_task(task)
    ordered = _in_order(locked, codes)
    words = _words(locked)
    before = _take_own_back(locked, by, at)
    if len(_said(locked)) >= locked.round.coders:
        raise CodingError("This text has been coded by others in the meantime.")
    if queries.told(locked.round, by).filter(task=locked).exists():
        raise CodingError("What two said of this text could be read: leave it to them.")
    if before is None or before.codes != ordered:
        _settled(locked).update(withdrawn_at=at)
    made = Judgement.objects.create(
        task=locked, by=by, codes=ordered, at=at, text_print=words
    )
    _conclude(locked, by, at)
    return made


@transaction.atomic
def skip(task: CodingTask, by: User, at: datetime) -> Judgement:
    """Leave a text to others: this person is not asked again.

    Returns what is kept of that; what the same person said before is taken back.
    Raises CodingError if the round has ended.
    """
    locked = _open_task(task)
    if _take_own_back(locked, by, at) is not None:
        _settled(locked).update(withdrawn_at=at)
        _conclude(locked, by, at)
    return Judgement.objects.create(
        task=locked, by=by, codes=[], is_skipped=True, at=at
    )


@transaction.atomic
def settle(task: CodingTask, by: User, codes: Sequence[str], at: datetime) -> Judgement:
    """Decide where two coders differ, and return what is kept of that.

    Raises CodingError where nothing is to settle, the round has ended, a code is
    unknown or the text is gone.
    """
    locked = _open_task(task)
    _take_own_back(locked, by, at, settles=True)
    if not locked.needs_settling:
        raise CodingError("There is nothing to settle about this text.")
    made = Judgement.objects.create(
        task=locked,
        by=by,
        codes=_in_order(locked, codes),
        settles=True,
        at=at,
        text_print=_words(locked),
    )
    _conclude(locked, by, at)
    return made


@transaction.atomic
def undo_last(made: CodingRound, by: User, at: datetime) -> CodingTask | None:
    """Take back what somebody said last in a round; return its text, None of none.

    What it decided is decided no more, and what was settled on it is to be settled
    again; what is in force is taken back in the archive. Raises CodingError if the
    round has ended, or where somebody decided otherwise since.
    """
    last = queries.last_judgement(made, by)
    if last is None:
        return None
    task = _open_task(last.task)
    Judgement.objects.filter(pk=last.pk).update(withdrawn_at=at)
    if not last.is_skipped:  # else it decided nothing
        _settled(task).update(withdrawn_at=at)
        _conclude(task, by, at)
    return task


@transaction.atomic
def end(made: CodingRound, at: datetime, by: User) -> int:
    """End a round; return how many decisions that waited are in force now.

    All in one numbered change, or the round stays open. Where a text is gone, or was
    decided otherwise by somebody outside while the round ran, its decision stays out
    of force: `Progress.waiting`, `put_in_force`. Ended again it changes nothing.
    """
    locked = CodingRound.objects.select_for_update().get(pk=made.pk)
    if locked.ended_at is not None:
        return 0
    CodingRound.objects.filter(pk=made.pk).update(ended_at=at)
    waiting = [(one.task, _waiting(one)) for one in queries.waiting(locked)]
    said = [one for _task, one in waiting]
    rows = coding_decisions.decide_together(said, at, by, REASON % locked.name)
    for (task, _one), row in zip(waiting, rows, strict=True):
        task.coding = row
    tasks = [task for task, _one in waiting]
    CodingTask.objects.bulk_update(tasks, ["coding"], batch_size=500)
    return sum(row is not None for row in rows)


@transaction.atomic
def put_in_force(task: CodingTask, by: User, at: datetime) -> Coding:
    """Bring into force what the end of a round left out; return its row.

    In place of what is in force of the text, and said by who does it now: as decisions
    outside of rounds are, it is taken back in the archive. Raises CodingError where
    the round left nothing of this text out, the text is gone or a code is unknown.
    """
    locked = _locked(task)
    said = queries.deciding(locked)
    if locked.round.ended_at is None or locked.coding is not None or said is None:
        raise CodingError("The end of the round left nothing of this text out.")
    decision = _decision(locked, said.codes, said.text_print)
    locked.coding = coding_decisions.decide(decision, at, by)
    locked.save()
    return locked.coding


def _open_task(task: CodingTask) -> CodingTask:
    """The text, locked: two may press a key at once, and one may end the round."""
    found = _locked(task)
    if found.round.ended_at is not None:
        raise CodingError("This round has ended.")
    return found


def _locked(task: CodingTask) -> CodingTask:
    """The text, after its round: no word is kept while it ends."""
    CodingRound.objects.select_for_update().get(pk=task.round_id)
    locked = CodingTask.objects.select_for_update(of=("self",)).select_related(
        "round", "document", "coding"
    )
    return locked.get(pk=task.pk)


def _words(task: CodingTask) -> str:
    """What tells of which words somebody speaks."""
    text = queries.text_of(task)
    if text is None:
        raise CodingError(GONE)
    return text_print(text.text)


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
) -> Judgement | None:
    """Take back what somebody said of the text; return it, None of none or a skip."""
    own = task.judgements.filter(by=by, withdrawn_at=None)
    # Before anything else is asked of the text: the answer must not tell of the other.
    if own.filter(settles=not settles).exists():
        raise CodingError("Who coded a text does not settle it.")
    before = own.filter(is_skipped=False).first()
    own.update(withdrawn_at=at)
    return before


def _said(task: CodingTask) -> list[Judgement]:
    found = task.judgements.filter(withdrawn_at=None, is_skipped=False, settles=False)
    return list(found)


def _settled(task: CodingTask) -> QuerySet[Judgement]:
    return task.judgements.filter(withdrawn_at=None, settles=True)


def _outcome(task: CodingTask) -> tuple[list[str] | None, bool]:
    """What the words in force decide, and whether somebody is to settle them."""
    said = [one.codes for one in _said(task)]
    if len(said) < task.round.coders:
        return None, False
    if all(codes == said[0] for codes in said):
        return said[0], False
    settled = _settled(task).first()
    return (settled.codes, False) if settled else (None, True)


def _conclude(task: CodingTask, by: User, at: datetime) -> None:
    """Decide, or decide no more, as the words in force say.

    What one coder decides is in force at once. What is in force of two, in a round of
    before they waited, is taken back once something else is decided.
    """
    codes, task.needs_settling = _outcome(task)
    waits = codes is None or task.round.coders > 1
    if waits and task.coding is not None and codes != task.decided:
        coding_decisions.undo(task.coding, at, by)
        task.coding = None
    task.decided = codes
    if codes is not None and not waits:
        task.coding = coding_decisions.decide(_decision(task, codes), at, by)
    task.save()


def _waiting(word: Judgement) -> Said:
    """The decision of a text as the word says it that decided it."""
    decision = _decision(word.task, word.codes, word.text_print)
    return Said(replace(decision, stands_from=word.task.round.begun_at), word.by)


def _decision(task: CodingTask, codes: list[str], text_print: str = "") -> Decision:
    return Decision(
        document=task.document,
        item_key=task.item_key,
        order=task.recommendation_order,
        scheme=Scheme(task.round.scheme),
        codes=codes,
        reason=REASON % task.round.name,
        text_print=text_print,
    )
