"""What the covers of papers say that are no reports of the Working Group.

National report, compilation, summary and decision hold no recommendations and are
archived as papers. Addendum, thematic list and report of the Council hold positions:
their own families begin with the paper that is read here.
"""

from collections.abc import Iterator

from upr.cover import Cover, cover_of
from upr.families.papers.sessions import session_facts
from upr.families.papers.states import iso3_of_name, iso3_of_symbol
from upr.families.papers.titles import title_of
from upr.reading.lines import Printed
from upr.records import Check, Document, DocumentKind, Source

__all__ = ["KINDS", "parse"]

KINDS = frozenset(
    {
        DocumentKind.NATIONAL_REPORT,
        DocumentKind.COMPILATION,
        DocumentKind.SUMMARY,
        DocumentKind.DECISION,
        DocumentKind.CORRIGENDUM,
        DocumentKind.COUNCIL_REPORT,
        DocumentKind.ADDENDUM,
        DocumentKind.THEMATIC_LIST,
    }
)
# OHCHR gives its lists no symbol; the Council's own report is about no one State.
_WITHOUT_SYMBOL = frozenset({DocumentKind.THEMATIC_LIST})
_WITHOUT_STATE = frozenset({DocumentKind.COUNCIL_REPORT})
_ENGLISH = "en"  # recognition lets nothing else pass


def parse(printed: Printed, kind: DocumentKind, source: Source) -> Document:
    """Return the paper with what its cover says, and no items.

    `kind` is one of KINDS. What the cover should say and does not, the checks tell.
    """
    cover = cover_of(printed)
    title = title_of(cover, kind)
    by_symbol = iso3_of_symbol(cover.symbol)
    by_name = None if kind in _WITHOUT_STATE else iso3_of_name(cover, title)
    return Document(
        kind=kind,
        symbol=cover.symbol,
        language=_ENGLISH,
        state=by_symbol or by_name,
        title=title,
        distributed=cover.distributed,
        source=source,
        facts=session_facts(cover, title),
        previous_symbol=cover.previous_symbol,
        reissued=cover.reissued,
        checks=tuple(_checks(kind, cover, by_symbol, by_name)),
    )


def _checks(
    kind: DocumentKind, cover: Cover, by_symbol: str | None, by_name: str | None
) -> Iterator[Check]:
    if kind not in _WITHOUT_SYMBOL:
        said = (
            f"The symbol is {cover.symbol}." if cover.symbol else "No symbol was found."
        )
        yield Check("symbol", bool(cover.symbol), said)
    if kind not in _WITHOUT_STATE:
        yield _state_check(by_symbol, by_name)


def _state_check(by_symbol: str | None, by_name: str | None) -> Check:
    if by_symbol is None and by_name is None:
        return Check("known_states", False, "No State under review was found.")
    if by_symbol and by_name and by_symbol != by_name:
        said = f"The symbol says {by_symbol} and the cover names {by_name}."
        return Check("known_states", False, said)
    return Check("known_states", True, f"The paper is about {by_symbol or by_name}.")
