import json

import pytest

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.curation.coding import THEN
from upr.coding import Scheme
from upright.archive.errors import CodingError
from upright.archive.models import Recommendation
from upright.curation import coding_rounds
from upright.curation.coding_rounds import Wanted
from upright.curation.disputes import disputed
from upright.curation.models import CodingRound
from upright.witnesses.models import Export, Record, Tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts(archive: Archive) -> None:
    """Four texts the model gives category 4, each surer than the one before."""
    archive(document(*(item(f"136.{number}", ("Do", "XAB")) for number in range(1, 5))))
    for number in range(1, 5):
        score = 0.5 + number / 10
        Recommendation.objects.filter(item__key=f"136.{number}").update(
            codings={
                "action": [["4", score, "model"]],
                "issues": [["Labour", score, "model"]],
            },
            sure_action=score,
            sure_issues=score,
        )


@pytest.fixture
def say(texts: None):
    """Have UPR Info say something of an item."""
    export = Export.objects.create(sha256="0" * 64, name="a.csv", size=1, began=THEN)

    def say(number: int, sure: float = 1.0, **said: object) -> None:
        record = Record.objects.create(
            export=export,
            row=number,
            source="upr-info",
            key=f"{number}",
            digest="",
            kind="recommendation",
            text="Do",
            said=json.dumps(said),
            since=1,
        )
        Tie.objects.create(
            record=record,
            symbol="A/HRC/901/1",
            item_key=f"136.{number}",
            recommendation_order=1,
            sure=sure,
            ground="state_and_text",
            since=1,
        )

    return say


def keys(scheme: Scheme, size: int = 9) -> list[str]:
    return [text.item.key for text in disputed(scheme, True, size)]


def test_the_surest_of_the_model_that_others_code_otherwise_comes_first(say):
    say(1, action=5)
    say(2, action=4)
    say(3, action=2)
    say(4, action=3, sure=0.6)
    assert keys(Scheme.ACTION) == ["136.3", "136.1"]
    assert keys(Scheme.ACTION, 1) == ["136.3"]


def test_where_a_rule_is_on_their_side_comes_before_the_surest(say):
    say(1, action=2)
    say(2, action=3)
    say(3, action=5)
    Recommendation.objects.filter(item__key="136.1").update(text="Maintain it")
    Recommendation.objects.filter(item__key="136.2").update(text="Maintain it")

    # of the second the rule says neither what UPR Info says nor what the model gives
    assert keys(Scheme.ACTION) == ["136.1", "136.3", "136.2"]


def test_issues_differ_where_they_are_not_the_very_same(say):
    say(1, issues=["Labour"])
    say(2, issues=["Labour", "Migrants"])
    say(3, issues=[])
    assert keys(Scheme.ISSUES) == ["136.2"]
    assert keys(Scheme.SDG_GOALS) == []


def test_what_a_person_decided_is_disputed_no_more(say):
    say(1, action=5)
    Recommendation.objects.filter(item__key="136.1").update(sure_action=None)
    assert keys(Scheme.ACTION) == []


def test_a_round_is_drawn_from_them(say):
    wanted = Wanted("July", Scheme.ACTION, CodingRound.Draw.DISPUTED, 5, imagined=True)
    with pytest.raises(CodingError):
        coding_rounds.begin(wanted, THEN)
    say(1, action=5)
    made = coding_rounds.begin(wanted, THEN)
    assert list(made.tasks.values_list("item_key", flat=True)) == ["136.1"]
