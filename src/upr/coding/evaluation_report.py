"""An evaluation as a report in Markdown, and its calibration as a picture."""

from collections.abc import Iterator, Sequence

from upr.coding.evaluation import Action, Class, Labels, Report

_SIDE, _MARGIN = 320, 44  # pixels
_TICKS = (0.2, 0.4, 0.6, 0.8, 1.0)
_RADIUS = 4  # of a point


def as_markdown(reports: Sequence[Report]) -> str:
    """The reports one after the other, the first with a table for each class."""
    lines: list[str] = []
    for number, report in enumerate(reports):
        lines += _report(report, detailed=number == 0)
    return "\n".join(lines) + "\n"


def _report(report: Report, *, detailed: bool) -> Iterator[str]:
    yield f"## {report.title[0].upper()}{report.title[1:]}"
    yield ""
    yield from _figures(report)
    if detailed:
        yield from _classes("Action category", report.action.classes)
        for labels in report.labels:
            yield from _classes(str(labels.scheme), labels.classes)
        yield from _calibration(report.action)


def _figures(report: Report) -> Iterator[str]:
    action = report.action
    yield "| Figure | Value |"
    yield "| --- | ---: |"
    yield f"| texts | {action.texts:,} |"
    yield f"| action accuracy | {action.accuracy:.4f} |"
    yield f"| action macro F1 | {action.macro_f1:.4f} |"
    yield f"| action kappa | {action.kappa:.4f} |"
    yield f"| action accuracy, surest 80 % | {action.surest:.4f} |"
    yield f"| action calibration error | {action.calibration_error:.4f} |"
    for labels in report.labels:
        yield from _label_figures(labels)
    yield ""


def _label_figures(labels: Labels) -> Iterator[str]:
    name = labels.scheme
    yield f"| {name} micro F1 | {labels.micro_f1:.4f} |"
    yield f"| {name} macro F1 | {labels.macro_f1:.4f} |"
    yield f"| {name} exact | {labels.exact:.4f} |"


def _classes(title: str, classes: Sequence[Class]) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield "| Class | Texts | Precision | Recall | F1 |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for one in classes:
        if one.texts:
            figures = f"{one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f}"
            yield f"| {one.name} | {one.texts:,} | {figures} |"
    yield ""


def _calibration(action: Action) -> Iterator[str]:
    yield "### Calibration of the action category"
    yield ""
    yield "| Score on average | Share right | Texts |"
    yield "| ---: | ---: | ---: |"
    for one in action.bins:
        yield f"| {one.score:.3f} | {one.right:.3f} | {one.texts:,} |"
    yield ""


def as_plot(report: Report) -> str:
    """The calibration of the action category as SVG: score against share right."""
    size = _SIDE + 2 * _MARGIN
    points = "".join(
        f'<circle cx="{_x(one.score):.1f}" cy="{_y(one.right):.1f}" r="{_RADIUS}">'
        f"<title>{one.texts} texts: {one.score:.2f}, right {one.right:.2f}</title>"
        "</circle>"
        for one in report.action.bins
    )
    ticks = "".join(
        f'<text x="{_x(tick):.0f}" y="{size - 24}" text-anchor="middle">{tick}</text>'
        f'<text x="34" y="{_y(tick) + 4:.0f}" text-anchor="end">{tick}</text>'
        for tick in _TICKS
    )
    middle = size / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
        f' role="img" font-family="sans-serif" font-size="11" fill="#333">'
        "<title>Calibration of the action category</title>"
        f'<rect x="{_MARGIN}" y="{_MARGIN}" width="{_SIDE}" height="{_SIDE}"'
        ' fill="none" stroke="#999"/>'
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999"'
        ' stroke-dasharray="4 4"/>'
        f'<g fill="#1b5e8c">{points}</g>{ticks}'
        f'<text x="{middle}" y="{size - 6}" text-anchor="middle">score</text>'
        f'<text x="12" y="{middle}" text-anchor="middle"'
        f' transform="rotate(-90 12 {middle})">share right</text></svg>\n'
    )


def _x(share: float) -> float:
    return _MARGIN + share * _SIDE


def _y(share: float) -> float:
    return _MARGIN + (1 - share) * _SIDE
