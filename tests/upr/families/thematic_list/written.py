"""Thematic lists of an imagined State, written by us, in each layout of OHCHR's."""

import io
from collections.abc import Sequence

import docx

import upr
from upr.records import Document

Row = Sequence[str]  # cells; paragraphs of a cell on lines of their own; one is a theme
BREAK = "\v"  # a line break inside a paragraph

SOURCE = "Source of position: A/HRC/914/15/Add.1 - Para. 3"
LIST_HEAD = "UPR of Aldoria (2nd Cycle – 20th session) Thematic list of recommendations"

OWN_STATES: tuple[Row, ...] = (
    (
        "Recommendation",
        "Recommending state/s",
        "Position",
        "Full list of rights/affected persons",
    ),
    ("Right or area: 2.1. Acceptance of international norms",),
    (
        "166.6. Ratify the treaty on harbours (Brevania); (Corvalia);\n"
        "Source of position: A/HRC/914/15/Add.1",
        f"Brevania{BREAK}Corvalia",
        "Supported",
        f"2.1. Acceptance of international norms{BREAK}14.4. Labour rights{BREAK}"
        f"Affected persons:{BREAK}- seafarers{BREAK}- children",
    ),
    (
        "166.7. Abolish the tax on salt;\nComments: Information sent in a letter",
        "Dunmere",
        "Supported/Noted",
        "14.4. Labour rights",
    ),
)
HEADER = (
    "Recommendation",
    "Position",
    "Full list of themes",
    "Assessment/comments on level of implementation",
)
LETTERS: tuple[Row, ...] = (
    HEADER,
    ("Theme: A12 Acceptance of international norms",),
    (
        f"115.1 Ratify the treaty on harbours (Brevania) (Corvalia);\n{SOURCE}",
        "Supported",
        "A12 Acceptance of international norms\nE31 Right to work\n"
        "Affected persons:\n- seafarers",
        "The bill is before the assembly.",
    ),
    ("Theme: E31 Right to work",),
    (
        f"115.2. Train the keepers (Dunmere); pay the keepers (Estavia);\n{SOURCE}",
        "Noted",
        "E31 Right to work\nAffected persons:\n- general",
        "",
    ),
)
LETTERS_AND_GOALS: tuple[Row, ...] = (
    HEADER,
    ("Theme: S16 SDG 16 - peace, justice and strong institutions",),
    (
        f"28.4 Open the archives (Brevania);\n{SOURCE}",
        "Supported",
        "S16 SDG 16 - peace, justice and strong institutions\nD43 Freedom of opinion\n"
        "Affected persons:\n- general",
        "",
    ),
)
WITHOUT_LETTERS: tuple[Row, ...] = (
    HEADER,
    ("Theme: Legal, institutional &amp; policy framework",),
    (
        "122.1 Open the archives&nbsp;of the harbour (Brevania);\n"
        "Source of Position: A/HRC/914/15 - Para 121",
        "Supported",
        "- Legal, institutional &amp; policy framework\n- Rights - general measures\n"
        "SDGs:\n- 16 - PEACE, JUSTICE AND STRONG INSTITUTIONS\nAffected persons:\n"
        "- Children",
        "",
    ),
)
GOALS_IN_A_COLUMN: tuple[Row, ...] = (
    (
        "Recommendation and recommending State",
        "Position of the State under review",
        "Human rights themes and groups of persons",
        "Relevant SDGs",
    ),
    ("Theme: Right to health",),
    (
        "140.7 Build a clinic on each island (Brevania);\n"
        "Source of Position: A/HRC/914/15/Add.1 - Para.3vv",
        "Supported",
        "- Right to health\nGroups of Persons:\n- Older persons\n- Children",
        "- 3 - GOOD HEALTH AND WELL-BEING\n- 10 - REDUCED INEQUALITIES",
    ),
)


def written(rows: Sequence[Row], head: str = LIST_HEAD) -> bytes:
    """A Word file with one table; a row of one cell is a merged theme row."""
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = head
    columns = max(len(row) for row in rows)
    table = word.add_table(rows=0, cols=columns)
    for row in rows:
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1]).paragraphs[0].text = row[0]
            continue
        for cell, text in zip(cells, row, strict=True):
            first, *others = text.split("\n")
            cell.paragraphs[0].add_run(first.replace(BREAK, "\n"))
            for other in others:
                cell.add_paragraph().add_run(other)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def read(rows: Sequence[Row]) -> Document:
    """An imagined thematic list, read."""
    return upr.read(written(rows), name="list.docx")
