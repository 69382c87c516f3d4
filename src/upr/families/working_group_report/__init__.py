"""The report of the Working Group on the UPR: A/HRC/28/15.

Correct, split into sections, cut at the numbers, read. What varies between reports
stands in tables: layouts.py the kinds of report, wordings.py what paragraphs say,
corrections.csv what is misprinted.
"""

from dataclasses import replace

from upr.cover import Cover, cover_of
from upr.families.working_group_report import conclusions, introduction, proceedings
from upr.families.working_group_report.checks import checks
from upr.families.working_group_report.corrections import corrections
from upr.families.working_group_report.layouts import LAYOUTS
from upr.families.working_group_report.notes import footnotes
from upr.families.working_group_report.pledges import pledges
from upr.families.working_group_report.sections import split
from upr.parsing import choose, corrected
from upr.reading.lines import Printed
from upr.records import Document, DocumentKind, Source
from upr.reference import states

__all__ = ["parse"]


def parse(printed: Printed, kind: DocumentKind, source: Source) -> Document:
    """Return what a report says; `kind` is REPORT or DRAFT_REPORT.

    Items in printed order, those given by reference to section I after the lists.
    Names of delegations are not taken. Raises UnknownLayoutError where the report has
    no section II or none of the known layouts fits, StaleCorrectionError.
    """
    cover = cover_of(printed)
    sections = split(corrected(printed.lines, corrections(cover.symbol)))
    notes = footnotes(sections.notes)
    opening = proceedings.paragraphs(sections.opening)
    facts, state = introduction.facts(opening, notes)
    state = state or _state_of(cover, facts.documents)
    result = conclusions.read(sections.conclusions, opening, notes, state)
    layout = choose(LAYOUTS, lambda row: row.fits(result.answers), cover.symbol)
    return Document(
        kind=kind,
        symbol=cover.symbol,
        language="en",
        state=state,
        title=_title(state),
        distributed=cover.distributed,
        source=replace(source, layout=layout.name),
        facts=facts,
        previous_symbol=cover.previous_symbol,
        reissued=cover.reissued,
        items=tuple(result.items),
        comments=tuple(result.comments),
        pledges=pledges(sections.pledges),
        leftovers=tuple(result.leftovers),
        checks=checks(result.items, result.answers, facts),
    )


def _state_of(cover: Cover, documents: tuple[str, ...]) -> str | None:
    """The State by the code in the symbols of its papers, or by a line of the cover."""
    for symbol in documents:
        code = states.resolve_code(symbol.split("/")[-2])
        if code:
            return code
    named = (states.resolve(line.text.strip(" *∗")).iso3 for line in cover.lines)
    return next((code for code in named if code), None)


def _title(state: str | None) -> str:
    title = "Report of the Working Group on the Universal Periodic Review"
    return f"{title}: {states.STATES[state].name}" if state else title
