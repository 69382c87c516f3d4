from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.upright.curation.coding import THEN, coder, minutes, round_of, task
from upr.coding import Scheme
from upright.accounts.models import User
from upright.archive.errors import CodingError
from upright.archive.models import Change, Coding, Recommendation
from upright.curation import coding_queries as queries
from upright.curation import coding_rounds
from upright.curation.coding_rounds import Wanted
from upright.curation.models import CodingRound, CodingTask

pytestmark = pytest.mark.django_db
Draw = CodingRound.Draw


@pytest.fixture
def texts(three_texts: None) -> None:
    """All that is coded here."""


@pytest.fixture
def ben(db: None) -> User:
    return coder("ben")


def codings(key: str = "136.1") -> object:
    found = Recommendation.objects.get(item__key=key, item__until=None, until=None)
    return found.codings


def test_what_one_coder_says_decides_at_once(texts, ann):
    made = round_of()
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    assert codings() == {"action": [["5", 1.0, "person"]]}
    assert task(made, 1).decided == ["5"]
    assert Change.objects.filter(kind=Change.Kind.CODING).count() == 1
    following = queries.next_task(made, ann)
    assert following is not None
    assert following.place == 2


def test_two_who_agree_decide_and_one_alone_does_not(texts, ann, ben):
    made = round_of(coders=2)
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    assert task(made, 1).decided is None
    coding_rounds.judge(task(made, 1), ben, ["5"], minutes(2))
    assert task(made, 1).decided == ["5"]


def test_two_who_differ_are_settled_by_a_third(texts, ann, ben, cleo):
    made = round_of(coders=2)
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    coding_rounds.judge(task(made, 1), ben, ["4"], minutes(2))
    assert task(made, 1).decided is None
    assert queries.next_to_settle(made, ann) is None
    waiting = queries.next_to_settle(made, cleo)
    assert waiting == task(made, 1)
    assert queries.said_by_coders(waiting) == [["5"], ["4"]]
    with pytest.raises(CodingError):
        coding_rounds.settle(waiting, ann, ["5"], minutes(3))
    coding_rounds.settle(waiting, cleo, ["4"], minutes(3))
    assert task(made, 1).decided == ["4"]
    assert queries.next_to_settle(made, cleo) is None
    with pytest.raises(CodingError):
        coding_rounds.settle(waiting, cleo, ["5"], minutes(4))


def test_a_third_is_not_asked_once_two_have_spoken(texts, ann, ben, cleo):
    made = round_of(coders=2)
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    coding_rounds.judge(task(made, 1), ben, ["4"], minutes(2))
    following = queries.next_task(made, cleo)
    assert following is not None
    assert following.place == 2
    with pytest.raises(CodingError):
        coding_rounds.judge(task(made, 1), cleo, ["4"], minutes(3))


def test_who_could_read_what_two_said_does_not_code_what_one_takes_back(
    texts, ann, ben, cleo
):
    made = round_of(coders=2)
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    coding_rounds.judge(task(made, 1), ben, ["4"], minutes(2))
    coding_rounds.undo_last(made, ben, minutes(3))
    following = [queries.next_task(made, by) for by in (ben, coder("dora"), cleo)]
    assert [one and one.place for one in following] == [1, 1, 2]
    with pytest.raises(CodingError, match="could be read"):
        coding_rounds.judge(task(made, 1), cleo, ["4"], minutes(4))
    coding_rounds.judge(task(made, 1), ben, ["5"], minutes(5))
    assert task(made, 1).decided == ["5"]


def test_who_cannot_say_is_not_asked_again_and_others_are(texts, ann, ben):
    made = round_of()
    coding_rounds.skip(task(made, 1), ann, minutes(1))
    mine, other = queries.next_task(made, ann), queries.next_task(made, ben)
    assert mine is not None
    assert other is not None
    assert (mine.place, other.place) == (2, 1)


def test_the_last_word_is_taken_back_with_what_it_decided(texts, ann):
    made = round_of()
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    coding_rounds.judge(task(made, 2), ann, ["3"], minutes(2))
    back = coding_rounds.undo_last(made, ann, minutes(3))
    assert back == task(made, 2)
    assert (codings("136.2"), codings("136.1")) == (
        {},
        {"action": [["5", 1.0, "person"]]},
    )
    following = queries.next_task(made, ann)
    assert following == task(made, 2)
    assert coding_rounds.undo_last(made, ann, minutes(4)) == task(made, 1)
    assert coding_rounds.undo_last(made, ann, minutes(5)) is None
    assert codings() == {}


