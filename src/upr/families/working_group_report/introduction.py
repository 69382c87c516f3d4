"""Paragraphs 1 to 4: when the review was held, by whom, on which papers.

Found by what they say, not by their numbers: a report may have one more.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from upr.cover import MONTHS, SYMBOL, day_of, plain_symbol
from upr.parsing import joined
from upr.reading.lines import Line
from upr.records import ReviewFacts
from upr.reference import states

OPENING_PARAGRAPHS = 7  # the longest opening known has 5

_MONTH = "|".join(MONTHS)
_DAY = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\s*({_MONTH})\s+(\d{{4}})", re.IGNORECASE
)
_SESSION = re.compile(
    r"\bheld\s+its\s+(?P<ordinal>[\w-]+?)\s+session\s+from\s+(?P<dates>.{4,60}?\d{4})",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?P<first>\d{{1,2}})\s*(?P<month>{_MONTH})?\s*(?P<year>\d{{4}})?\s*"
    rf"(?:to|–|-)\s*(?P<last>\d{{1,2}}\s+(?:{_MONTH})\s+\d{{4}})",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"\breview\s+of\s+(?P<state>.{3,80}?)\s+was\s+held\s+(?P<when>[^.]{0,80})"
)
_ADOPTED = re.compile(
    r"(?:at\s+(?:its|the)\s.{0,60}?held\s+on|on)\s+"
    r"(?P<day>\d{1,2}(?:st|nd|rd|th)?\s*\w+\s+\d{4})\s*,?"
    r"\s*the\s+Working\s+Group\s+adopted",
    re.IGNORECASE,
)
_TROIKA = re.compile(r"\btroika\b.{0,120}?:\s*(?P<states>.+?)\.?\s*$")
_TROIKA_PLAIN = re.compile(
    r"\(troika\)\s+.*?review\s+of\s+.{3,80}?[:,]\s*(?P<states>.+)"
)
_QUESTIONS = re.compile(
    r"questions?\b.{0,40}?\bprepared\s+in\s+advance\s+by\s+(?P<states>.+?)\s+"
    r"(?:was|were|had\s+been)\s+(?:also\s+)?transmitted",
    re.IGNORECASE,
)

_UNITS = [
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    *("ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
]
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50}


def number_of(ordinal: str) -> int | None:
    """Return the number an English ordinal spells, 1 to 59.

    >>> number_of("forty-eighth"), number_of("twentieth"), number_of("21st")
    (48, 20, 21)
    """
    word = ordinal.lower().replace(" ", "-")
    if found := re.match(r"(\d{1,2})(?:st|nd|rd|th)?$", word):
        return int(found.group(1))
    if word in _UNITS:
        return _UNITS.index(word) + 1
    for stem, tens in _TENS.items():
        if word == f"{stem}ieth":
            return tens
        if word.startswith(f"{stem}y-") and word.partition("-")[2] in _UNITS[:9]:
            return tens + _UNITS.index(word.partition("-")[2]) + 1
    return None


def facts(
    paragraphs: Mapping[int, Sequence[Line]], footnotes: Mapping[str, str]
) -> tuple[ReviewFacts, str | None]:
    """Return what the opening says, and the State's code where it is known."""
    texts = [joined(paragraphs[n]) for n in sorted(paragraphs)[:OPENING_PARAGRAPHS]]
    session, start, end = _session(texts)
    review = _first(_REVIEW, texts)
    adopted = _first(_ADOPTED, texts)
    found = ReviewFacts(
        session=session,
        session_start=start,
        session_end=end,
        review_date=_day_in_session(review["when"], end) if review else None,
        adoption_date=_day(adopted["day"]) if adopted else None,
        troika=_named(_first(_TROIKA, texts) or _first(_TROIKA_PLAIN, texts)),
        documents=_documents(texts, footnotes),
        advance_questions=_named(_first(_QUESTIONS, texts)),
    )
    return found, states.resolve(review["state"]).iso3 if review else None


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> re.Match[str] | None:
    return next((found for text in texts if (found := pattern.search(text))), None)


def _session(texts: Sequence[str]) -> tuple[int | None, date | None, date | None]:
    found = _first(_SESSION, texts)
    if found is None:
        return None, None, None
    dates = _RANGE.search(found["dates"])
    end = _day(dates["last"]) if dates else None
    start = None
    if dates and end:
        month = dates["month"] or MONTHS[end.month - 1]
        start = _day(f"{dates['first']} {month} {dates['year'] or end.year}")
    return number_of(found["ordinal"]), start, end


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    return day_of(found) if found else None


def _day_in_session(text: str, end: date | None) -> date | None:
    """The day, of the session's year where the year is not printed."""
    year = f" {end.year}" if end else ""
    return _day(text) or _day(f"{text.strip(' ,')}{year}")


def _named(found: re.Match[str] | None) -> tuple[str, ...]:
    if found is None:
        return ()
    named = (state.iso3 for state in states.find_in(found["states"]))
    return tuple(dict.fromkeys(code for code in named if code))


def _documents(texts: Sequence[str], footnotes: Mapping[str, str]) -> tuple[str, ...]:
    """Symbols of the papers considered, in the text or in footnotes to it."""
    printed = [*texts, *(footnotes[ref] for ref in ("1", "2", "3") if ref in footnotes)]
    found = (m.group() for text in printed for m in SYMBOL.finditer(text))
    papers = (plain_symbol(symbol) for symbol in found if "WG" in symbol)
    return tuple(dict.fromkeys(papers))
