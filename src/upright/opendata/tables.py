"""What a package says beside what was read: what is in force, and from when.

The tables of the library hold each document as it was read. These hold what the site
shows at the data version: with corrections of staff, the history of positions, and
codings. Each is streamed: memory does not grow with the archive.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap

from upr.coding import Scheme
from upr.exchange.data_package import Further, Licence
from upright.archive.coding import MODEL
from upright.archive.coding_models import with_models
from upright.archive.models import Change, Correction, Position, Review, State
from upright.archive.queries import in_force
from upright.archive.row_stream import rows_for_index
from upright.archive.rows import IndexRow
from upright.witnesses.queries import PledgeRow, pledge_rows

Row = Sequence[object]
_AT_ONCE = 2_000  # rows in memory
_SEPARATOR = "; "
# "notspecified" is how Open Definition writes that the terms are to be asked for.
THEIR_TERMS = Licence(
    "notspecified",
    "The terms of the database that each row names as its source",
    "https://www.upr-info.org",
)


def tables(version: int, imagined: bool) -> Iterator[Further]:
    """Yield the tables of the archive at a data version, each with its rows to come.

    They are of imagined States alone, or of real ones alone; what other databases
    record is of real ones.
    """
    yield _recommendation_table(version, imagined)
    yield _coding_table(version, imagined)
    yield _position_table(version, imagined)
    yield _correction_table(version, imagined)
    if not imagined:
        yield _recorded_pledge_table(version)
    yield _state_table(imagined)
    yield _review_table(imagined)
    yield _version_table(version)


def _recommendation_table(version: int, imagined: bool) -> Further:
    return Further(
        "recommendations-in-force",
        "Recommendations as the site shows them: with corrections, today’s position by "
        "UPR Info’s rule and by OHCHR’s, and codings with the version of the model",
        _columns(
            "symbol paragraph text_in_item citation state recommending_states addressee"
            " text position position_ohchr position_at_report position_symbol"
            " position_paragraph implementation session cycle date certain since"
            " action issues groups sdg_goals sdg_targets model",
            text_in_item="integer",
            session="integer",
            cycle="integer",
            date="date",
            certain="boolean",
            since="integer",
        ),
        starmap(_recommendation, _coded(version, imagined)),
    )


def _coding_table(version: int, imagined: bool) -> Further:
    return Further(
        "codings",
        "What each recommendation is about, with how sure that is, who said so, and "
        "the version of the model where it was a model",
        _columns(
            "symbol paragraph text_in_item scheme code score who model",
            text_in_item="integer",
            score="number",
        ),
        _codings(_coded(version, imagined)),
    )


def _position_table(version: int, imagined: bool) -> Further:
    return Further(
        "position-history",
        "What was said of each recommendation: in which words, where and when",
        _columns(
            "symbol paragraph text_in_item stage value implementation words explanation"
            " source_symbol source_paragraph said_in date page by_staff",
            text_in_item="integer",
            date="date",
            page="integer",
            by_staff="boolean",
        ),
        _positions(version, imagined),
    )


def _correction_table(version: int, imagined: bool) -> Further:
    return Further(
        "corrections",
        "What staff decided against a reading, with the reason",
        _columns(
            "symbol paragraph text_in_item field value read_value reason date since",
            text_in_item="integer",
            date="date",
            since="integer",
        ),
        _corrections(version, imagined),
    )


def _recorded_pledge_table(version: int) -> Further:
    return Further(
        "pledges-of-other-databases",
        "Voluntary pledges as other databases record them, in their words, apart "
        "from those read in reports; under the terms of their keepers, not under "
        "the licence of this package",
        _columns(
            "source state state_as_said session cycle text symbol labels address"
            " key ordinal export export_row",
            session="integer",
            cycle="integer",
            ordinal="integer",
            export_row="integer",
        ),
        map(_recorded_pledge, pledge_rows(version=version)),
        licence=THEIR_TERMS,
    )


def _recorded_pledge(row: PledgeRow) -> Row:
    return (
        row.source, row.state, row.state_name, row.session, row.cycle, row.text,
        row.symbol, _SEPARATOR.join(row.labels), row.address, row.key, row.ordinal,
        row.export, row.row,
    )  # fmt: skip


def _state_table(imagined: bool) -> Further:
    return Further(
        "states",
        "States: codes, names and regional groups",
        _columns("iso3 name official_name regional_group"),
        State.objects.filter(is_imagined=imagined)
        .order_by("iso3")
        .values_list("iso3", "name", "official_name", "regional_group"),
    )


def _review_table(imagined: bool) -> Further:
    return Further(
        "reviews",
        "Reviews: State, cycle, session, status and days, as they are known",
        _columns(
            "state cycle session status date adoption_date report_symbol is_verified"
            " source",
            cycle="integer",
            session="integer",
            date="date",
            adoption_date="date",
            is_verified="boolean",
        ),
        Review.objects.filter(state__is_imagined=imagined)
        .order_by("state", "cycle")
        .values_list(
            "state_id", "cycle", "session_id", "status", "date", "adoption_date",
            "report_symbol", "is_verified", "source",
        ),
    )  # fmt: skip


def _version_table(version: int) -> Further:
    changes = Change.objects.filter(id__lte=version).order_by("id")
    return Further(
        "data-versions",
        "The numbered changes of the archive: what kind, and when",
        _columns("version kind date", version="integer", date="date"),
        (
            (number, kind, at.date())
            for number, kind, at in changes.values_list("id", "kind", "at").iterator(
                _AT_ONCE
            )
        ),
    )


def _columns(texts: str, **others: str) -> tuple[tuple[str, str], ...]:
    """Columns of text, but for those named with another type."""
    return tuple((name, others.get(name, "string")) for name in texts.split())


def _in_force(version: int, imagined: bool) -> Iterator[IndexRow]:
    for row in rows_for_index(0, version):
        is_in_force = row.until is None or row.until > version
        if is_in_force and row.is_imagined is imagined:
            yield row


def _coded(version: int, imagined: bool) -> Iterator[tuple[IndexRow, str]]:
    """Each text in force with the version of the model that coded it."""
    return with_models(_in_force(version, imagined), version)


def _recommendation(row: IndexRow, model: str) -> Row:
    codes: dict[str, list[str]] = {}
    for scheme, code, _score, _who in row.codings:
        codes.setdefault(scheme, []).append(code)
    return (
        row.symbol, row.item_key, row.item_order, row.citation, row.state,
        _SEPARATOR.join(row.states), row.addressee, row.text, row.position,
        row.position_ohchr, row.position_at_report, row.position_symbol,
        row.position_paragraph, row.implementation, row.session, row.cycle, row.date,
        row.is_certain, row.since,
        *(_SEPARATOR.join(codes.get(scheme.value, ())) for scheme in _SCHEMES), model,
    )  # fmt: skip


_SCHEMES = (
    Scheme.ACTION,
    Scheme.ISSUES,
    Scheme.GROUPS,
    Scheme.SDG_GOALS,
    Scheme.SDG_TARGETS,
)


def _codings(rows: Iterable[tuple[IndexRow, str]]) -> Iterator[Row]:
    for row, model in rows:
        for *coding, who in row.codings:
            by_model = model if who == MODEL else ""
            yield row.symbol, row.item_key, row.item_order, *coding, who, by_model


def _positions(version: int, imagined: bool) -> Iterator[Row]:
    found = Position.objects.filter(
        in_force(version), document__is_imagined=imagined
    ).values_list(
        "document__symbol", "item_key", "recommendation_order", "stage", "value",
        "implementation", "words", "explanation", "source__symbol", "source_paragraph",
        "said_in", "date", "page", "is_corrected",
    )  # fmt: skip
    for symbol, key, order, stage, *rest in found.order_by("pk").iterator(_AT_ONCE):
        yield symbol, key, order, Position.Stage(stage).name.lower(), *rest


def _corrections(version: int, imagined: bool) -> Iterator[Row]:
    found = Correction.objects.filter(
        in_force(version), document__is_imagined=imagined
    ).select_related("document")
    for one in found.order_by("since", "pk").iterator(_AT_ONCE):
        yield (
            one.document.symbol, one.item_key, one.recommendation_order, one.field,
            _said(one.value), _said(one.read_value), one.reason, one.at.date(),
            one.since,
        )  # fmt: skip


def _said(value: object) -> str:
    if isinstance(value, list):
        return _SEPARATOR.join(map(str, value))
    return "" if value is None else str(value)
