"""Being told of recommendations: of any search, or of a State's received or made.

New is what the search finds now and did not find at the data version told last. So a
corrected spelling is no news, and a recommendation that only now carries the issue one
searches for is. A position that changed is told apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from upr.reference.states import STATES
from upright.archive import news_queries
from upright.explore import addresses, labels, results
from upright.search import queries as searching
from upright.search.errors import IndexUnavailableError, QueryError
from upright.search.queries import Count, Request, Sort
from upright.search.queries import Row as Found
from upright.subscriptions.topics import (
    ROWS,
    News,
    NotReadyError,
    Row,
    Section,
    Span,
    WishError,
    news_in,
)

MOST_DOCUMENTS = 300  # touched; of more a search looks through everything
Key = tuple[str, str, int]  # symbol, item, and which of the item's texts


@dataclass(frozen=True, slots=True)
class Searches:
    """Recommendations that a search finds."""

    def read(self, parameters: str) -> str:
        """Return the search in its shortest form; order and version do not matter."""
        return addresses.write(_kept(_request(parameters)))

    def in_words(self, parameters: str) -> str:
        """Return what is searched for."""
        return _("New recommendations: %(asked)s") % {
            "asked": results.in_words(_request(parameters))
        }

    def path(self, parameters: str) -> str:
        """Return the search page."""
        return results.search_address(_request(parameters))

    def feed(self, parameters: str) -> str:
        """Return the Atom feed of the search."""
        return results.feed_address(_request(parameters))

    def news(self, parameters: str, span: Span) -> News | None:
        """Return what is found now and was not, and whose position is another."""
        return news_of(_request(parameters), span)


@dataclass(frozen=True, slots=True)
class OfState:
    """Recommendations received or made by a State: `state=SVN`."""

    facet: str
    words: labels.Label  # a format with the name of the State
    feed_name: str

    def read(self, parameters: str) -> str:
        """Return the State asked for."""
        return f"state={state_code(parameters)}"

    def in_words(self, parameters: str) -> str:
        """Return what is told, with the name of the State."""
        return str(self.words) % {"state": STATES[state_code(parameters)].name}

    def path(self, parameters: str) -> str:
        """Return the page of the State."""
        return reverse("state", args=[state_code(parameters)])

    def feed(self, parameters: str) -> str:
        """Return the Atom feed of the same."""
        return reverse(self.feed_name, args=[state_code(parameters)])

    def news(self, parameters: str, span: Span) -> News | None:
        """Return what is found now and was not, and whose position is another."""
        code = state_code(parameters)
        imagined = STATES[code].is_imagined or None
        return news_of(Request(filters={self.facet: (code,)}, imagined=imagined), span)


def state_code(parameters: str) -> str:
    """Return the State in some parameters. Raises WishError."""
    code = QueryDict(parameters).get("state", "")
    if code not in STATES:
        raise WishError(_("No State has the code %(iso3)s.") % {"iso3": code[:10]})
    return code


def news_of(asked: Request, span: Span) -> News | None:
    """Return the news of a search; None where there is none.

    Raises NotReadyError where the index has not followed yet, WishError where the
    search cannot be understood any more.
    """
    touched = news_queries.symbols_touched(span.since, span.until)
    if not touched:
        return None
    narrowed = _narrowed(asked, touched)
    try:
        now = _found(replace(narrowed, version=span.until), touched)
        before = _found(replace(narrowed, version=span.since), touched)
    except QueryError as mistake:
        raise _as_of_now(asked, mistake) from mistake
    except IndexUnavailableError as error:
        raise NotReadyError from error
    return _news(asked, now, before, span)


def _as_of_now(asked: Request, mistake: QueryError) -> NotReadyError | WishError:
    """Return what a mistake means: the index may only be behind the version asked."""
    try:
        searching.find(replace(asked, page=1, version=None))
    except QueryError:
        return WishError(mistake.message)
    except IndexUnavailableError:
        return NotReadyError()
    return NotReadyError()


def _request(parameters: str) -> Request:
    asked = QueryDict(parameters, mutable=True)
    for name in ("v", "page"):
        asked.pop(name, None)
    try:
        return addresses.read(asked, 0).request
    except addresses.AddressError as error:
        raise WishError(str(error)) from error


def _kept(asked: Request) -> Request:
    kept = replace(asked, page=1, version=None, count=Count.ITEMS, sort=Sort.RELEVANCE)
    try:
        searching.find(kept)
    except QueryError as mistake:
        raise WishError(mistake.message) from mistake
    return kept


def _narrowed(asked: Request, touched: Iterable[str]) -> Request:
    """Return the search within the documents touched, where they are not too many."""
    symbols = tuple(sorted(touched))
    ordered = replace(asked, sort=Sort.DATE, page=1)
    if len(symbols) > MOST_DOCUMENTS or "document" in asked.filters:
        return ordered
    return replace(ordered, filters={**asked.filters, "document": symbols})


def _found(asked: Request, touched: Iterable[str]) -> Mapping[Key, Found]:
    """Return what a search finds in some documents, in its order."""
    if asked.version == 0:
        return {}
    within = frozenset(touched)
    found: dict[Key, Found] = {}
    places: dict[tuple[str, str], int] = {}
    for row in searching.rows(asked):
        if row.symbol in within:
            item = (row.symbol, row.item_key)
            places[item] = places.get(item, 0) + 1
            found[(*item, places[item])] = row
    return found


def _news(
    asked: Request,
    now: Mapping[Key, Found],
    before: Mapping[Key, Found],
    span: Span,
) -> News | None:
    new = [row for key, row in now.items() if key not in before]
    changed = [
        row
        for key, row in now.items()
        if key in before and row.position != before[key].position
    ]
    pinned = replace(asked, sort=Sort.DATE, page=1, version=span.until)
    path = results.search_address(pinned)
    return news_in(
        _section(_new(len(new)), new, path, span),
        _section(_changed(len(changed)), changed, path, span),
    )


def _new(count: int) -> str:
    return ngettext(
        "%(count)d new recommendation", "%(count)d new recommendations", count
    ) % {"count": count}


def _changed(count: int) -> str:
    return ngettext(
        "%(count)d position changed", "%(count)d positions changed", count
    ) % {"count": count}


def _section(heading: str, rows: list[Found], path: str, span: Span) -> Section:
    shown = [_row(row, span.until) for row in islice(rows, ROWS)]
    return Section(heading, len(rows), shown, path)


def _row(row: Found, version: int) -> Row:
    address = reverse("recommendation", args=[row.symbol, row.item_key])
    names = ", ".join(name for _code, name in row.states)
    position = labels.position(row.position, row.implementation)
    return Row(
        title=f"{row.state_name}, {row.symbol}, {row.citation}",
        path=f"{address}?v={version}",
        text=row.text,
        note=f"{names}. {position}." if names else f"{position}.",
    )


SEARCHES: Final = Searches()
RECEIVED: Final = OfState(
    "state", gettext_lazy("Recommendations received by %(state)s"), "feed-received"
)
MADE: Final = OfState(
    "recommending_state",
    gettext_lazy("Recommendations made by %(state)s"),
    "feed-made",
)
