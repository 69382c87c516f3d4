"""The reader on real reports, where they are: counts, and labels made by people."""

import csv
import os
from pathlib import Path

import pytest

import upr

ROOT = Path(__file__).parents[4]
CORPUS = Path(os.environ.get("UPR_CORPUS", ROOT.parent / "shared" / "corpus"))
LABEL_ERRORS = ROOT / "benchmarks" / "label-errors.csv"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not CORPUS.is_dir(), reason=f"the real reports are not in {CORPUS}"
    ),
]


@pytest.mark.parametrize(
    ("name", "symbol", "items", "supported"),
    [
        ("g1012049", "A/HRC/14/15", 97, 0),
        ("g1423930", "A/HRC/28/15", 163, 0),
        ("g1934994", "A/HRC/43/15", 215, 58),
        ("g2502644", "A/HRC/59/15", 254, 0),
    ],
)
def test_reports_of_four_cycles_are_read_whole(name, symbol, items, supported):
    document = upr.read(CORPUS / "slovenia" / f"{name}.pdf")
    assert document.symbol == symbol
    assert document.state == "SVN"
    assert len(document.items) == items
    given = [item.position.value.value for item in document.items]
    assert given.count("supported") == supported
    assert given.count("pending") == items - supported
    assert document.is_whole
    assert all(
        recommendation.states for _, recommendation in document.recommendations()
    )


def test_where_labels_name_another_state_the_print_is_read():
    with LABEL_ERRORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        document = upr.read(CORPUS / "reports" / f"{row['key']}.pdf")
        item = next(item for item in document.items if item.key == row["item"])
        assert document.symbol == row["symbol"]
        assert item.places[0].page == int(row["page"])
        given = [
            {(state.iso3, state.name) for state in part.states}
            for part in item.recommendations
        ]
        printed = (row["printed"], row["printed_name"])
        own = next(states for states in given if printed in states)
        assert row["label"] not in {iso3 for iso3, _ in own}
