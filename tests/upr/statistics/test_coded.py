"""Figures over codings: categories and issues by each count, cycle and region."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from upr.coding import Codes, Coding, Scheme
from upr.errors import NoCodingError
from upr.records import PositionValue
from upr.reference.sessions import cycle_of
from upr.statistics import (
    CategoryCounts,
    Counted,
    Row,
    by_cycle,
    by_regional_group,
    category_counts,
    category_counts_by,
    issue_counts,
    issue_counts_by,
    share_of_issue,
    with_codes,
)


def row(item: str, *states: str, cycle: int = 1, state: str = "PER") -> Row:
    return Row(
        "A/HRC/901/1", item, state, states, PositionValue.NOTED, session=1, cycle=cycle
    )


def codes(action: str = "", *issues: str) -> Codes:
    return Codes(
        action=Coding(Scheme.ACTION, action, 0.9) if action else None,
        issues=tuple(Coding(Scheme.ISSUES, issue, 0.9) for issue in issues),
    )


# Item 5 holds two texts of different categories; item 7 is not coded.
ROWS = list(
    with_codes(
        [
            row("5", "CHL", "NOR"),
            row("5", "NOR"),
            row("6", "CHL", cycle=2, state="NOR"),
            row("7", "CHL", cycle=2, state="NOR"),
        ],
        [
            codes("5", "Torture", "Justice"),
            codes("4", "Justice"),
            codes("5", "Torture"),
            codes(),
        ],
    )
)


def test_categories_are_counted_in_each_way():
    assert category_counts(ROWS, Counted.ITEMS) == CategoryCounts(
        {1: 0, 2: 0, 3: 0, 4: 1, 5: 2}, coded=2, not_coded=1
    )
    assert category_counts(ROWS, Counted.RECOMMENDATIONS) == CategoryCounts(
        {1: 0, 2: 0, 3: 0, 4: 1, 5: 2}, coded=3, not_coded=1
    )
    counts = category_counts(ROWS, Counted.ATTRIBUTIONS)
    assert counts == CategoryCounts(
        {1: 0, 2: 0, 3: 0, 4: 1, 5: 3}, coded=4, not_coded=1
    )
    assert (counts.share(4), counts.share_specific) == (0.25, 0.75)


def test_categories_by_cycle_and_by_region():
    by = category_counts_by(ROWS, by_cycle, Counted.ATTRIBUTIONS)
    assert {cycle: one.share_specific for cycle, one in by.items()} == {1: 2 / 3, 2: 1}
    regions = category_counts_by(ROWS, by_regional_group, Counted.ITEMS)
    assert {group: one.coded for group, one in regions.items()} == {
        "latin-america": 1,
        "western-europe": 1,
    }


def test_where_nothing_is_coded_there_is_no_share():
    counts = category_counts([row("1", "CHL")], Counted.ITEMS)
    assert (counts.share_specific, counts.not_coded) == (None, 1)
    with pytest.raises(NoCodingError, match="nothing is coded with an issue"):
        share_of_issue([row("1", "CHL")], "Torture", Counted.ITEMS)


def test_issues_are_counted_in_each_way_the_most_frequent_first():
    assert list(issue_counts(ROWS, Counted.ATTRIBUTIONS).items()) == [
        ("Justice", 3),
        ("Torture", 3),
    ]
    assert list(issue_counts(ROWS, Counted.ITEMS).items()) == [
        ("Torture", 2),
        ("Justice", 1),
    ]
    assert issue_counts_by(ROWS, by_cycle, Counted.ITEMS) == {
        1: {"Justice": 1, "Torture": 1},
        2: {"Torture": 1},
    }
    assert share_of_issue(ROWS, "Justice", Counted.ATTRIBUTIONS) == 0.75


def test_codes_must_be_as_many_as_rows():
    with pytest.raises(ValueError, match="shorter"):
        list(with_codes([row("1"), row("2")], [codes("5")]))


# --- beside what was published --------------------------------------------------------

GOLD = Path(os.environ.get("UPR_CORPUS") or "../shared/corpus") / "gold" / "upr-info"


def labelled() -> Iterator[Row]:
    """The rows people at UPR Info coded: each is one attribution."""
    for path in sorted(GOLD.glob("*.jsonl")):
        for number, line in enumerate(path.read_text().splitlines()):
            said = json.loads(line)
            yield Row(
                path.stem,
                str(number),
                said["state"],
                (said["recommending_state"] or "unknown",),
                PositionValue.PENDING,
                said["session"],
                cycle_of(said["session"]),
                said["action"],
                tuple(said["issues"]),
            )


@pytest.mark.corpus
@pytest.mark.skipif(not GOLD.exists(), reason="the labels are not here")
@pytest.mark.parametrize(
    ("sessions", "rows", "ours", "published"),
    [
        ((1, 2), 403, 0.310, 0.31),
        ((11, 12), 1196, 0.336, 0.39),
        ((13, 14, 15, 16), 4065, 0.305, 0.31),
    ],
)
def test_shares_specific_beside_the_published_ones(sessions, rows, ours, published):
    own = [one for one in labelled() if one.session in sessions]
    counts = category_counts(own, Counted.ATTRIBUTIONS)
    assert (counts.coded, counts.not_coded) == (rows, 0)
    share = counts.share_specific
    assert share is not None
    assert round(share, 3) == ours
    assert abs(share - published) < 0.06  # half of the States: near, not equal


@pytest.mark.corpus
@pytest.mark.skipif(not GOLD.exists(), reason="the labels are not here")
def test_issues_asked_for_most_in_the_labels():
    by = issue_counts_by(labelled(), by_cycle, Counted.ATTRIBUTIONS)
    assert {cycle: list(counts.items())[:3] for cycle, counts in by.items()} == {
        1: [
            ("International instruments", 2032),
            ("Women's rights", 1792),
            ("Rights of the Child", 1693),
        ],
        2: [
            ("International instruments", 2051),
            ("Women's rights", 1844),
            ("Rights of the Child", 1834),
        ],
    }
