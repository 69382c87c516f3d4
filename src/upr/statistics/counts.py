"""How many: in the United Nations' count, in UPR Info's, and by text."""

from collections.abc import Iterable
from enum import StrEnum

from upr.statistics.rows import Row


class Counted(StrEnum):
    """What is counted."""

    ITEMS = "items"  # the United Nations' count
    RECOMMENDATIONS = "recommendations"  # texts
    ATTRIBUTIONS = "attributions"  # UPR Info's count


def items(rows: Iterable[Row]) -> int:
    """The number of distinct items: pairs of a document and an item's key.

    Source: the numbered paragraphs of the reports, as the United Nations counts them.

    >>> from upr.records import PositionValue
    >>> text = Row("A/HRC/901/1", "5", "XAA", ("XAB",), PositionValue.NOTED)
    >>> items([text, text]), recommendations([text, text])
    (1, 2)
    """
    return len({(row.document, row.item) for row in rows})


def recommendations(rows: Iterable[Row]) -> int:
    """The number of texts; an item may hold several."""
    return sum(1 for _row in rows)


def attributions(rows: Iterable[Row]) -> int:
    """The number of pairs of a recommendation and a recommending State.

    A recommendation whose States are not known counts none.
    Source: UPR Info's database, which has a row for each such pair.
    """
    return sum(len(row.states) for row in rows)


def number(rows: Iterable[Row], counted: Counted) -> int:
    """The number of what is asked for."""
    match counted:
        case Counted.ITEMS:
            return items(rows)
        case Counted.RECOMMENDATIONS:
            return recommendations(rows)
        case Counted.ATTRIBUTIONS:
            return attributions(rows)
