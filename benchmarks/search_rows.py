"""Rows to measure search with: real recommendations repeated, or made-up ones.

The Danish Institute's rows of the corpus (19,777 attributions in 17,371 items) are
repeated as often as needed, each time as other documents with other numbers. Where
the corpus is absent, texts are drawn from a vocabulary with the frequencies of words
in reports.
"""

import json
import os
import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

from upr.reference.groups import DIHR
from upr.reference.issues import ISSUES
from upr.reference.sdg import GOALS, TARGETS
from upr.reference.states import REAL
from upright.archive.rows import IndexRow

CORPUS = Path(os.environ.get("UPR_CORPUS") or "../shared/corpus")
POSITIONS = {"Supported": "supported", "Noted": "noted"}
FIRST_SESSION = date(2008, 4, 7)

Codings = tuple[tuple[str, str, float, str], ...]
_ACTIONS, _ACTION_RATES = "12345", (2, 18, 8, 39, 33)
_ISSUES = [one.tag for one in ISSUES.values()]
_GROUPS = [one.label for one in DIHR.values()]
_GOALS = [str(number) for number in GOALS]
_TARGETS = list(TARGETS)
_WHO = ("model", "person")

# One item: its texts, each with the States that recommend it.
Texts = dict[str, list[str]]
Report = tuple[str, int, list[tuple[Texts, str]]]  # State, session, items and positions


def rows(number: int) -> Iterator[IndexRow]:
    """`number` recommendations with their items, States and positions."""
    yield from islice(_all_rows(), number)


def _all_rows() -> Iterator[IndexRow]:
    reports = list(_reports_of_corpus()) or list(_reports_made_up())
    chance = random.Random(2)
    recommendations, items = count(1), count(1)
    for document in count(1):
        turn, place = divmod(document - 1, len(reports))
        state, session, report = reports[place]
        for order, (texts, position) in enumerate(report, 1):
            item = next(items)
            for item_order, (text, states) in enumerate(texts.items(), 1):
                yield IndexRow(
                    recommendation_id=next(recommendations),
                    item_id=item,
                    document_id=document,
                    symbol=f"A/HRC/{session + 7}/{document}",
                    kind="report",
                    is_imagined=False,
                    item_key=f"115.{order}",
                    citation=f"para. 115.{order}",
                    order=order,
                    item_order=item_order,
                    text=_renumbered(text, turn),
                    states=tuple(states),
                    state=state,
                    addressee=state,
                    session=session,
                    cycle=1 if session < 13 else 2,
                    date=FIRST_SESSION + timedelta(days=120 * (session - 1)),
                    position=position,
                    # One item in 30 was answered after its report.
                    position_at_report="pending" if item % 30 == 0 else position,
                    implementation="",
                    is_certain=item % 50 != 0,
                    since=document,
                    until=None,
                    codings=_codings(chance),
                )


def _codings(chance: random.Random) -> Codings:
    """Codings drawn at the rates at which people give them; one text in 50 has none.

    An action category each, 1.4 issues, 0.5 groups, 1.2 goals, 1.3 targets; common
    ones far more often than rare ones.
    """
    if chance.random() < 0.02:
        return ()
    given = [
        *zip(["action"], chance.choices(_ACTIONS, _ACTION_RATES), strict=True),
        *_drawn(chance, "issues", _ISSUES, (1, 1, 1, 2, 2)),
        *_drawn(chance, "groups", _GROUPS, (0, 0, 0, 1, 1)),
        *_drawn(chance, "sdg_goals", _GOALS, (1, 1, 1, 1, 2)),
        *_drawn(chance, "sdg_targets", _TARGETS, (1, 1, 1, 2)),
    ]
    return tuple(
        (
            scheme,
            code,
            min(round(chance.betavariate(8, 1), 4), 1.0),
            _WHO[chance.random() < 0.01],
        )
        for scheme, code in given
    )


def _drawn(
    chance: random.Random, scheme: str, codes: Sequence[str], numbers: Sequence[int]
) -> list[tuple[str, str]]:
    weights = [1 / (rank + 3) for rank in range(len(codes))]
    drawn = chance.choices(codes, weights, k=chance.choice(numbers))
    return [(scheme, code) for code in dict.fromkeys(drawn)]


def _renumbered(text: str, turn: int) -> str:
    if not turn:
        return text
    changed = re.sub(r"\d+", lambda match: str(int(match[0]) + turn), text)
    return changed if changed != text else f"{text} {turn}"


def _reports_of_corpus() -> Iterator[Report]:
    for path in sorted((CORPUS / "gold" / "dihr").glob("*.jsonl")):
        state, _, session = path.stem.partition("-")
        items: dict[str, tuple[Texts, str]] = {}
        for line in path.read_text().splitlines():
            row = json.loads(line)
            position = POSITIONS.get(row["response"], "pending")
            texts, _position = items.setdefault(row["paragraph"], ({}, position))
            states = texts.setdefault(row["text"], [])
            if row["recommending_state"]:
                states.append(row["recommending_state"])
        yield state, int(session), list(items.values())


def _reports_made_up() -> Iterator[Report]:
    chance = random.Random(1)
    known = [
        *("rights", "of", "the", "human", "to", "and", "torture", "women", "children"),
        *("education", "ratify", "convention", "against", "discrimination", "treaty"),
        *("disabilities", "migrants", "detention", "defenders", "protocol"),
        *("optional", "implement", "measures", "strengthen", "continue", "protect"),
    ]
    words = known + [f"word{number}" for number in range(8000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    states = sorted(REAL)
    for number in range(150):
        items = []
        for _item in range(120):
            texts = {}
            for _text in range(chance.choice((1, 1, 1, 1, 1, 1, 2, 3))):
                size = chance.randint(8, 40)
                text = " ".join(chance.choices(words, weights, k=size))
                texts[text] = chance.sample(states, chance.choice((1, 1, 1, 2)))
            items.append((texts, chance.choice(("supported", "supported", "noted"))))
        yield states[number], number % 20 + 1, items
