"""What must be read in a report of the demonstration, from its words alone."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from demo.composition import item_number
from demo.sources import (
    REFERENCE,
    Conclusion,
    Entry,
    Note,
    Paragraph,
    Piece,
    Report,
    States,
)

INTRODUCTION = 4  # paragraphs before section I
LETTERED = re.compile(r"\(([a-z])\) ")
Row = dict[str, Any]


def expected(report: Report) -> Row:
    """The facts of `report` and a row for each recommendation, in printed order."""
    dates = ("session_start", "session_end", "review_date", "adoption_date")
    lists = ("troika", "documents", "advance_questions")
    return {
        "symbol": report["symbol"],
        "state": report["state"],
        "session": report["session"],
        "distributed": report["distributed"].isoformat(),
        **{name: report[name].isoformat() for name in dates},
        **{name: report[name] for name in lists},
        "reissued": bool(report.get("is_reissue")),
        "previous_symbol": report.get("previous_symbol") or None,
        "recommendations": list(recommendations(report)),
        "pledges": list(report.get("pledges", [])),
    }


def recommendations(report: Report) -> Iterator[Row]:
    """A row for each recommendation of `report`, in printed order."""
    told = (*report.presentation, *report.dialogue)
    spoken = dict(enumerate(told, INTRODUCTION + 1))
    first = INTRODUCTION + len(told) + 1
    carried_out = _carried_out(report.conclusions)
    for paragraph, conclusion in enumerate(report.conclusions, first):
        for number, entry in enumerate(conclusion.entries, 1):
            for row in _texts(entry):
                yield row | {
                    "paragraph": str(paragraph),
                    "number": _number(report, paragraph, number),
                    "printed_number": item_number(
                        report, paragraph, number, entry
                    ).rstrip("."),
                    "position": conclusion.position,
                    "implementation": carried_out.get((conclusion.key, number))
                    or conclusion.implementation
                    or None,
                    "referred_to": [],
                }
        if conclusion.position and not conclusion.entries:
            yield from _referred(conclusion, str(paragraph), spoken)


def _number(report: Report, paragraph: int, number: int) -> str:
    plain = report["numbering"] == "plain"
    return str(number) if plain else f"{paragraph}.{number}"


def _carried_out(conclusions: tuple[Conclusion, ...]) -> dict[tuple[str, int], str]:
    """The list and number of each item that a later paragraph calls carried out."""
    return {
        (conclusion.above, number): conclusion.implementation
        for conclusion in conclusions
        for number in conclusion.implemented
    }


def _texts(entry: Entry) -> Iterator[Row]:
    """One row a text; where States stand inside a sentence, one row a bracket."""
    for pieces in entry.texts:
        brackets = [p.codes for p in pieces if isinstance(p, States)]
        as_read = [p.as_read for p in pieces if isinstance(p, Note) and p.as_read]
        if entry.is_inside:
            yield from (_row(None, codes, None) for codes in brackets)
        else:
            codes = [code for bracket in brackets for code in bracket]
            yield _row(bare_text(pieces), codes, as_read[0] if as_read else None)


def _row(text: str | None, codes: Sequence[str], as_read: str | None) -> Row:
    return {"text": text, "states": list(codes), "as_read": as_read}


def bare_text(pieces: tuple[Piece, ...]) -> str:
    """The words without States, footnotes and the marks that part texts.

    They begin with a capital letter, also where they follow another text.

    >>> bare_text(("sign it ", States(("XAB",), ""), "; "))
    'Sign it'
    """
    words = "".join(piece for piece in pieces if isinstance(piece, str))
    return _capital(re.sub(r"[;/.\s]+(and)?\s*$", "", " ".join(words.split())))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _referred(
    conclusion: Conclusion, paragraph: str, spoken: dict[int, Paragraph]
) -> Iterator[Row]:
    """The recommendations of section I that `conclusion` only refers to."""
    numbers = {said.label: number for number, said in spoken.items() if said.label}
    for reference in REFERENCE.finditer(conclusion.opening):
        number = numbers[reference[1]]
        points = lettered_points(spoken[number].text)
        for letter in re.findall(r"\(([a-z])\)", reference[2]):
            yield {
                "text": points[letter],
                "states": [spoken[number].speaker],
                "as_read": None,
                "paragraph": paragraph,
                "number": None,
                "printed_number": None,
                "position": conclusion.position,
                "implementation": None,
                "referred_to": [f"{number} ({letter})"],
            }


def lettered_points(text: str) -> dict[str, str]:
    """The points (a), (b), ... of a paragraph.

    >>> lettered_points("It said (a) sign it; and (b) keep it.")
    {'a': 'Sign it', 'b': 'Keep it'}
    """
    parts = LETTERED.split(text)[1:]
    return {
        letter: _capital(re.sub(r"(;| and|\s)+$", "", words).rstrip("."))
        for letter, words in zip(parts[::2], parts[1::2], strict=True)
    }
