"""What a matrix of recommendations is made of: its rows, and how it looks.

The words of its headings are a part of how it looks, so that it can be had in another
language than the papers are in.
"""

from dataclasses import dataclass, field

TO_FILL = ("Responsible body", "Action", "Deadline", "Status")
STATUSES = ("Not started", "Under way", "Partly implemented", "Fully implemented")
WORD_COLUMNS = ("Recommendation and recommending States", "Position", "Themes")
EXCEL_COLUMNS = (
    "Paragraph", "Recommendation", "Recommending States", "Position",
    "Source of position", "Implementation as stated", "Themes", "Groups of persons",
    "SDGs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """What a matrix says of one item."""

    key: str
    text: str  # as printed, with the States in brackets
    states: tuple[str, ...]  # names
    position: str
    source: str  # "A/HRC/28/15/Add.1, para. 3"
    implementation: str
    heading: str  # of the group it stands in, whole: "Theme: Right to health"
    themes: tuple[str, ...]
    groups: tuple[str, ...]
    sdgs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words a matrix prints of its own."""

    word_columns: tuple[str, ...] = WORD_COLUMNS
    excel_columns: tuple[str, ...] = EXCEL_COLUMNS
    to_fill: tuple[str, ...] = TO_FILL  # headings of the empty columns; the last
    statuses: tuple[str, ...] = STATUSES  # is chosen from these
    source: str = "Source of position"
    groups: str = "Groups of persons"
    sdgs: str = "SDGs"
    sheet: str = "Matrix"


@dataclass(frozen=True, slots=True)
class Look:
    """How a matrix looks."""

    title: str
    note: str = ""  # under the title: source, data version
    words: Words = field(default_factory=Words)
    is_right_to_left: bool = False  # the order of the columns