def test_taking_back_opens_what_two_had_decided(texts, ann, ben):
    made = round_of(coders=2)
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    coding_rounds.judge(task(made, 1), ben, ["5"], minutes(2))
    coding_rounds.undo_last(made, ann, minutes(3))
    assert (task(made, 1).decided, task(made, 1).needs_settling) == (None, False)
    coding_rounds.judge(task(made, 1), ann, ["4"], minutes(4))
    assert task(made, 1).needs_settling is True


def test_what_was_settled_is_to_be_settled_again_once_taken_back(texts, ann, ben, cleo):
    made = round_of(coders=2)
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    coding_rounds.judge(task(made, 1), ben, ["4"], minutes(2))
    coding_rounds.settle(task(made, 1), cleo, ["4"], minutes(3))
    coding_rounds.undo_last(made, cleo, minutes(4))
    assert (task(made, 1).decided, task(made, 1).needs_settling) == (None, True)


def test_what_was_settled_falls_with_a_word_it_was_settled_on(texts, ann, ben, cleo):
    made = round_of(coders=2)
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    coding_rounds.judge(task(made, 1), ben, ["4"], minutes(2))
    coding_rounds.settle(task(made, 1), cleo, ["4"], minutes(3))
    # The same word again, as by the browser's way back, changes nothing.
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(4))
    assert task(made, 1).decided == ["4"]

    coding_rounds.undo_last(made, ann, minutes(5))
    assert (task(made, 1).decided, task(made, 1).needs_settling) == (None, False)
    coding_rounds.judge(task(made, 1), ann, ["3"], minutes(6))
    assert (task(made, 1).decided, task(made, 1).needs_settling) == (None, True)
    coding_rounds.settle(task(made, 1), cleo, ["3"], minutes(7))
    assert task(made, 1).decided == ["3"]


def test_who_changes_their_word_is_not_told_what_the_other_said(texts, ann, ben):
    made = round_of(coders=2)
    for place, other in ((1, "5"), (2, "4")):
        coding_rounds.judge(task(made, place), ben, [other], minutes(place))
        coding_rounds.judge(task(made, place), ann, ["5"], minutes(place + 2))
    for place in (1, 2):  # once they agreed, once they did not
        coding_rounds.judge(task(made, place), ann, ["4"], minutes(place + 4))
        with pytest.raises(CodingError, match="Who coded a text does not settle it"):
            coding_rounds.settle(task(made, place), ann, ["4"], minutes(7))
        coding_rounds.skip(task(made, place), ann, minutes(place + 7))
        assert (task(made, place).decided, task(made, place).needs_settling) == (
            None,
            False,
        )


def test_a_skip_taken_back_leaves_what_others_decided(texts, ann, ben, cleo):
    made = round_of(coders=2)
    coding_rounds.skip(task(made, 1), ann, minutes(1))
    coding_rounds.judge(task(made, 1), ben, ["5"], minutes(2))
    coding_rounds.judge(task(made, 1), cleo, ["5"], minutes(3))
    coding_rounds.undo_last(made, ann, minutes(4))
    assert task(made, 1).decided == ["5"]


def test_issues_are_any_number_and_kept_in_the_order_of_the_scheme(texts, ann):
    made = round_of(Scheme.ISSUES)
    coding_rounds.judge(task(made, 1), ann, ["Women's rights", "Detention"], minutes(1))
    assert task(made, 1).decided == ["Detention", "Women's rights"]
    coding_rounds.judge(task(made, 2), ann, [], minutes(2))
    assert (task(made, 2).decided, codings("136.2")) == ([], {})


@pytest.mark.parametrize("codes", [[], ["4", "5"], ["6"], ["Detention"]])
def test_what_is_no_category_is_refused_and_nothing_kept(texts, ann, codes):
    made = round_of()
    with pytest.raises(CodingError):
        coding_rounds.judge(task(made, 1), ann, codes, minutes(1))
    assert queries.progress(made, ann).mine == 0


