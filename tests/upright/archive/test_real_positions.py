"""Real papers of one State, archived in any order: OHCHR's position on each item."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import upr
from tests.upright.builders import file_of
from tests.upright.conftest import Archive
from upr import records
from upright.archive.models import DocumentPart, Position, Recommendation

pytestmark = pytest.mark.corpus

Names = tuple[str, ...]
PAPERS: dict[str, Names] = {  # report, addendum, OHCHR's list, the Council's papers
    "A/HRC/28/15": (
        "g1423930.pdf",
        "g1504261.pdf",
        "UPR20__Slovenia_ThematicListRecommendations_E.docx",
        "g1913313.pdf",
        "g1510722.pdf",
    ),
    "A/HRC/43/15": (
        "g1934994.pdf",
        "g2004192.pdf",
        "UPR34_Slovenia_Thematic_list_of_Recommendations.docx",
        "g2110341.pdf",
        "g2007307.pdf",
    ),
    "A/HRC/59/15": (
        "g2502644.pdf",
        "g2505828.pdf",
        "upr48-slovenia-thematic-list-of-recommendatio.docx",
        "g2511026.pdf",
    ),
}
COUNTS = {"A/HRC/28/15": (142, 21), "A/HRC/43/15": (182, 33), "A/HRC/59/15": (217, 37)}
ORDERS: dict[str, Callable[[Names], Names]] = {
    "as they came out": lambda names: names,
    "the other way round": lambda names: names[::-1],
    "the report in the middle": lambda names: (*names[1:3], names[0], *names[3:]),
}


@cache
def read(path: Path) -> records.Document:
    return upr.read(path)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("symbol", PAPERS)
def test_positions_equal_ohchrs_whatever_comes_first(
    symbol: str, order: str, corpus: Path, archive: Archive
):
    papers = {name: read(corpus / "slovenia" / name) for name in PAPERS[symbol]}

    for name in ORDERS[order](PAPERS[symbol]):
        archive(papers[name], file_of(papers[name]))

    told = {
        said.items[0]: (said.value.value, said.words)
        for said in papers[PAPERS[symbol][2]].statements
    }
    texts = Recommendation.objects.filter(item__document__symbol=symbol, until=None)
    found = {
        text.item.key: (text.position, text.position_ohchr)
        for text in texts.select_related("item")
    }
    assert found == told
    supported, noted = COUNTS[symbol]
    assert Counter(position for position, _ in found.values()) == {
        "supported": supported,
        "noted": noted,
    }
    assert not DocumentPart.objects.filter(kind="doubt", until=None).exists()


def test_each_order_of_import_ends_in_the_same_history(corpus: Path, archive: Archive):
    symbol = "A/HRC/43/15"
    papers = [read(corpus / "slovenia" / name) for name in PAPERS[symbol]]
    for paper in papers:
        archive(paper, file_of(paper))
    said = history(symbol)

    assert Counter(stage for _, stage, *_ in said) == {1: 215, 2: 157, 4: 215}
    assert said == sorted(said, key=lambda one: one[:2])


def history(symbol: str) -> list[tuple[str, int, str, str, str]]:
    rows = Position.objects.filter(document__symbol=symbol, until=None)
    return list(
        rows.order_by("item_key", "stage").values_list(
            "item_key", "stage", "value", "source__symbol", "source_paragraph"
        )
    )
