"""Pledges as other databases record them: searched like ours, never among them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from upright.explore import pledge_page
from upright.explore.addresses import AddressError
from upright.explore.labels import Label
from upright.explore.pledge_page import ALL, REPORTS, HitShown, Switch
from upright.explore.reader import PageFor
from upright.search.membership import state_name
from upright.search.pledges import (
    Pledges,
    PledgesFound,
    all_among,
    find_among,
    kept,
)
from upright.search.queries import Request
from upright.witnesses.queries import PledgeRow, pledge_rows
from upright.witnesses.sources import SOURCES

_NONE: Final[Mapping[str, Pledges["Recorded"]]] = {}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A pledge of another database, as the search asks for it."""

    said: PledgeRow
    order: int  # in the list of its database

    @property
    def date(self) -> None:
        """No database says it."""

    @property
    def symbol(self) -> str:
        """Of the paper, where the database names one."""
        return self.said.symbol

    @property
    def text(self) -> str:
        """What is promised, as it is kept there."""
        return self.said.text

    @property
    def state(self) -> str:
        """ISO3; "" where its name is not known."""
        return self.said.state

    @property
    def session(self) -> int | None:
        """Of the Working Group."""
        return self.said.session

    @property
    def cycle(self) -> int | None:
        """Of the review."""
        return self.said.cycle


def source_of(parameters: QueryDict, others: tuple[str, ...] = ()) -> str:
    """Return whose pledges an address asks for: `REPORTS` or a database.

    `others` are further words that mean something. Raises AddressError.
    """
    asked = str(parameters.get("source") or REPORTS)
    choices = (REPORTS, *SOURCES, *others)
    if asked not in choices:
        raise AddressError(
            _("“%(name)s=%(asked)s” cannot be read: it must be one of %(choices)s.")
            % {"name": "source", "asked": asked, "choices": ", ".join(choices)}
        )
    return asked


def source_name(source: str) -> Label:
    """Return whose pledges they are, for a person."""
    return _("Read from reports") if source == REPORTS else SOURCES[source].name


def recorded(version: int, request: Request) -> Mapping[str, Pledges[Recorded]]:
    """Return the pledges of each database that has any; none of imagined States."""
    if request.imagined:
        return _NONE
    return kept(("recorded", version), lambda: _by_source(version))


def _by_source(version: int) -> Mapping[str, Pledges[Recorded]]:
    rows = sorted(pledge_rows(version=version), key=lambda row: row.source)
    found = {
        source: Pledges([Recorded(row, n) for n, row in enumerate(own, start=1)])
        for source, own in groupby(rows, key=lambda row: row.source)
    }
    return {source: found[source] for source in SOURCES if source in found}


def find_recorded(
    source: str, request: Request, version: int
) -> PledgesFound[Recorded]:
    """Return the page of pledges of a database. Raises QueryError."""
    own = recorded(version, request).get(source) or Pledges[Recorded](())
    return find_among(own, request, version, imagined=bool(request.imagined))


def all_recorded(source: str, request: Request, version: int) -> list[Recorded]:
    """Return every pledge found, of one database or of all. Raises QueryError."""
    found = recorded(version, request)
    wanted = found.values() if source == ALL else (found.get(source),)
    return [row for own in wanted if own for row in all_among(own, request)]


def switches(request: Request, version: int, chosen: str, ours: int) -> list[Switch]:
    """Return how many pledges each source has of what is asked, ours first.

    None where no other database records any, and nothing else was asked for.
    """
    others = recorded(version, request)
    if not others and chosen == REPORTS:
        return []
    first = replace(request, page=1)
    counts = {REPORTS: ours}
    for source, own in others.items():
        counts[source] = find_among(own, first, version, imagined=False).total
    counts.setdefault(chosen, 0)
    return [
        Switch(
            source_name(source),
            count,
            pledge_page.address(first, source),
            source == chosen,
        )
        for source, count in counts.items()
    ]


def hits(found: PledgesFound[Recorded], request: Request) -> Iterator[HitShown]:
    """Yield the pledges of a database as the list shows them."""
    for hit in found.hits:
        said = hit.row.said
        yield HitShown(
            row=hit.row,
            address=address(said, request.version),
            state_name=hit.state_name or said.state_name,
            state_address=reverse("state", args=[said.state]) if said.state else "",
            place="",
            snippet=hit.snippet,
            source=SOURCES[said.source].name,
        )


def address(row: PledgeRow, version: int | None = None) -> str:
    """Return the address of the page of a record, at a data version or now."""
    path = reverse("pledge-recorded", args=[row.source, row.key, row.ordinal])
    return f"{path}?v={version}" if version else path


@dataclass(frozen=True, slots=True)
class RecordedShown:
    """Everything the page of a record says."""

    row: PledgeRow
    title: str
    state_name: str
    state_address: str
    source: Label
    home: str  # where it is shown there, else where the database is; ""
    labels: str
    others_address: str  # what its database records of the State
    permanent: str
    permanent_path: str


def shown(row: PledgeRow, wanted: PageFor) -> RecordedShown:
    """Return a record as its page shows it."""
    name = state_name(row.state) or row.state_name
    path = address(row, wanted.version or wanted.newest)
    filters = {"state": (row.state,)} if row.state else {}
    return RecordedShown(
        row=row,
        title=_("Voluntary pledge of %(state)s") % {"state": name},
        state_name=name,
        state_address=reverse("state", args=[row.state]) if row.state else "",
        source=SOURCES[row.source].name,
        home=row.address or SOURCES[row.source].home,
        labels=", ".join(row.labels),
        others_address=pledge_page.address(
            Request(filters=filters, version=wanted.version), row.source
        ),
        permanent=wanted.site + path,
        permanent_path=path,
    )


def values(one: Recorded, site: str) -> dict[str, Any]:
    """Return a record as files hold it, by the names of `pledge_page.COLUMNS`."""
    said = one.said
    return {
        **dict.fromkeys(pledge_page.COLUMNS),
        "symbol": said.symbol or None,
        "state": said.state,
        "state_name": state_name(said.state) or said.state_name,
        "text": said.text,
        "session": said.session,
        "cycle": said.cycle,
        "imagined": False,
        "address": site + address(said),
        "source": said.source,
        "source_address": said.address or None,
        "labels": "; ".join(said.labels) or None,
        "export": said.export,
        "export_row": said.row,
    }
