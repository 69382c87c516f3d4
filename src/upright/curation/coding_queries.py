"""What is asked of coding rounds, for staff.

Of two coders neither sees what the other says while the round is open: see `readable`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from upr.coding import Scheme
from upr.statistics.agreement import (
    Sets,
    cohens_kappa,
    kappa_of_code,
    pooled_kappa,
    share_identical,
)
from upright.accounts.models import User
from upright.archive.coding import PERSON, place_of
from upright.archive.coding_decisions import known_codes
from upright.archive.coding_queries import After, after, unsure
from upright.archive.models import Coding, Recommendation
from upright.curation.models import CodingRound, CodingTask, Judgement

MAY_LEAD = "curation.add_codinground"
IN_FORCE = Q(withdrawn_at=None)
TextKey = tuple[int, str, int]  # document, item as read, number of the text there
_WAITS = Q(decided__isnull=False, coding=None)
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is, and how far one person is in it."""

    texts: int
    coded: int  # by as many as are to: decided, or to be settled
    decided: int
    waiting: int  # decided, and not in force
    to_settle: int  # by this person; by anybody, and left so, once the round has ended
    mine: int  # judged or skipped by this person
    open_for_me: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A decision of an ended round that is not in force."""

    task: CodingTask
    text: Recommendation | None  # None: in the archive no more
    instead: Coding | None  # what a person decided of it outside, in force


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the two coders of a round agree; of texts that both coded."""

    texts: int
    identical: float | None  # share
    kappa: float | None  # Cohen's of one code a text, pooled of several
    by_code: Sequence[
        tuple[str, int, float | None]
    ]  # code, texts either gave it, kappa


def rounds(with_counts: bool = True) -> QuerySet[CodingRound]:
    """Return every round, newest first, with counts of its texts."""
    found = CodingRound.objects.all()
    if not with_counts:
        return found
    return found.annotate(
        texts=Count("tasks"),
        coded=Count("tasks", filter=_coded("tasks__")),
        decided=Count("tasks", filter=Q(tasks__decided__isnull=False)),
        to_settle=Count("tasks", filter=Q(tasks__needs_settling=True)),
    )


def coding_round(pk: int) -> CodingRound | None:
    """Return a round."""
    return CodingRound.objects.filter(pk=pk).first()


def task(made: CodingRound, place: int) -> CodingTask | None:
    """Return a text of a round."""
    found = made.tasks.filter(place=place).select_related("round", "document__state")
    return found.first()


def next_task(made: CodingRound, by: User) -> CodingTask | None:
    """Return the first text of which this person is still to be asked."""
    found = _open_for(made, by).select_related("round", "document__state")
    return found.order_by("place").first()


def next_to_settle(made: CodingRound, by: User) -> CodingTask | None:
    """Return the first text on which two others differ."""
    found = _to_settle(made, by).select_related("round", "document__state")
    return found.order_by("place").first()


def said_by_coders(of: CodingTask) -> list[list[str]]:
    """Return what each of the coders says, in the order of speaking; without names."""
    found = of.judgements.filter(IN_FORCE, is_skipped=False, settles=False)
    return list(found.values_list("codes", flat=True))


def text_of(of: CodingTask) -> Recommendation | None:
    """Return the text in force, with its States; None where it is there no more."""
    found = Recommendation.objects.filter(
        item__document=of.document_id,
        item__read_key=of.item_key,
        item__until=None,
        order=of.recommendation_order,
        until=None,
    )
    return (
        found.select_related("item__document__state")
        .prefetch_related("attributions__state")
        .first()
    )


def progress(made: CodingRound, by: User) -> Progress:
    """Return how far a round and one person in it are.

    What is decided is not for all to see: `is_blind_to`.
    """
    counted = made.tasks.aggregate(
        texts=Count("pk"),
        coded=Count("pk", filter=_coded()),
        waiting=Count("pk", filter=_WAITS),
        # Last: from here on Django takes the name for this count.
        decided=Count("pk", filter=Q(decided__isnull=False)),
    )
    mine = Judgement.objects.filter(IN_FORCE, task__round=made, by=by, settles=False)
    differ = made.tasks.filter(needs_settling=True)
    return Progress(
        **counted,
        to_settle=(differ if made.ended_at else _to_settle(made, by)).count(),
        mine=mine.count(),
        open_for_me=_open_for(made, by).count(),
    )


