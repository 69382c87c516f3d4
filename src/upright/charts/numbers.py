"""Numbers in words, the same on a drawing, in its table and in its description."""

from django.utils.formats import number_format

from upright.charts.figures import Figure, Value


def hundredths(share: float) -> int:
    """Return a share (0 to 1) in hundredths; what is not all is never shown as all.

    >>> hundredths(0.744), hundredths(0.999), hundredths(0.0004), hundredths(1)
    (74, 99, 1, 100)
    """
    rounded = round(share * 100)
    return min(max(rounded, 1), 99) if 0 < share < 1 else rounded


def grouped(number: float) -> str:
    """Return a number with its thousands parted; halves are kept.

    >>> grouped(1234), grouped(35.5), grouped(36.0)
    ('1,234', '35.5', '36')
    """
    shown = round(number, 1)
    return number_format(
        int(shown) if shown == int(shown) else shown, force_grouping=True
    )


def said(figure: Figure, value: Value | None) -> str:
    """Return a value as it is read: "74%", "1,234"; a dash where there is none."""
    if value is None or value.number is None:
        return "–"
    if figure.is_share:
        return f"{hundredths(value.number)}%"
    return grouped(value.number)
