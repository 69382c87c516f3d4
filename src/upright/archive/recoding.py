"""Coding the archive anew, after a newer model was installed.

    begin(at)      -> a `Recoding`: how much is to be done; None: nothing
    recode(now)    -> does it, in chunks of whole documents

Each chunk is one numbered change: nobody sees half a document, memory does not grow,
and a run killed at any moment goes on where it was. A document remembers the version
of the model that its texts were coded with (`Document.coded_by`), so a second run
finds nothing to do. What a person decided lies over whatever the model says.

What fails is tried again after pauses that grow, and then given up: see `PAUSES`.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from upright.accounts.models import User
from upright.archive import leases
from upright.archive.changes import numbered_change
from upright.archive.coding import model_version
from upright.archive.desired import COUNTED_KINDS, ItemRows, Rows, coding_rows
from upright.archive.errors import CodingError
from upright.archive.jobs import STOPPING, failure_of, is_waiting, job
from upright.archive.leases import LeaseLostError
from upright.archive.models import (
    Change,
    Document,
    Recoding,
    Recommendation,
)
from upright.archive.projection import carry_out, plan, rows_in_force

# Texts in a change, and the rest of the document the last stands in: SQLite has one
# writer at a time, and others wait for this one 20 s at most.
CHUNK = 300
MOST = 100  # documents in a change
LEASE = "recode"
# After each try in a row that made no change, until the next. Some of what fails heals
# by itself (a full disk, a database that was away); what has not in a day will not.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 360, 1080))
GIVEN_UP = (
    "Coding the archive anew failed %d times in a row and was given up: the admin says"
    " why, under Recodings."
)
OFF = (
    "Nothing is coded here: UPRIGHT_CODING is 0, the packages of the extra coding are"
    " not installed, or the file that UPRIGHT_CODING_MODEL names cannot be used."
    " Nothing was changed."
)
BEHIND = (
    "Documents whose texts the installed model (%s) has not coded: %d."
    " `upright recode` codes them; what people decided stays."
)
NO_FAILURE: Mapping[str, Any] = {"tries": 0, "failure": ""}
Now = Callable[[], datetime]
Tell = Callable[[Recoding], None]


def begin(at: datetime, by: User | None = None) -> Recoding | None:
    """Return the recoding by the installed model: the one not ended yet, or a new one.

    None where all is coded by it. Raises CodingError where nothing can be coded.
    """
    version = model_version()
    if not version:
        raise CodingError(OFF)
    Recoding.objects.filter(ended=None).exclude(model=version).update(
        ended=at, **NO_FAILURE
    )
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


def behind() -> str:
    """Return a sentence where documents wait and no recoding was begun, else ""."""
    version = model_version()
    if not version or Recoding.objects.filter(model=version, ended=None).exists():
        return ""
    count = waiting(version).count()
    return BEHIND % (version, count) if count else ""


def recode(now: Now, tell: Tell | None = None) -> bool:
    """Do what was begun; return whether it is done, or else done by another process.

    `tell` is told how far it has come after each chunk. It ends early, with the rest
    left for later, if the worker is to end. What fails is raised, and kept with the
    recoding: the kind of error, its place in the code and the document.
    """
    with leases.leased(LEASE, now()) as held:
        if held is None:
            return False
        _try(now())
        try:
            for run in _chunks(now):
                leases.renew(held, now())
                if tell:
                    tell(run)
                if STOPPING.is_set():
                    return False
        except LeaseLostError:  # another process is at it
            raise
        except Exception as error:
            said = "; ".join([failure_of(error), *getattr(error, "__notes__", ())])
            Recoding.objects.filter(ended=None).update(
                failure=said, tries=Greatest(F("tries"), 1), tried_at=now()
            )
            raise
    return True


def _try(at: datetime) -> None:
    Recoding.objects.filter(ended=None).update(tries=F("tries") + 1, tried_at=at)


def _chunks(now: Now) -> Iterator[Recoding]:
    run = Recoding.objects.filter(ended=None).first()
    while run is not None:
        version = model_version()
        chunk = _next(version) if run.model == version else []
        if chunk:
            _recode_chunk(chunk, run, now())
        else:  # done; or begun with a model that is not installed any more
            Recoding.objects.filter(pk=run.pk).update(ended=now(), **NO_FAILURE)
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
            try:
                texts = _recode(document, run.model, change)
            except Exception as error:
                error.add_note(document.symbol)
                raise
            Recoding.objects.filter(pk=run.pk).update(
                documents_done=F("documents_done") + 1,
                texts_done=F("texts_done") + texts,
                **NO_FAILURE,
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
    """Begin a recoding and leave it to the worker, at once, whatever failed before.

    Raises CodingError as `begin`.
    """
    run = begin(at, by)
    Recoding.objects.filter(ended=None).update(**NO_FAILURE)
    due(at)
    return run


def due(at: datetime) -> str:
    """Have a recoding taken up that was begun and that nobody is at.

    Returns a sentence where there is one, and where it is given up, else "".
    """
    run = Recoding.objects.filter(ended=None).first()
    if run is None or leases.is_held(LEASE, at) or is_waiting(recode_all):
        return ""
    if run.tries > len(PAUSES):
        Recoding.objects.filter(pk=run.pk, ended=None).update(ended=at)
        return GIVEN_UP % run.tries
    again = next_try(run)
    if again is not None and at < again:
        return ""
    recode_all.enqueue()
    return "The archive is coded anew by the worker."


def next_try(run: Recoding) -> datetime | None:
    """Return from when a recoding is tried again; None: at once, or never more."""
    if not 0 < run.tries <= len(PAUSES) or run.tried_at is None:
        return None
    return run.tried_at + PAUSES[run.tries - 1]