def test_a_round_that_has_ended_takes_no_more(texts, ann):
    made = round_of()
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    coding_rounds.end(made, minutes(2), ann)
    for act in (
        lambda: coding_rounds.judge(task(made, 2), ann, ["5"], minutes(3)),
        lambda: coding_rounds.undo_last(made, ann, minutes(3)),
    ):
        with pytest.raises(CodingError):
            act()
    assert codings() == {"action": [["5", 1.0, "person"]]}


def test_agreement_is_of_what_both_coded(texts, ann, ben):
    made = round_of(coders=2)
    for place, first, second in ((1, "5", "5"), (2, "4", "5"), (3, "4", "4")):
        # Who speaks first does not matter.
        pair = [(ann, first), (ben, second)]
        for by, code in pair if place % 2 else reversed(pair):
            coding_rounds.judge(task(made, place), by, [code], minutes(place))
    found = queries.agreement(made)
    assert found.texts == 3
    assert found.identical == pytest.approx(2 / 3)
    assert found.kappa == pytest.approx(0.4)
    assert [code for code, *_ in found.by_code] == ["4", "5"]


def test_rounds_are_drawn_from_the_least_sure_and_from_all(texts, settings, ann):
    Recommendation.objects.filter(until=None).update(sure_action=0.9)
    Recommendation.objects.filter(item__key="136.2", until=None).update(sure_action=0.4)
    wanted = Wanted("July", Scheme.ACTION, Draw.UNSURE, 2, imagined=True)
    made = coding_rounds.begin(wanted, THEN)
    assert list(made.tasks.values_list("place", "item_key")) == [
        (1, "136.2"),
        (2, "136.1"),
    ]
    whole = Wanted("All", Scheme.ACTION, Draw.RANDOM, 50, imagined=True)
    coding_rounds.end(made, minutes(1), ann)
    drawn = coding_rounds.begin(whole, THEN).tasks.values_list("item_key", flat=True)
    assert sorted(drawn) == ["136.1", "136.2", "136.3"]
    with pytest.raises(CodingError):
        coding_rounds.begin(Wanted("No", Scheme.ACTION, Draw.RANDOM, 5), THEN)
    assert CodingRound.objects.count() == 2


@pytest.mark.parametrize("draw", [Draw.RANDOM, Draw.UNSURE])
def test_what_an_open_round_has_is_not_drawn_again(texts, ann, ben, draw):
    Recommendation.objects.filter(until=None).update(sure_action=0.9)
    first = Wanted("One", Scheme.ACTION, draw, 2, coders=2, imagined=True)
    made = coding_rounds.begin(first, THEN)
    for by in (ann, ben):  # decided, and it waits for the end
        coding_rounds.judge(task(made, 1), by, ["5"], minutes(1))
    had = set(made.tasks.values_list("item_key", flat=True))
    second = Wanted("Two", Scheme.ACTION, draw, 50, imagined=True)
    [left] = coding_rounds.begin(second, minutes(2)).tasks.all()
    assert {left.item_key} == {"136.1", "136.2", "136.3"} - had
    with pytest.raises(CodingError, match="but those of open rounds"):
        coding_rounds.begin(second, minutes(3))
    other = Wanted("Other", Scheme.ISSUES, Draw.RANDOM, 50, imagined=True)
    assert coding_rounds.begin(other, minutes(4)).tasks.count() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="threads would share a database in memory"
)
def test_two_rounds_begun_at_once_share_no_text(texts):
    Recommendation.objects.filter(until=None).update(sure_action=0.9)
    together = Barrier(2)

    def begin(name: str) -> int:
        wanted = Wanted(name, Scheme.ACTION, Draw.UNSURE, 2, imagined=True)
        try:
            together.wait()
            return coding_rounds.begin(wanted, THEN).tasks.count()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(begin, ("One", "Two"))) == [1, 2]
    drawn = CodingTask.objects.values_list("item_key", flat=True)
    assert sorted(drawn) == ["136.1", "136.2", "136.3"]


def test_decisions_stay_where_they_were_made_by_the_archive(texts, ann):
    made = round_of()
    coding_rounds.judge(task(made, 1), ann, ["5"], minutes(1))
    coding = Coding.objects.get(until=None, coder="person")
    assert (coding.by, coding.reason) == (ann, "coding round “June”")
    assert CodingTask.objects.get(round=made, place=1).coding == coding
