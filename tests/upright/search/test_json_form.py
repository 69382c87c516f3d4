"""Downloads as one JSON object."""

import json

import pytest

from tests.upright.search.test_downloads import ABOUT, a_row
from upright.search.json_form import json_file


@pytest.mark.parametrize("number", [0, 1, 3])
def test_json_is_one_object(number):
    rows = [a_row(f"Do {n}") for n in range(number)]

    whole = json.loads(b"".join(json_file(rows, ABOUT)))

    assert list(whole) == ["about", "recommendations"]
    assert whole["about"]["data_version"] == 7
    assert [one["text"] for one in whole["recommendations"]] == [
        f"Do {n}" for n in range(number)
    ]
    for one in whole["recommendations"]:
        assert (one["action"], one["action_score"], one["action_by"]) == (
            5,
            0.97,
            "model",
        )
        assert one["issues_scores"] == [0.84, 1.0]
        assert (one["persons"], one["persons_by"]) == ([], [])
