"""A countdown card: one State of the coming session, drawn alike for every State.

Without flag, map or photograph; the same places, sizes and colours for all. In the six
languages of the United Nations, from right to left where the language reads so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from upright.calendar.card_canvas import BOLD, Canvas, Style, width_of
from upright.calendar.card_facts import CardFacts, Changed, Figure, PastReview
from upright.calendar.card_words import RIGHT_TO_LEFT, state_name, words

INK: Final = "#14213d"
SOFT: Final = "#4a5872"
GROUND: Final = "#ffffff"
BAND: Final = "#0b5a73"
PALE: Final = "#d8e3e8"
FROM_THE_BAND: Final = "#ffffff"
NAME_SIZES: Final = (64, 52, 44, 38)
NAME_LINES: Final = 3
LINE: Final = 1.15  # from one line to the next, in sizes
FILL: Final = "#0b5a73"  # of bars; beside PALE 5.4 to 1


class Shape(StrEnum):
    """The two sizes: for links that are shared, and for feeds of pictures."""

    WIDE = "wide"  # 1200 × 630
    SQUARE = "square"  # 1080 × 1080


SIZES: Final = {Shape.WIDE: (1200, 630), Shape.SQUARE: (1080, 1080)}


@dataclass(frozen=True, slots=True)
class Card:
    """What one card shows."""

    iso3: str
    name: str  # of the State, in English
    session: int
    cycle: int
    target: date | None  # the day counted to; None: not known
    is_review_day: bool  # or the first day of the session
    day: date  # on which it is looked at
    facts: CardFacts

    @property
    def days(self) -> int | None:
        """Days to go, in Geneva; None once the day is there, or none is known."""
        if self.target is None or self.target <= self.day:
            return None
        return (self.target - self.day).days


def svg_of(card: Card, language: str, shape: Shape) -> bytes:
    """Return the card as SVG, with its title and its words for those who listen."""
    drawing = _Drawing(card, language, shape)
    return drawing.drawn()


def alt_text(card: Card, language: str = "en") -> str:
    """Return in words everything the card shows, in the order of reading."""
    told = words(language)
    name = state_name(card.iso3, card.name, language)
    count = [f"{heading(card, language)}: {card.days}"] if card.days else []
    parts = [
        f"{told['upr']}, {told['session'].format(n=card.session)}",
        name,
        *(count or [heading(card, language)]),
        *(_told(one, language) for one in card.facts.past),
        *([] if card.facts.past else [told["none"]]),
    ]
    if told["asked"] and card.facts.asked:
        parts.append(f"{told['asked']}: {', '.join(card.facts.asked)}")
    if card.facts.changed:
        parts.append(f"{told['changed']}: {changed_line(card.facts.changed, language)}")
    return ". ".join(part for part in parts if part) + "."


def heading(card: Card, language: str) -> str:
    """Return what the number of days counts to, or what there is instead of one."""
    told = words(language)
    if card.target is None:
        return ""
    if card.days is None:
        return told["today" if card.is_review_day else "under-way"]
    return told["days-to-review" if card.is_review_day else "days-to-session"]


def changed_line(changed: Changed, language: str) -> str:
    """Return the one fact that changed, as figures with their name."""
    label = words(language)[changed.figure]
    return f"{label} {_from_to(changed)}"


def _from_to(changed: Changed) -> str:
    # "›": none of the fonts has arrows; where it is read from the right it is mirrored.
    figures = (_value(changed.figure, one) for one in (changed.before, changed.now))
    return " › ".join(figures)


def _value(figure: Figure, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0%}" if figure is Figure.SUPPORTED else f"{value:.0f}"


def _told(past: PastReview, language: str) -> str:
    told = words(language)
    figures = (f"{told[one]} {_value(one, past.figure(one))}" for one in Figure)
    return f"{_when(past, language)}: {', '.join(figures)}"


def _when(past: PastReview, language: str) -> str:
    cycle = words(language)["cycle"].format(n=past.cycle)
    return f"{cycle} ({past.year})" if past.year else cycle


class _Drawing:
    """The card on its canvas: a band with the days, and the figures beside or below."""

    def __init__(self, card: Card, language: str, shape: Shape) -> None:
        self.card, self.language, self.told = card, language, words(language)
        self.name = state_name(card.iso3, card.name, language)
        self.is_wide = shape is Shape.WIDE
        mirrored = language in RIGHT_TO_LEFT
        self.canvas = Canvas(SIZES[shape], is_mirrored=mirrored)
        # The band, and where the figures stand: left edge, top and width.
        self.band = (440, 630) if self.is_wide else (1080, 450)
        self.left, self.top = (490, 76) if self.is_wide else (60, 530)
        self.wide = 650 if self.is_wide else 960

    def drawn(self) -> bytes:
        """Draw everything."""
        canvas, card = self.canvas, self.card
        session = self.told["session"].format(n=card.session)
        canvas.say(f"{self.name}: {session}", alt_text(card, self.language))
        canvas.box(0, 0, (canvas.width, canvas.height), GROUND)
        canvas.box(0, 0, self.band, BAND)
        self._countdown(session)
        bottom = self._reviews() if card.facts.past else self._nothing()
        self._lines(bottom + 64)
        self._foot()
        return canvas.svg()

    def _countdown(self, session: str) -> None:
        card, wide = self.card, self.band[0] - 100
        small = Style(24, FROM_THE_BAND)
        self._put(50, 76, self.told["upr"], small, wide)
        self._put(50, 112, session, small, wide)
        for number, (line, style) in enumerate(self._name_lines(wide)):
            y = 196 + number * style.size * LINE
            self.canvas.text(50, y, line, style)
        label, days = heading(card, self.language), card.days
        y = 530 if self.is_wide else 400
        if days is None:
            self._put(50, y, label, Style(44, FROM_THE_BAND, BOLD), wide)
        elif self.is_wide:
            self.canvas.text(44, 470, str(days), Style(170, FROM_THE_BAND, BOLD))
            self._put(50, y, label, Style(32, FROM_THE_BAND), wide)
        else:
            number_style = Style(170, FROM_THE_BAND, BOLD)
            self.canvas.text(1030, y, str(days), number_style, "end")
            self._put(50, y, label, Style(36, FROM_THE_BAND), 600)

    def _name_lines(self, wide: float) -> list[tuple[str, Style]]:
        """The name on as few and as large lines as fit, three at most."""
        for size in NAME_SIZES:
            style = Style(size, FROM_THE_BAND, BOLD)
            lines = _wrapped(self.name, style, wide)
            if len(lines) <= NAME_LINES and all(
                width_of(line, style) <= wide for line in lines
            ):
                return [(line, style) for line in lines]
        style = Style(NAME_SIZES[-1], FROM_THE_BAND, BOLD).fitting(self.name, wide)
        return [(self.name, style)]

    def _reviews(self) -> float:
        """Draw a row for each earlier review; return where the last one ends."""
        names, label = self._column_names()
        for x, figure in self._columns():
            for up, line in enumerate(reversed(names[figure])):
                y = self.top - up * label.size * LINE
                self.canvas.text(x, y, line, label, "end")
        y = float(self.top)
        for past in self.card.facts.past:
            y += 74
            self._review(past, y)
        return y + 22

    def _columns(self) -> list[tuple[float, Figure]]:
        """Where the figures end, and which they are."""
        ends = zip((0.52, 0.76, 1.0), Figure, strict=True)
        return [(self.left + self.wide * end, figure) for end, figure in ends]

    def _column_names(self) -> tuple[dict[Figure, list[str]], Style]:
        """The names of the columns in lines, and one size in which all of them fit."""
        style, wide = Style(22, SOFT), self.wide * 0.24 - 16
        names = {one: _wrapped(self.told[one], style, wide) for one in Figure}
        fitting = (style.fitting(line, wide) for own in names.values() for line in own)
        return names, min(fitting, key=lambda one: one.size)

    def _review(self, past: PastReview, y: float) -> None:
        when = Style(28, INK, BOLD)
        self._put(self.left, y, _when(past, self.language), when, self.wide * 0.3)
        for x, figure in self._columns():
            value = _value(figure, past.figure(figure))
            self.canvas.text(x, y, value, Style(36, INK, BOLD), "end")
        self.canvas.box(self.left, y + 14, (self.wide, 8), PALE)
        share = past.share_supported or 0
        self.canvas.box(self.left, y + 14, (self.wide * share, 8), FILL)

    def _nothing(self) -> float:
        y = float(self.top + 40)
        self._put(self.left, y, self.told["none"], Style(28, SOFT), self.wide)
        return y

    def _lines(self, y: float) -> None:
        """Draw what was asked most and what changed, each a label and a line."""
        for label, line in self._said():
            self._put(self.left, y, label, Style(22, SOFT), self.wide)
            self._put(self.left, y + 36, line, Style(28, INK, BOLD), self.wide)
            y += 92

    def _said(self) -> Iterator[tuple[str, str]]:
        facts = self.card.facts
        if self.told["asked"] and facts.asked:
            yield self.told["asked"], " · ".join(facts.asked)
        if facts.changed:
            label = f"{self.told['changed']}: {self.told[facts.changed.figure]}"
            yield label, _from_to(facts.changed)

    def _foot(self) -> None:
        version = self.told["version"].format(n=self.card.facts.version)
        y = self.canvas.height - 36
        x = self.left
        self.canvas.text(x, y, f"Upright · {version}", Style(20, SOFT))

    def _put(self, x: float, y: float, line: str, style: Style, width: float) -> None:
        self.canvas.text(x, y, line, style.fitting(line, width))


def _wrapped(name: str, style: Style, wide: float) -> list[str]:
    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, style) <= wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
