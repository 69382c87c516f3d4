"""What people said and decided in a round, as files.

Coders are numbered by order of appearance: who they are is nobody's business. While
a round of two is open, nobody reads what would end their being blind to the other.
"""

import json
from collections.abc import Iterator

from upright.accounts.models import User
from upright.archive.coding_queries import decided_codings
from upright.archive.models import Coding
from upright.curation import coding_queries as queries
from upright.curation.models import CodingRound
from upright.search.downloads import safe

COLUMNS = (
    "text", "symbol", "item", "recommendation", "coder", "codes", "skipped", "settles",
    "at",
)  # fmt: skip


def rows_of(made: CodingRound, reader: User) -> Iterator[list[object]]:
    """Yield a row for each judgement that was not taken back, by text.

    Of those that the reader may see now: `coding_queries.readable`. A coder has the
    same number whoever reads.
    """
    seen = set(queries.readable(made, reader).values_list("pk", flat=True))
    numbers: dict[int, int] = {}
    for one in queries.judgements(made):
        coder = numbers.setdefault(one.by_id, len(numbers) + 1)
        if one.pk not in seen:
            continue
        cells = (
            one.task.place,
            one.task.document.symbol,
            one.task.item_key,
            one.task.recommendation_order,
            f"coder {coder}",
            "; ".join(one.codes),
            "yes" if one.is_skipped else "no",
            "yes" if one.settles else "no",
            one.at.isoformat(timespec="seconds"),
        )
        yield [safe(cell) for cell in cells]


def training_lines(made: CodingRound) -> Iterator[str]:
    """Yield a line of JSON for each decision of a round that is in force.

    Of two coders none is before the round has ended. With the words, the State and the
    session, as `upr train --decisions` takes them.
    """
    own = set(queries.decision_keys(made))
    for words, row in decided_codings():
        if row.pk in own:
            yield _training_line(words, row)


def all_training_lines(imagined: bool) -> Iterator[str]:
    """Yield such a line for each decision in force, of rounds and outside of them.

    Of imagined documents or of the others, in the order in which they were made.
    """
    for words, row in decided_codings():
        if row.document.is_imagined == imagined:
            yield _training_line(words, row)


def _training_line(words: str, row: Coding) -> str:
    line = {
        "state": row.document.state_id,
        "session": row.document.session,
        "text": words,
        "scheme": row.scheme,
        "codes": [code for code, _ in row.codes.get(row.scheme, [])],
        "symbol": row.document.symbol,
        "item": row.item_key,
        "recommendation": row.recommendation_order,
        "decided": row.at.date().isoformat(),
    }
    return json.dumps(line, ensure_ascii=False) + "\n"
