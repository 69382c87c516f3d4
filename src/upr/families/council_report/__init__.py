"""The report of the Council on a session, A/HRC/28/2: chapter VI, the plenary.

What each State said on its recommendations when the outcome of its review was
adopted. Most of it is prose: it is kept as comments with the numbers of the
paragraphs. A position is taken only where items are named by number; one that is said
of recommendations described in words is left over for a person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from upr.cover import MONTHS, SYMBOL, day_of, plain_symbol
from upr.families.council_report.cutting import (
    Paragraph,
    Part,
    Section,
    chapter,
    parts,
)
from upr.item_numbers import runs
from upr.parsing import places
from upr.reading.lines import Printed
from upr.records import (
    Check,
    Comment,
    Document,
    Leftover,
    Outcome,
    Place,
    PositionStatement,
)
from upr.reference import sessions
from upr.stances.stated import answer_of, stated
from upr.stances.wordings import implementation_in

__all__ = ["read"]

_LAYOUT = "chapter VI, by State"
_OPENING_PARAGRAPHS = 3  # the review was held, the outcome adopted, it comprises
_DATE = re.compile(rf"(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
_ADOPTED = re.compile(r"considered\s+and\s+adopted\s+the\s+outcome", re.IGNORECASE)
_REPORT = re.compile(
    r"reports?\s+of\s+the\s+Working\s+Group[^()]{0,80}\(", re.IGNORECASE
)
# A position on recommendations that are described, not numbered.
_DESCRIBED = re.compile(
    r"\brecommendations?\s+(?:to|on|of|regarding|concerning|relating|related|about"
    r"|that\s+called|calling|aimed|pertaining)\b"
    r"|\b(?:one|a|the|this|that)\s+recommendation(?:\s+(?:was|had|is)\b|[.;,])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")


@dataclass(slots=True)
class _Views:
    statements: list[PositionStatement] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


def read(printed: Printed, paper: Document) -> Document:
    """Return `paper` with what each State said in the plenary, State by State.

    `paper` is what the cover says. Views of other States and of stakeholders are not
    taken. A session of the Council that adopted no outcome gives an empty document.
    """
    found = parts(chapter(printed))
    outcomes = tuple(_outcome(part) for part in found)
    views = _Views()
    for part in found:
        for paragraph in _by_the_state(part):
            _view(part, paragraph, views)
    return replace(
        paper,
        source=replace(paper.source, layout=_LAYOUT if found else ""),
        facts=replace(paper.facts, session=_session(outcomes)),
        outcomes=outcomes,
        statements=tuple(views.statements),
        comments=tuple(views.comments),
        leftovers=tuple(views.leftovers),
        checks=(*paper.checks, *_checks(found)),
    )


def _by_the_state(part: Part) -> list[Paragraph]:
    """What the State said; without a section of its own, what follows the opening."""
    said = part.of(Section.VIEWS, Section.CLOSING)
    if part.of(Section.VIEWS):
        return said
    return [*part.of(Section.OPENING)[_OPENING_PARAGRAPHS:], *said]


def _view(part: Part, paragraph: Paragraph, views: _Views) -> None:
    text, where = paragraph.text, places(paragraph.lines)
    about = tuple(dict.fromkeys(key for run in runs(text) for key in run.keys))
    keys = tuple(key for key in about if "." in key)
    views.comments.append(Comment(text, paragraph.number, keys, where, part.state))
    for one in stated(text, frozenset()):
        numbered = tuple(key for key in one.keys if "." in key)
        if numbered:
            views.statements.append(
                PositionStatement(
                    items=numbered,
                    value=one.value,
                    words=text,
                    paragraph=paragraph.number,
                    places=where,
                    implementation=implementation_in(text),
                    excepted=one.excepted,
                    state=part.state,
                )
            )
    place = (where or (Place(),))[0]
    for sentence in _described(text):
        why = (
            f"{part.name}, paragraph {paragraph.number}: a position on recommendations "
            "that are not named by number."
        )
        views.leftovers.append(Leftover(sentence, why, place))


def _described(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        is_numbered = any("." in key for run in runs(sentence) for key in run.keys)
        if not is_numbered and _DESCRIBED.search(sentence) and answer_of(sentence):
            yield sentence


def _outcome(part: Part) -> Outcome:
    opening = part.of(Section.OPENING)
    first = opening[0].text if opening else ""
    adopted = next((one.text for one in opening if _ADOPTED.search(one.text)), "")
    return Outcome(
        state=part.state,
        name=part.name,
        report=next(_reports(opening), ""),
        held=_day(first),
        adopted=_day(adopted),
        paragraph=opening[0].number if opening else None,
    )


def _session(outcomes: Sequence[Outcome]) -> int | None:
    """The session of the Working Group that held the reviews; None if of several."""
    held = {sessions.on(one.held) for one in outcomes if one.held}
    numbers = {session.number for session in held if session}
    return numbers.pop() if len(numbers) == 1 else None


def _reports(opening: Sequence[Paragraph]) -> Iterator[str]:
    for one in opening:
        found = _REPORT.search(one.text)
        symbol = SYMBOL.search(one.text, found.end()) if found else None
        if symbol:
            yield plain_symbol(symbol.group())


def _day(text: str) -> date | None:
    found = _DATE.search(text)
    return day_of(found) if found else None


def _checks(found: Sequence[Part]) -> Iterator[Check]:
    if not found:
        said = "No outcome of a review was found in chapter VI."
        yield Check("outcomes", True, said)
        return
    unknown = [part.name for part in found if part.state is None]
    said = (
        f"Names not known: {', '.join(unknown)}."
        if unknown
        else (f"The outcomes of {len(found)} reviews were found.")
    )
    yield Check("known_states", not unknown, said)
    silent = [part.name for part in found if not part.of(Section.VIEWS)]
    said = "There is a section of views for every State under review."
    if silent:
        said = f"No section of views of {', '.join(silent)}: what follows was taken."
    yield Check("views", True, said)
