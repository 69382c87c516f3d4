"""Going straight to a paragraph."""

import pytest

from upright.search.queries import lookup


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("A/HRC/28/15 115.4", ("A/HRC/28/15", "115.4")),
        ("28/15 115.4", ("A/HRC/28/15", "115.4")),
        (" 28/15, para. 115.4 ", ("A/HRC/28/15", "115.4")),
        ("A/HRC/28/15, para. 115.4", ("A/HRC/28/15", "115.4")),
        ("A/HRC/28/15, paragraph 115", ("A/HRC/28/15", "115")),
        ("A/HRC/8/3, para. 95, recommendation 1", ("A/HRC/8/3", "95.1")),
        ("A/HRC/28/15 ¶115.4", ("A/HRC/28/15", "115.4")),
        ("a/hrc/28/15", ("A/HRC/28/15", None)),
        ("28/15", ("A/HRC/28/15", None)),
        ("A/HRC/WG.6/20/L.9 5.1", ("A/HRC/WG.6/20/L.9", "5.1")),
        ("A/HRC/28/15/Add.1", ("A/HRC/28/15/ADD.1", None)),
        ("A/HRC/28/15 115.4 water", None),
        ("water", None),
        ("115.4", None),
        ('"', None),
        ("", None),
    ],
)
def test_lookup(q, expected):
    assert lookup(q) == expected
