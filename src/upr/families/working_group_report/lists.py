"""The lists of section II turned into items.

What stands under a number is the item, and after it may stand words of the State; a
list may have no numbers at all. What is neither is left over.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from upr.families.working_group_report import notes
from upr.families.working_group_report.cutting import (
    LONGEST_END,
    Block,
    Entry,
    is_complete,
)
from upr.families.working_group_report.wordings import Role, wording
from upr.item_text.brackets import Mark, marks
from upr.item_text.formulations import Formulation, formulations
from upr.parsing import joined, places, starts_paragraph
from upr.reading.lines import Line
from upr.records import Comment, Item, Leftover, Place, Position, Recommendation
from upr.reference import states

# An item ends with its States: "(Chile);" "(Chile) and" "(Chile)¹."
ENDS_WITH_STATES = re.compile(r"\)[\s;.,:⁰¹²³⁴-⁹]*(?:\band\b|\bor\b)?\s*$")
_EXPLAINS = re.compile(
    r"\b(?:explained|indicated|clarified|stated|noted|recalled|considered|considers"
    r"|informed|reported|wishes|wished|accepts|does not|cannot|is already)\b"
)
ORNAMENT = re.compile(r"[\s*∗_\-–—.]+")
_INTRODUCED = re.compile(r":\s+(?=[A-Z(])")
STARRED = re.compile(r"^[*∗]|[*∗]\s*[;.]?$|\)\s*[*∗]|[*∗]\s*\(")
_STARS = re.compile(r"\s?[*∗]+")
_INLINE = re.compile(r"\)\s*:\s*(?=[A-Z]|$)")
_INTRODUCES = re.compile(
    r"\brecommendations\b.*\b(?:following|below|as\s+follows)\b|\bthe\s+following:$"
    r"|\bfollowing\s+(?:recommendations|conclusions)\b|\blisted\s+below\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\([a-z]\)\s")


@dataclass(slots=True)
class Listed:
    """What one block gave."""

    items: list[Item] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


def chunks(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines parted into printed paragraphs."""
    found: list[list[Line]] = []
    for line in lines:
        if found and not starts_paragraph(found[-1][-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def unnumbered(block: Block) -> Block:
    """Return the block with a list that has no numbers taken out of its words.

    "... will be examined by S, which will respond in due time: Abolish the death
    penalty (Albania)." Lettered lists are taken so too. The same block where its
    words hold no such list.
    """
    if block.entries:
        return block
    for index, line in enumerate(block.lines):
        cut = _INTRODUCED.search(line.text + " X")
        if cut is None:
            continue
        rest = replace(line, text=line.text[cut.end() :])
        listed = [rest] * bool(rest.text) + block.lines[index + 1 :]
        head = replace(line, text=line.text[: cut.start() + 1])
        stands_apart = not rest.text and _promises(joined([*block.lines[:index], head]))
        if not listed or not (marks(joined(listed)) or stands_apart):
            return block
        lines = [*block.lines[:index], head]
        return Block(block.number, lines, list(_entries(listed)))
    return block


def _promises(text: str) -> bool:
    """Whether a paragraph promises a list, even one that names no States."""
    said = wording(text)
    is_comment = said is not None and said.role is Role.COMMENT
    return not is_comment and bool(_INTRODUCES.search(text))


def _entries(lines: Sequence[Line]) -> Iterator[Entry]:
    """Printed paragraphs that end like an item, or that a letter begins."""
    current: list[Line] = []
    number = 1
    for chunk in chunks(lines):
        lettered = _LETTER.match(chunk[0].text)
        if current and (lettered or is_complete(current[-1].text)):
            yield Entry("", number, current)
            number, current = number + 1, []
        current.extend(chunk)
    yield Entry("", number, current)


def read(
    block: Block,
    position_of: Callable[[int, bool], Position],
    footnotes: Mapping[str, str],
    addressee: str,
) -> Listed:
    """Return the items of a block, the State's comments among them, and the rest.

    `position_of` gives the position of an item by its number and whether it has a star.
    """
    result = Listed()
    for entry in block.entries:
        own, others = _parted(entry)
        text = joined(own)
        if _is_explanation(text, addressee):
            _comment(own, entry, block, result)
            continue
        if _INLINE.search(text):
            own, inline = _inline_comment(own)
            text, others = joined(own), inline + others
        number = entry.number or 0
        item = Item(
            key=f"{block.number}.{number}",
            paragraph=str(block.number),
            printed_number=entry.printed,
            number=_number(block, entry),
            text=text,
            recommendations=_recommendations(text, footnotes, addressee),
            position=position_of(number, _is_starred(text)),
            places=places(own),
            footnotes=_footnotes(text, footnotes),
        )
        result.items.append(item)
        for chunk in others:
            _place(chunk, item.key, result)
    _mend(result)
    return result


def _is_starred(text: str) -> bool:
    return ("*" in text or "∗" in text) and bool(STARRED.search(text))


def _is_explanation(text: str, state: str) -> bool:
    """Whether a numbered text is no recommendation but the State's explanation.

    "Costa Rica explained that ...": it names no recommending State and begins with
    the State under review.
    """
    if marks(text):
        return False
    named = states.find_in(text[:60])
    return bool(
        named
        and named[0].iso3 == state
        and text.find(named[0].name) <= len("The ")
        and _EXPLAINS.search(text[:160])
    )


def _comment(lines: Sequence[Line], entry: Entry, block: Block, result: Listed) -> None:
    about = (result.items[-1].key,) if result.items else ()
    number = entry.printed or str(block.number)
    result.comments.append(Comment(joined(lines), number, about, places(lines)))


def _mend(result: Listed) -> None:
    """Give States back to the item they were printed after.

    A bracket that belongs to the end of one item may stand at the start of the next.
    """
    for index, item in enumerate(result.items):
        strayed = _strayed(item.text)
        if strayed is None:
            continue
        before = result.items[index - 1] if index else None
        owner = before.recommendations[-1] if before else None
        if before and owner and not owner.states:
            given = replace(owner, states=strayed.states)
            parts = (*before.recommendations[:-1], given)
            result.items[index - 1] = replace(before, recommendations=parts)
        else:
            why = f"States printed in front of item {item.key}."
            words = item.text[strayed.start : strayed.end]
            result.leftovers.append(Leftover(words, why, item.places[0]))


def _strayed(text: str) -> Mark | None:
    """The States a text begins with."""
    found = marks(text)[:1]
    return found[0] if found and not text[: found[0].start].strip() else None


def _footnotes(text: str, footnotes: Mapping[str, str]) -> tuple[str, ...]:
    found = (footnotes.get(ref) for ref in notes.references(text))
    return tuple(note for note in found if note)


def _parted(entry: Entry) -> tuple[list[Line], list[list[Line]]]:
    """The lines of the item, and the printed paragraphs after it that are none.

    A paragraph after a complete item belongs to it only if it ends with States.
    """
    own: list[Line] = []
    others: list[list[Line]] = []
    for chunk in chunks(entry.lines):
        is_complete = bool(own) and _ends_with_states(own[-1].text)
        if others or (is_complete and not _is_continued(chunk)):
            others.append(chunk)
        else:
            own.extend(chunk)
    return own, others


def _ends_with_states(text: str) -> bool:
    return bool(ENDS_WITH_STATES.search(text, max(0, len(text) - LONGEST_END)))


def _inline_comment(
    lines: Sequence[Line],
) -> tuple[list[Line], list[list[Line]]]:
    """Part "... nationality (Canada): The State does not accept this"."""
    for index, line in enumerate(lines):
        found = _INLINE.search(line.text)
        following = joined(lines[index:])[found.end() :] if found else ""
        if found and not marks(following):
            head = replace(line, text=line.text[: found.start() + 1])
            rest = replace(line, text=line.text[found.end() :])
            comment = [rest] * bool(rest.text) + list(lines[index + 1 :])
            return [*lines[:index], head], [comment] if comment else []
    return list(lines), []


def _is_continued(chunk: Sequence[Line]) -> bool:
    text = joined(chunk)
    return (_ends_with_states(text) and bool(marks(text))) or text[:1] in "(;"


def _place(chunk: Sequence[Line], key: str, result: Listed) -> None:
    text = joined(chunk)
    if ORNAMENT.fullmatch(text):
        return
    if text.rstrip()[-1:] in '.;:”"' or len(chunk) > 1:
        result.comments.append(Comment(text, None, (key,), places(chunk)))
    else:
        why = f"Words after item {key} that are no recommendation and no sentence."
        result.leftovers.append(Leftover(text, why, _first_place(chunk)))


def _first_place(chunk: Sequence[Line]) -> Place:
    found = places(chunk)
    return found[0] if found else Place()


def _number(block: Block, entry: Entry) -> str:
    """The corrected number, in the form its list has."""
    if block.style == "prefixed":
        return f"{block.number}.{entry.number}"
    return str(entry.number) if block.style == "plain" else ""


def _recommendations(
    text: str, footnotes: Mapping[str, str], addressee: str
) -> tuple[Recommendation, ...]:
    strayed = _strayed(text)
    words = text[strayed.end :] if strayed else text
    words = _STARS.sub("", words) if _is_starred(text) else words
    parted = formulations(words)
    given = [
        (ref, as_read)
        for ref in notes.references(text)
        if (as_read := notes.as_read(footnotes.get(ref, "")))
    ]
    return tuple(
        Recommendation(
            text=part.text,
            states=part.states,
            addressee=addressee,
            as_read=_as_read(part, index == len(parted) - 1, given),
        )
        for index, part in enumerate(parted)
    )


def _as_read(
    part: Formulation, is_last: bool, given: Sequence[tuple[str, str]]
) -> str | None:
    """The words used in the room for one text of the item.

    A footnote that names a State belongs to that State's text; else to the text it
    is printed at, or to the last one.
    """
    codes = {state.iso3 for state in part.states}
    own = list(notes.references(part.printed))
    found = []
    for ref, words in given:
        named = {state.iso3 for mark in marks(words) for state in mark.states}
        belongs = not named.isdisjoint(codes) if named else ref in own or is_last
        if belongs:
            found.append(_without_states(words))
    return "\n".join(found) or None


def _without_states(words: str) -> str:
    named = marks(words)
    if named and not words[named[-1].end :].strip(' .;,”"'):
        words = words[: named[-1].start]
    return words.strip(" .;,")
