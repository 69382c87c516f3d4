"""A figure in words, for those who do not see its drawing: written from its numbers."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from upright.charts.figures import Figure, Name, Shape, Value
from upright.charts.numbers import said


def described(figure: Figure) -> str:
    """Return what a figure shows, in a few sentences.

    What it is and over which range; for each of its series the highest, the lowest and,
    where the groups follow one another, from where to where it goes.
    """
    if figure.is_empty:
        return _("%(title)s: nothing to show.") % {"title": figure.text.title}
    return " ".join([_opening(figure), *_body(figure)])


def _opening(figure: Figure) -> str:
    title, scope = figure.text.title, figure.about
    whole = f"{title} ({scope})" if scope else title
    first, last = figure.groups[0].label, figure.groups[-1].label
    if figure.is_time and first != last:
        return _("%(title)s, from %(first)s to %(last)s.") % {
            "title": whole,
            "first": first,
            "last": last,
        }
    return f"{whole}."


def _body(figure: Figure) -> Iterator[str]:
    if figure.shape is Shape.MATRIX:
        yield from _cells(figure)
        return
    series = figure.series
    if figure.shape is Shape.SPREAD:
        series = [name for name in series if name.code == "median"]
    for name in series:
        values = [
            value
            for group in figure.groups
            if (value := figure.at(group.code, name.code)) and value.number is not None
        ]
        if values:
            yield _series(figure, name, values)


def _series(figure: Figure, name: Name, values: Sequence[Value]) -> str:
    label = name.label
    low = min(values, key=_number)
    high = max(values, key=_number)
    if _number(low) == _number(high):
        return _("%(series)s: %(value)s throughout.") % {
            "series": label,
            "value": said(figure, high),
        }
    sentence = _(
        "%(series)s: highest %(high)s (%(where_high)s), lowest %(low)s (%(where_low)s)"
    ) % {
        "series": label,
        "high": said(figure, high),
        "where_high": _group(figure, high),
        "low": said(figure, low),
        "where_low": _group(figure, low),
    }
    return f"{sentence}{_trend(figure, values)}."


def _trend(figure: Figure, values: Sequence[Value]) -> str:
    if not figure.is_time or figure.shape is Shape.COLUMNS:
        return ""
    first, last = values[0], values[-1]
    facts = {"first": said(figure, first), "last": said(figure, last)}
    if _number(last) > _number(first):
        return _("; up from %(first)s to %(last)s") % facts
    if _number(last) < _number(first):
        return _("; down from %(first)s to %(last)s") % facts
    return _("; in the end as in the beginning")


def _cells(figure: Figure) -> Iterator[str]:
    values = [value for value in figure.values if value.number is not None]
    high, low = max(values, key=_number), min(values, key=_number)
    for sentence, value in (
        (_("Most: %(group)s to %(series)s, %(value)s."), high),
        (_("Least: %(group)s to %(series)s, %(value)s."), low),
    ):
        yield sentence % {
            "group": _group(figure, value),
            "series": _label(figure.series, value.series),
            "value": said(figure, value),
        }


def _number(value: Value) -> float:
    return value.number or 0


def _group(figure: Figure, value: Value) -> str:
    return _label(figure.groups, value.group)


def _label(names: Sequence[Name], code: str) -> str:
    return next((name.label for name in names if name.code == code), code)
