"""Importing files and reading them again. Each is one numbered change, or none."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

import upr
from upr import records
from upright.accounts.models import User
from upright.archive import files, versions
from upright.archive.changes import numbered_change
from upright.archive.desired import COUNTED_KINDS
from upright.archive.differences import Differences, differences
from upright.archive.models import Change, Document, DocumentVersion, Reading
from upright.archive.payload import from_payload, to_payload
from upright.archive.settling import settle


class OutcomeKind(StrEnum):
    """What an import came to."""

    NEW = "new"  # a document that was not here
    VERSION = "new version"  # other bytes of a document that was here
    KNOWN = "known"  # bytes that were here: nothing was done


@dataclass(frozen=True)
class Outcome:
    """What the import of one file came to."""

    kind: OutcomeKind
    symbol: str
    document_kind: records.DocumentKind
    recommendations: int  # read in this file
    is_whole: bool  # nothing left over, every check passed
    is_current: bool  # whether the rows in force come from this file
    change: int  # its number; of a known file the one that brought it

    @property
    def is_paper(self) -> bool:
        """Whether it is archived as a paper: none of its recommendations is counted."""
        return self.recommendations == 0 or self.document_kind not in COUNTED_KINDS


class _AlreadyKnown(Exception):  # noqa: N818 -- no error: it only leaves the change
    """Another process archived the same bytes in the meantime."""


def import_file(
    data: bytes, name: str, at: datetime, by: User | None = None
) -> Outcome:
    """Read a file and archive it; bytes that are here already are not read again.

    Raises upr.errors.ReadError, with nothing kept, if the file cannot be read.
    """
    known = outcome_of_known(hashlib.sha256(data).hexdigest())
    return known or archive_document(upr.read(data, name=name), data, at, by)


def outcome_of_known(sha256: str) -> Outcome | None:
    """Return what an import of these bytes comes to, if they are here already."""
    version = DocumentVersion.objects.filter(sha256=sha256).first()
    if version is None:
        return None
    reading = version.readings.order_by("since", "pk").last()
    if reading is None:  # both are written in one change
        return None
    document = from_payload(reading.payload)
    return _outcome(OutcomeKind.KNOWN, document, reading, version.since)


def archive_document(
    document: records.Document, data: bytes, at: datetime, by: User | None = None
) -> Outcome:
    """Archive one file as it was read, bring its rows into force, and say what it is.

    Of bytes that are here already the outcome says so, and nothing changes.
    The file is on disk, whole, before the change is committed; an import stopped at
    any moment leaves the whole document or nothing.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if known := outcome_of_known(sha256):
        return known
    stored = files.keep(data, sha256, document.source.media_type)
    note = f"{versions.identity(document).symbol}: {document.source.name}"
    try:
        with numbered_change(Change.Kind.IMPORT, at, by, note) as change:
            _stop_if_known(sha256)
            row, is_new = _document_row(document, change)
            version = DocumentVersion.objects.create(
                document=row,
                sha256=sha256,
                file=stored,
                size=len(data),
                since=change.id,
                **_source_facts(document),
            )
            reading = _add_reading(version, document, change)
            settle(row, change)
    except _AlreadyKnown:
        known = outcome_of_known(sha256)
        if known is None:
            raise
        return known
    kind = OutcomeKind.NEW if is_new else OutcomeKind.VERSION
    return _outcome(kind, document, reading, change.id)


def preview_reread(
    version: DocumentVersion, document: records.Document, at: datetime
) -> Differences:
    """Return what `reread` would change, having changed nothing.

    It does the same work and takes it back: what is shown is what would happen.
    """
    with transaction.atomic():
        result = reread(version, document, at)
        transaction.set_rollback(True)
    return result


def reread(
    version: DocumentVersion,
    document: records.Document,
    at: datetime,
    by: User | None = None,
) -> Differences:
    """Add a newer reader's reading of a file, and bring into force what it changes.

    Returns how the rows in force differ from those before.
    Where the newer reader finds another symbol, the file moves to that document.
    """
    note = f"{version.document.symbol}: {document.source.reader_version}"
    with numbered_change(Change.Kind.REREAD, at, by, note) as change:
        left, (row, _) = version.document, _document_row(document, change)
        for name, value in _source_facts(document).items():
            setattr(version, name, value)
        version.document = row
        version.save()
        _add_reading(version, document, change)
        steps = settle(row, change)
        if left != row:
            steps += settle(left, change)
        return differences(steps)


def _stop_if_known(sha256: str) -> None:
    if DocumentVersion.objects.filter(sha256=sha256).exists():
        raise _AlreadyKnown


def _outcome(
    kind: OutcomeKind, document: records.Document, reading: Reading, change: int
) -> Outcome:
    row = Document.objects.get(versions=reading.version_id)
    return Outcome(
        kind=kind,
        symbol=row.symbol,
        document_kind=document.kind,
        recommendations=sum(1 for _ in document.recommendations()),
        is_whole=document.is_whole,
        is_current=row.current_reading_id == reading.pk,
        change=change,
    )


def _document_row(document: records.Document, change: Change) -> tuple[Document, bool]:
    return Document.objects.get_or_create(
        **asdict(versions.identity(document)), defaults={"since": change.id}
    )


def _source_facts(document: records.Document) -> dict[str, object]:
    source = document.source
    return {
        "name": source.name[-200:],
        "media_type": source.media_type,
        "pages": source.pages,
        "is_reissue": document.reissued,
        "corrigendum": versions.corrigendum(document),
    }


def _add_reading(
    version: DocumentVersion, document: records.Document, change: Change
) -> Reading:
    return Reading.objects.create(
        version=version,
        reader_version=document.source.reader_version,
        layout=document.source.layout,
        payload=to_payload(document),
        read_at=change.at,
        since=change.id,
    )