def waiting(made: CodingRound) -> list[Judgement]:
    """Return the word that decided each text whose decision is not in force.

    In the order of the round, with the text: who settled it, else who spoke last.
    """
    found = _speaking(Judgement.objects.filter(task__in=made.tasks.filter(_WAITS)))
    return list({one.task_id: one for one in found}.values())


def deciding(of: CodingTask) -> Judgement | None:
    """Return the word that decided a text; None of one that is not decided."""
    return _speaking(of.judgements.all()).last() if of.decided is not None else None


def _speaking(words: QuerySet[Judgement]) -> QuerySet[Judgement]:
    """Words in force by text, of each the one last that decides."""
    found = words.filter(IN_FORCE, is_skipped=False)
    found = found.select_related("by", "task__round", "task__document")
    return found.order_by("task__place", "settles", "at", "pk")


def left_out(made: CodingRound) -> list[LeftOut]:
    """Return what an ended round decided and its end left out, in its order.

    Three queries, however many they are.
    """
    waits = made.tasks.filter(_WAITS, round__ended_at__isnull=False)
    tasks = list(waits.select_related("document"))
    papers = {task.document_id for task in tasks}
    keys = {task.item_key for task in tasks}
    texts = Recommendation.objects.filter(
        item__document__in=papers, item__read_key__in=keys, item__until=None, until=None
    ).select_related("item__document")
    in_force = {text_key(text): text for text in texts}
    rows = Coding.objects.filter(
        document__in=papers,
        item_key__in=keys,
        until=None,
        coder=PERSON,
        scheme=made.scheme,
    )
    decided = {(row.document_id, *place_of(row)): row for row in rows}
    return [
        LeftOut(task, in_force.get(_key(task)), decided.get(_key(task)))
        for task in tasks
    ]


def _key(task: CodingTask) -> TextKey:
    return task.document_id, task.item_key, task.recommendation_order


def last_judgement(made: CodingRound, by: User) -> Judgement | None:
    """Return what somebody said last in a round and has not taken back."""
    found = Judgement.objects.filter(IN_FORCE, task__round=made, by=by)
    return found.select_related("task__round").order_by("at", "pk").last()


def agreement(made: CodingRound) -> Agreement:
    """Return how far the coders of a round with two agree."""
    pairs = list(_pairs(made))
    scheme = Scheme(made.scheme)
    given = {code for pair in pairs for side in pair for code in side}
    codes = [code for code in known_codes(scheme) if code in given]
    kappa = (
        cohens_kappa((min(first), min(second)) for first, second in pairs)
        if scheme is Scheme.ACTION
        else pooled_kappa(pairs, codes)
    )
    return Agreement(
        texts=len(pairs),
        identical=share_identical(pairs),
        kappa=kappa,
        by_code=[
            (code, sum(code in a | b for a, b in pairs), kappa_of_code(pairs, code))
            for code in codes
        ],
    )


def _pairs(made: CodingRound) -> Iterator[Sets]:
    found = Judgement.objects.filter(
        IN_FORCE, task__round=made, is_skipped=False, settles=False
    ).order_by("task__place", "by")  # so that the first is the same person throughout
    by_task: dict[int, list[frozenset[str]]] = {}
    for number, codes in found.values_list("task_id", "codes"):
        by_task.setdefault(number, []).append(frozenset(codes))
    for said in by_task.values():
        if len(said) == 2:
            yield said[0], said[1]


def is_blind_to(made: CodingRound, by: User) -> bool:
    """Whether somebody is one of those who code an open round of two.

    What such a person said can still be taken back: the other's words, and figures that
    tell them, are shown once the round has ended.
    """
    if made.coders == 1 or made.ended_at is not None:
        return False
    own = Judgement.objects.filter(IN_FORCE, task__round=made, by=by)
    return own.filter(settles=False, is_skipped=False).exists()


