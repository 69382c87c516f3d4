"""The session of the Working Group at which the review was held that is answered.

An addendum prints the Council's session, not the Working Group's. Its words may give
the day of the review; else the symbol of the report it is added to tells, by the
reference facts. Where neither does, or they disagree with themselves, there is none.
"""

import re
from collections.abc import Iterable, Iterator

from upr.cover import MONTHS, day_of
from upr.reference import reviews, sessions

_SENTENCE = re.compile(r"[^.;]*\breview\b[^.;]*", re.IGNORECASE)
_DAY = re.compile(rf"(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
_REPORT = re.compile(r"(?P<report>A/HRC/(?P<council>\d+)/\d+)/Add\.\d+")


def session_of(symbol: str, state: str | None, texts: Iterable[str]) -> int | None:
    """Return the number of the session, None where it cannot be told.

    `texts` are the paragraphs of the addendum.
    """
    by_days = set(_by_days(texts))
    if len(by_days) == 1:
        return by_days.pop()
    found = _REPORT.fullmatch(symbol)
    if found is None:
        return None
    known = reviews.of_report(found["report"])
    if known is not None:
        return known.actual_session
    return _by_council(int(found["council"]), state)


def _by_days(texts: Iterable[str]) -> Iterator[int]:
    """The sessions that sat on the days that sentences on the review give."""
    for text in texts:
        for sentence in _SENTENCE.finditer(text):
            for found in _DAY.finditer(sentence.group()):
                day = day_of(found)
                session = sessions.on(day) if day else None
                if session is not None:
                    yield session.number


def _by_council(council: int, state: str | None) -> int | None:
    """The session whose reports the Council adopted then, if the State was reviewed."""
    own = {review.actual_session for review in reviews.of_state(state or "")}
    numbers = [
        session.number
        for session in sessions.SESSIONS.values()
        if session.council_session == council and session.number in own
    ]
    return numbers[0] if len(numbers) == 1 else None
