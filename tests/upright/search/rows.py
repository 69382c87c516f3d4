"""Small builders of rows, and of indexes made of them without a database."""

from collections.abc import Iterable
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from upright.archive.rows import IndexRow
from upright.search.following import build
from upright.search.reading import Snapshot
from upright.search.storage import Store

VERSION = 9  # of the data in an index made by `snapshot_of_rows`
_numbers = count(1)


def row(text: str, *states: str, **changed: Any) -> IndexRow:
    """A recommendation of Slovenia's review of 2014, alone in its item."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "recommendation_id": number,
        "item_id": number,
        "document_id": 1,
        "symbol": "A/HRC/28/15",
        "kind": "report",
        "is_imagined": False,
        "item_key": f"115.{number}",
        "citation": f"para. 115.{number}",
        "order": number,
        "item_order": 1,
        "text": text,
        "states": states,
        "state": "SVN",
        "addressee": "SVN",
        "session": 20,
        "cycle": 2,
        "date": date(2014, 11, 4),
        "position": "supported",
        "implementation": "",
        "is_certain": True,
        "since": 1,
        "until": None,
    }
    return IndexRow(**{**values, **changed})


def snapshot_of_rows(
    folder: Path, rows: Iterable[IndexRow], version: int = VERSION
) -> Snapshot:
    """An index of these rows in `folder`, as it is searched."""
    store = Store(folder)
    made = store.new_folder()
    build(made, rows, version)
    store.publish(made)
    return store.snapshot()


WORDS = [
    *("women", "woman's", "child", "children", "rights", "right", "education"),
    *("educate", "educational", "Türkiye", "turkiye", "treaty", "follow-up", "1325"),
    *("the", "of", "and", "detention", "migrants", "universal"),
]
DOCUMENTS = [
    # symbol, State, session, cycle, date, imagined
    ("A/HRC/28/15", "SVN", 20, 2, date(2014, 11, 4), False),
    ("A/HRC/14/15", "SVN", 7, 1, date(2010, 2, 16), False),
    ("A/HRC/21/9", "GBR", 13, 2, date(2012, 5, 24), False),
    ("A/HRC/52/1", "GBR", 41, 4, date(2022, 11, 10), False),
    ("A/HRC/8/1", "KEN", None, None, None, False),
    ("A/HRC/901/1", "XAA", 21, 2, date(2015, 1, 23), True),
]
STATES = ("CHL", "PER", "FRA", "GBR", "KEN", "NOR", "XAB")


CODES = (
    *(("action", str(rank)) for rank in range(1, 6)),
    *(("issues", tag) for tag in ("Women's rights", "Torture and other CID treatment")),
    *(("groups", label) for label in ("Women and girls", "Children")),
    *(("sdg_goals", number) for number in ("5", "16")),
    *(("sdg_targets", number) for number in ("5.1", "16.3", "16.a")),
)


def random_codings(random: Random) -> tuple[tuple[str, str, float, str], ...]:
    """Some codes, sure or not, of the model or of a person; often none at all."""
    given = random.sample(CODES, random.choice((0, 1, 2, 4, 6)))
    return tuple(
        (scheme, code, random.choice((0.6, 0.99)), random.choice(("model", "person")))
        for scheme, code in given
    )


def random_rows(seed: int, number: int = 80) -> list[IndexRow]:
    """Rows of several documents: twins in items, closed rows, doubtful ones."""
    random = Random(seed)
    made: list[IndexRow] = []
    for order in range(1, number + 1):
        document = random.randrange(len(DOCUMENTS))
        symbol, state, session, cycle, day, imagined = DOCUMENTS[document]
        item = next(_numbers)
        for item_order in range(1, random.choice((1, 1, 2, 3)) + 1):
            since = random.randint(1, VERSION)
            until = random.choice((None, None, since + random.randint(1, 4)))
            words = random.choices(WORDS, k=random.randint(1, 8))
            made.append(
                row(
                    " ".join(words),
                    *random.sample(STATES, random.choice((0, 1, 1, 2, 3))),
                    item_id=item,
                    document_id=document + 1,
                    symbol=symbol,
                    is_imagined=imagined,
                    item_key=f"10.{order}",
                    order=order,
                    item_order=item_order,
                    state=state,
                    session=session,
                    cycle=cycle,
                    date=day,
                    position=random.choice(("supported", "noted", "pending")),
                    codings=random_codings(random),
                    is_certain=random.random() < 0.8,
                    since=since,
                    until=until if until is None or until <= VERSION else None,
                )
            )
    return made
