"""What a file holds, looked at before anything is imported."""

import itertools
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from upr.errors import ExportError
from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS, ExportLimits
from upr.exchange.exports import Opened, open_export
from upr.exchange.foreign import (
    ForeignRecommendation,
    RecordKind,
    Rejected,
    Row,
    SourceName,
)

_FIRST = 5  # records that are shown
_MOST_REJECTED = 1000  # rows shown with their reasons; all are counted
_MOST_NAMES = 50


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing a file would take in, and what it would not."""

    name: str  # of the form, for a person
    source: SourceName
    encoding: str  # empty but for text tables
    delimiter: str
    rows: int  # without header and empty rows
    recognised: tuple[tuple[str, str], ...]  # column and the value it holds
    unknown: tuple[str, ...]  # columns kept as they are, beside the record
    records: int
    by_kind: tuple[tuple[RecordKind, int], ...]
    by_session: tuple[tuple[int | None, int], ...]
    by_response: tuple[tuple[str, int], ...]
    states: int  # under review
    unknown_names: tuple[tuple[str, int], ...]  # of States, most frequent first
    first: tuple[ForeignRecommendation, ...]
    rejected: int
    rejects: tuple[Rejected, ...]  # the first thousand
    problems: tuple[str, ...]  # sentences for a person

    @property
    def can_be_imported(self) -> bool:
        """Whether the file is whole and holds a record."""
        return self.records > 0 and not self._is_broken

    @property
    def _is_broken(self) -> bool:
        return any(problem.startswith(_BROKEN) for problem in self.problems)


_BROKEN = "The file is not whole: "


class _Counts:
    """Everything that is counted in one pass."""

    def __init__(self) -> None:
        self.kinds: Counter[RecordKind] = Counter()
        self.sessions: Counter[int | None] = Counter()
        self.responses: Counter[str] = Counter()
        self.states: set[str] = set()
        self.unknown: Counter[str] = Counter()
        self.cautions: Counter[str] = Counter()
        self.first: list[ForeignRecommendation] = []
        self.rejects: list[Rejected] = []
        self.rejected = 0

    def add(self, row: Row) -> None:
        """Count a row."""
        if isinstance(row, Rejected):
            self.rejected += 1
            if len(self.rejects) < _MOST_REJECTED:
                self.rejects.append(row)
            return
        self.kinds[row.kind] += 1
        self.sessions[row.session] += 1
        self.responses[row.response] += 1
        self.cautions.update(row.cautions)
        self.states.update(state.iso3 for state in row.about if state.iso3)
        for state in itertools.chain(row.about, row.recommending):
            if state.iso3 is None:
                self.unknown[state.name] += 1
        if len(self.first) < _FIRST:
            self.first.append(row)

    def problems(self) -> Iterator[str]:
        """Sentences about what a person should look at."""
        if self.rejected:
            yield f"Rows that cannot be taken in: {self.rejected:,}."
        if self.unknown:
            yield f"Names that are no State for certain: {len(self.unknown):,}."
        for caution, count in self.cautions.most_common():
            yield f"{caution} Rows: {count:,}."


def preview(
    path: str | os.PathLike[str], limits: ExportLimits = DEFAULT_EXPORT_LIMITS
) -> Preview:
    """Return what a file holds; nothing is imported.

    A file that breaks off is shown as far as it goes, with the problem named. Raises
    NoExportError or UnknownExportError where it is no export at all.
    """
    opened = open_export(path, limits)
    counts = _Counts()
    problems: list[str] = []
    try:
        for row in opened.rows():
            counts.add(row)
    except ExportError as error:
        problems.append(f"{_BROKEN}{error}")
    return _preview(opened, counts, (*problems, *counts.problems()))


def _preview(opened: Opened, counts: _Counts, problems: tuple[str, ...]) -> Preview:
    table = opened.recognised
    records = counts.kinds.total()
    return Preview(
        name=opened.name,
        source=opened.source,
        encoding=opened.written.encoding if opened.written else "",
        delimiter=opened.written.delimiter if opened.written else "",
        rows=records + counts.rejected,
        recognised=tuple((table.header[i], it) for it, i in table.known)
        if table
        else (),
        unknown=tuple(name for name, _ in table.unknown) if table else (),
        records=records,
        by_kind=tuple(counts.kinds.most_common()),
        by_session=tuple(sorted(counts.sessions.items(), key=_session_order)),
        by_response=tuple(counts.responses.most_common()),
        states=len(counts.states),
        unknown_names=tuple(counts.unknown.most_common(_MOST_NAMES)),
        first=tuple(counts.first),
        rejected=counts.rejected,
        rejects=tuple(counts.rejects),
        problems=problems,
    )


def _session_order(counted: tuple[int | None, int]) -> tuple[bool, int]:
    session, _ = counted
    return session is None, session or 0
