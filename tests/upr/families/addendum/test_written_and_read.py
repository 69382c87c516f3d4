"""Whatever an addendum says, however it prints the numbers, is read back."""

import textwrap
from collections.abc import Sequence
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.upr.families.addendum.written import failed, read, said

VERBS = {
    "supported": ("accepts", "supports", "accepts the following"),
    "noted": ("notes", "takes note of", "does not accept", "cannot support"),
    "partly": ("partially accepts", "supports in part"),
    "in_principle": ("accepts in principle",),
}
POSITIONS = st.lists(st.sampled_from(list(VERBS)), min_size=1, max_size=60)
WIDTH = 80  # signs a line


def ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    found = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in group]
        found.append((members[0], members[-1]))
    return found


def printed(numbers: Sequence[int], data: st.DataObject) -> str:
    """The numbers in ranges, as loosely printed as addenda print them."""
    pieces: list[str] = []
    for first, last in ranges(numbers):
        prefix = data.draw(st.sampled_from(["98.", "98.", ""])) if pieces else "98."
        dash = data.draw(st.sampled_from(["-", "–", "- ", " – ", " to "]))
        again = data.draw(st.sampled_from(["98.", ""]))
        one = f"{prefix}{first}" + (f"{dash}{again}{last}" if last > first else "")
        pieces.append(one)
    comma = data.draw(st.sampled_from([", ", "; ", ", and "]))
    return comma.join(pieces)


@given(positions=POSITIONS, data=st.data())
@settings(max_examples=60)
def test_positions_come_back_as_they_were_written(positions, data):
    keys = {f"98.{number}": value for number, value in enumerate(positions, 1)}
    paragraphs = [f"1. The report holds {len(keys)} recommendations."]
    for number, value in enumerate(dict.fromkeys(positions), 2):
        own = [n for n, other in enumerate(positions, 1) if other == value]
        verb = data.draw(st.sampled_from(VERBS[value]))
        paragraphs.append(
            f"{number}. The Government {verb} recommendations {printed(own, data)}."
        )
    text = "\n\n".join("\n".join(textwrap.wrap(one, WIDTH)) for one in paragraphs)

    document = read(text)

    assert said(document) == keys
    assert (failed(document), document.leftovers) == ([], ())


@given(
    values=st.lists(st.sampled_from(["supported", "noted"]), min_size=2, max_size=30)
)
@settings(max_examples=40)
def test_answers_one_by_one_come_back(values):
    words = {
        "supported": "Aldoria accepts the recommendation. A law is planned.",
        "noted": "Aldoria cannot accept the recommendation.",
    }
    text = "\n\n".join(
        f"** {number}. {words[value]}" for number, value in enumerate(values, 1)
    )
    assert said(read(text)) == {
        str(number): value for number, value in enumerate(values, 1)
    }
