"""The known layouts of OHCHR's thematic lists, side by side.

The layout follows the time at which OHCHR made the file, not the cycle of the review:
a row is recognised by the words of the header row and by how themes are written, and
exactly one fits.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto


class Column(Enum):
    """What a column holds."""

    RECOMMENDATION = auto()  # number, text, States; under it the source of the position
    STATES = auto()
    POSITION = auto()
    THEMES = auto()  # themes, groups of persons, in some layouts goals
    SDGS = auto()
    ASSESSMENT = auto()


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which the lists are printed."""

    name: str
    columns: tuple[tuple[Column, str], ...]  # with the words that head each
    themes_fit: Callable[[Sequence[str]], bool]  # over the themes of all rows
    theme: re.Pattern[str] | None  # begins a theme among several in a paragraph
    seen_in: str
    has_breaks: bool = False  # values stand in one paragraph, parted by line breaks

    def place(self, column: Column) -> int | None:
        """Which column of the table this is, from 1; None if it has none such."""
        places = (i for i, (own, _) in enumerate(self.columns, 1) if own is column)
        return next(places, None)

    def fits(self, header: Sequence[str], themes: Sequence[str]) -> bool:
        """Whether a list with this header row and these themes is printed so."""
        headed = len(header) == len(self.columns) and all(
            re.fullmatch(words, text.strip(), re.IGNORECASE)
            for (_, words), text in zip(self.columns, header, strict=True)
        )
        return headed and self.themes_fit(themes)


_LETTERED = re.compile(r"[A-HS]\d{0,2}\s+(?=[A-Z\d])")
_GOAL = re.compile(r"S\d{0,2}\s+(?:SDG|Sustainable)\b")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[A-Z])")


def _are_lettered(themes: Sequence[str]) -> bool:
    return 2 * sum(bool(_LETTERED.match(theme)) for theme in themes) > len(themes)


def _have_goals(themes: Sequence[str]) -> bool:
    return any(_GOAL.match(theme) for theme in themes)


_THEMES = (
    (Column.RECOMMENDATION, r"recommendations?"),
    (Column.POSITION, r"position"),
    (Column.THEMES, r"full list of themes"),
    (Column.ASSESSMENT, r"assessment\s*/\s*comments on level of implementation"),
)

LAYOUTS = (
    Layout(
        name="States in a column of their own",
        columns=(
            (Column.RECOMMENDATION, r"recommendations?"),
            (Column.STATES, r"recommending states?(?:/s)?"),
            (Column.POSITION, r"position"),
            (Column.THEMES, r"full list of rights\s*/\s*affected persons"),
        ),
        themes_fit=lambda themes: True,
        theme=_NUMBERED,
        seen_in="Egypt, session 20 (described; not at hand)",
        has_breaks=True,
    ),
    Layout(
        name="themes with letters",
        columns=_THEMES,
        themes_fit=lambda themes: _are_lettered(themes) and not _have_goals(themes),
        theme=_LETTERED,
        seen_in="Slovenia, session 20",
    ),
    Layout(
        name="themes with letters, goals among them",
        columns=_THEMES,
        themes_fit=lambda themes: _are_lettered(themes) and _have_goals(themes),
        theme=_LETTERED,
        seen_in="China, session 31 (described; not at hand)",
    ),
    Layout(
        name="themes without letters",
        columns=_THEMES,
        themes_fit=lambda themes: not _are_lettered(themes),
        theme=None,
        seen_in="Slovenia, session 34",
    ),
    Layout(
        name="themes and goals in columns",
        columns=(
            (Column.RECOMMENDATION, r"recommendation and recommending states?"),
            (Column.POSITION, r"position of the state under review"),
            (Column.THEMES, r"human rights themes and groups of persons"),
            (Column.SDGS, r"relevant SDGs"),
        ),
        themes_fit=lambda themes: True,
        theme=None,
        seen_in="Slovenia, session 48",
    ),
)
