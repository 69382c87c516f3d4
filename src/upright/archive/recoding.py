"""Coding the archive anew, after a newer model was installed.

    begin(at)      -> a `Recoding`: how much is to be done; None: nothing
    recode(now)    -> does it, in chunks of whole documents

Each chunk is one numbered change: nobody sees half a document, memory does not grow,
and a run killed at any moment goes on where it was. A document remembers the version
of the model that its texts were coded with (`Document.coded_by`), so a second run
finds nothing to do. What a person decided lies over whatever the model says.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from upright.accounts.models import User
from upright.archive import leases
from upright.archive.changes import numbered_change
from upright.archive.coding import model_version
from upright.archive.desired import COUNTED_KINDS, ItemRows, Rows, coding_rows
from upright.archive.errors import CodingError
from upright.archive.jobs import STOPPING, is_waiting, job
from upright.archive.models import (
    Change,
    Document,
    Recoding,
    Recommendation,
)
from upright.archive.projection import carry_out, plan, rows_in_force

CHUNK = 1_000  # texts in a change, and the rest of the document the last stands in
MOST = 100  # documents in a change
LEASE = "recode"
OFF = (
    "Nothing is coded here: UPRIGHT_CODING is 0, or the packages of the extra coding"
    " are not installed. Nothing was changed."
)
Now = Callable[[], datetime]
Tell = Callable[[Recoding], None]


def begin(at: datetime, by: User | None = None) -> Recoding | None:
    """Return the recoding by the installed model: the one not ended yet, or a new one.

    None where all is coded by it. Raises CodingError where nothing can be coded.
    """
    version = model_version()
    if not version:
        raise CodingError(OFF)
    Recoding.objects.filter(ended=None).exclude(model=version).update(ended=at)
    documents = waiting(version)
    if not documents.exists():
        return None
    texts = Recommendation.objects.filter(item__document__in=documents, until=None)
    fresh = Recoding(
        model=version,
        begun=at,
        by=by,
        documents=documents.count(),
        texts=texts.count(),
    )
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError:  # one is under way
        return Recoding.objects.get(model=version, ended=None)
    return fresh


def waiting(version: str) -> QuerySet[Document]:
    """Return the documents whose texts were coded by another model, or by none."""
    found = Document.objects.filter(
        kind__in=COUNTED_KINDS, current_reading__isnull=False
    )
    return found.exclude(coded_by=version).order_by("pk")


def recode(now: Now, tell: Tell | None = None) -> bool:
    """Do what was begun; return whether it is done, or else done by another process.

    `tell` is told how far it has come after each chunk. It ends early, with the rest
    left for later, if the worker is to end.
    """
    with leases.leased(LEASE, now()) as held:
        if held is None:
            return False
        for run in _chunks(now):
            leases.renew(held, now())
            if tell:
                tell(run)
            if STOPPING.is_set():
                return False
    return True


def _chunks(now: Now) -> Iterator[Recoding]:
    run = Recoding.objects.filter(ended=None).first()
    while run is not None:
        version = model_version()
        chunk = _next(version) if run.model == version else []
        if chunk:
            _recode_chunk(chunk, run, now())
        else:  # done; or begun with a model that is not installed any more
            Recoding.objects.filter(pk=run.pk).update(ended=now())
        run.refresh_from_db()
        yield run
        if run.ended is not None:
            run = Recoding.objects.filter(ended=None).first()


def _next(version: str) -> list[Document]:
    """The next documents, with about as many texts as are in a chunk."""
    chunk, texts = [], 0
    found = waiting(version).select_related("current_reading")
    for document in found.defer("current_reading__payload")[:MOST]:
        chunk.append(document)
        texts += _count(document)
        if texts >= CHUNK:
            break
    return chunk


def _count(document: Document) -> int:
    texts = Recommendation.objects.filter(item__document=document, until=None)
    return texts.count()


def _recode_chunk(chunk: list[Document], run: Recoding, at: datetime) -> None:
    note = f"{len(chunk)} documents by the model {run.model}"
    with numbered_change(Change.Kind.CODING, at, run.by, note) as change:
        for document in chunk:
            texts = _recode(document, run.model, change)
            Recoding.objects.filter(pk=run.pk).update(
                documents_done=F("documents_done") + 1,
                texts_done=F("texts_done") + texts,
            )


def _recode(document: Document, version: str, change: Change) -> int:
    """Code one document anew, and return how many texts it has."""
    recoded = _recoded(document, rows_in_force(document))
    carry_out(plan(document, recoded), document.current_reading, change)
    Document.objects.filter(pk=document.pk).update(coded_by=version)
    return sum(len(item.texts) for item in recoded.items)


def _recoded(document: Document, now: Rows) -> Rows:
    """Return the rows that should be in force if only codings change."""
    then = Rows(
        items=[
            ItemRows(item.row, [text.again() for text in item.texts])
            for item in now.items
        ],
        positions=now.positions,
        parts=now.parts,
    )
    in_force = list(document.codings.filter(until=None))
    then.codings = coding_rows(then.items, document, in_force)
    return then


@job
def recode_all() -> None:
    """Do what was begun; the worker's job."""
    from django.utils import timezone  # noqa: PLC0415 -- the clock of the job alone

    recode(timezone.now)


def recode_later(at: datetime, by: User | None = None) -> Recoding | None:
    """Begin a recoding and leave it to the worker. Raises CodingError as `begin`."""
    run = begin(at, by)
    due(at)
    return run


def due(at: datetime) -> str:
    """Have a recoding taken up that was begun and that nobody is at.

    Returns a sentence where there is one, else "".
    """
    open_runs = Recoding.objects.filter(ended=None)
    if not open_runs.exists() or leases.is_held(LEASE, at) or is_waiting(recode_all):
        return ""
    recode_all.enqueue()
    return "The archive is coded anew by the worker."