def readable(made: CodingRound, by: User) -> QuerySet[Judgement]:
    """Return what somebody may read now of what was said in a round.

    All of it once the round has ended, or where one coder decides. Before, whoever
    codes in it reads their own words alone, and others the texts that two have coded:
    none that they could still be asked themselves.
    """
    found = Judgement.objects.filter(IN_FORCE, task__round=made)
    if made.coders == 1 or made.ended_at is not None:
        return found
    if is_blind_to(made, by):
        return found.filter(by=by)
    return found.filter(_coded("task__"))


def judgements(made: CodingRound) -> Iterable[Judgement]:
    """Return everything said in a round and not taken back, by text."""
    found = Judgement.objects.filter(IN_FORCE, task__round=made)
    found = found.select_related("task__document").order_by("task__place", "at", "pk")
    return found.iterator(1_000)


def decision_keys(made: CodingRound) -> Iterable[int]:
    """Return the keys of the archive's rows that came of a round."""
    return made.tasks.filter(coding__isnull=False).values_list("coding_id", flat=True)


def text_key(text: Recommendation) -> TextKey:
    """Return what a text is known by, whatever becomes of its row."""
    return text.item.document_id, text.item.read_key, text.order


def being_coded(scheme: Scheme) -> set[TextKey]:
    """Return the texts of open rounds of a scheme that have no decision in force."""
    tasks = CodingTask.objects.filter(
        round__scheme=scheme.value, round__ended_at=None, coding=None
    )
    places = ("document_id", "item_key", "recommendation_order")
    return set(tasks.values_list(*places))


def least_sure(scheme: Scheme, imagined: bool, size: int) -> list[Recommendation]:
    """Return the texts of whose codes the model is least sure, first."""
    found: list[Recommendation] = []
    place: After | None = None
    while len(found) < size:
        page = unsure(
            scheme, imagined=imagined, after=place, size=min(_PAGE, size - len(found))
        )
        if not page:
            break
        found += page
        place = after(page[-1], scheme)
    return found


def random_texts(imagined: bool, size: int) -> list[Recommendation]:
    """Return a random sample of the coded texts in force."""
    found = Recommendation.objects.filter(
        until=None, item__document__is_imagined=imagined, sure_action__isnull=False
    )
    return list(found.select_related("item").order_by("?")[:size])


def _coded(prefix: str = "") -> Q:
    decided = Q(**{f"{prefix}decided__isnull": False})
    return decided | Q(**{f"{prefix}needs_settling": True})


def _to_settle(made: CodingRound, by: User) -> QuerySet[CodingTask]:
    own = Judgement.objects.filter(IN_FORCE, task=OuterRef("pk"), by=by, settles=False)
    return made.tasks.filter(~Exists(own), needs_settling=True)


def _open_for(made: CodingRound, by: User) -> QuerySet[CodingTask]:
    own = Judgement.objects.filter(IN_FORCE, task=OuterRef("pk"), by=by)
    spoken = Count(
        "judgements",
        filter=Q(
            judgements__withdrawn_at=None,
            judgements__is_skipped=False,
            judgements__settles=False,
        ),
    )
    return (
        made.tasks.filter(~Exists(own), decided__isnull=True)
        .exclude(pk__in=told(made, by))
        .annotate(spoken=spoken)
        .filter(spoken__lt=F("round__coders"))
    )


def told(made: CodingRound, by: User) -> QuerySet[Judgement, int]:
    """Return the keys of texts of which who leads may have read what two others said.

    One of the two may have taken it back since: then it is for others to say it. None
    where one coder decides, and of people who do not lead.
    """
    said = Judgement.objects.filter(
        task__round=made, is_skipped=False, settles=False
    ).exclude(by=by)
    if made.coders == 1 or not by.has_perm(MAY_LEAD):
        said = said.none()
    others = said.order_by().values("task").annotate(n=Count("by", distinct=True))
    return others.filter(n__gte=2).values_list("task", flat=True)
