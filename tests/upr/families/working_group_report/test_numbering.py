import pytest

from upr.families.working_group_report.numbering import token


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("98.12. Ratify it", ("98.12", 98, 12, "Ratify it")),
        ("98.12 Ratify it", ("98.12", 98, 12, "Ratify it")),
        ("98.12Ratify it", ("98.12", 98, 12, "Ratify it")),
        ("109. 10 Ratify it", ("109. 10", 109, 10, "Ratify it")),
        ("125-15 Ratify it", ("125-15", 125, 15, "Ratify it")),
        ("118.09. Ratify it", ("118.09", 118, 9, "Ratify it")),
        ("4 Ratify it", ("4", None, 4, "Ratify it")),
        ("12. Ratify it", ("12", None, 12, "Ratify it")),
        ("115.", ("115", None, 115, "")),
    ],
)
def test_token_is_the_number_a_line_starts_with(text, expected):
    found = token(text)
    assert found is not None
    assert (found.printed, found.paragraph, found.number, found.text) == expected


@pytest.mark.parametrize(
    "text", ["2010 and later", "Ratify it", "", "10,000 houses", "5/1 of 18 June"]
)
def test_token_is_no_year_sum_or_symbol(text):
    assert token(text) is None
