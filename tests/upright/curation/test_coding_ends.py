"""What two decide is seen by nobody before the round ends, and then comes at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from tests.upright.builders import document, item
from tests.upright.curation.coding import minutes, round_of, task
from upr.coding import Scheme
from upright.accounts.models import User
from upright.archive import coding_decisions
from upright.archive.coding import text_print
from upright.archive.coding_decisions import GONE, Decision
from upright.archive.errors import CodingError
from upright.archive.models import Change, Coding, Recommendation
from upright.archive.queries import data_version
from upright.curation import coding_queries as queries
from upright.curation import coding_rounds
from upright.curation.coding_export import training_lines
from upright.curation.models import CodingRound, Judgement

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/recommendations/A/HRC/901/1/136.1/",
    "/recommendations/A/HRC/901/1/136.1.json",
    "/documents/A/HRC/901/1/",
    "/documents/A/HRC/901/1/matrix",
    "/search/?imagined=1&action=5",
    "/download/results.csv?imagined=1&action=5",
    "/download/results.jsonl?imagined=1&action=5",
    "/feeds/search.atom?imagined=1&action=5",
    "/data/",
]


@pytest.fixture
def made(three_texts: None) -> CodingRound:
    """Two code three texts, blind to each other."""
    return round_of(coders=2)


def say(made: CodingRound, place: int, **codes: User) -> None:
    """Have each say a code: `five=ann`."""
    numbers = {"three": "3", "four": "4", "five": "5"}
    for name, by in codes.items():
        said = [numbers[name.rstrip("_")]]
        coding_rounds.judge(task(made, place), by, said, minutes(place))


def given(key: str) -> object:
    """What is in force of a text."""
    found = Recommendation.objects.get(item__key=key, item__until=None, until=None)
    return found.codings.get("action")


def seen(client: Client) -> list[tuple[str, int, str | None]]:
    """What the public pages answer, and by which ETags they are kept."""
    answers = [(address, client.get(address)) for address in PUBLIC]
    return [
        (address, answer.status_code, answer.headers.get("ETag"))
        for address, answer in answers
    ]


def test_no_public_page_tells_a_word_of_an_open_round(made, ann, ben, cleo, client):
    before = seen(client), data_version(), Coding.objects.count()
    assert {status for _address, status, _etag in before[0]} == {200}
    say(made, 1, five=ann, five_=ben)
    say(made, 2, five=ann, four=ben)
    coding_rounds.settle(task(made, 2), cleo, ["4"], minutes(3))
    assert (seen(client), data_version(), Coding.objects.count()) == before
    coding_rounds.undo_last(made, ben, minutes(4))
    coding_rounds.skip(task(made, 3), ben, minutes(5))
    assert (seen(client), data_version(), Coding.objects.count()) == before

    assert coding_rounds.end(made, minutes(6), cleo) == 1
    after = seen(client)
    assert [etag for *_, etag in after if etag] != [e for *_, e in before[0] if e]


def test_the_end_brings_all_that_was_decided_into_force_as_one_change(
    made, ann, ben, cleo
):
    say(made, 1, five=ann, five_=ben)
    say(made, 2, five=ann, four=ben)
    coding_rounds.settle(task(made, 2), cleo, ["4"], minutes(3))
    say(made, 3, three=ann)
    assert queries.progress(made, cleo).waiting == 2

    assert coding_rounds.end(made, minutes(9), ben) == 2

    assert [given(key) for key in ("136.1", "136.2", "136.3")] == [
        [["5", 1.0, "person"]],
        [["4", 1.0, "person"]],
        None,
    ]
    change = Change.objects.get(kind=Change.Kind.CODING)
    assert (change.by, change.at) == (ben, minutes(9))
    rows = list(Coding.objects.filter(since=change.pk).order_by("item_key"))
    assert [(row.by, row.reason, row.at) for row in rows] == [
        (ben, "coding round “June”", minutes(9)),
        (cleo, "coding round “June”", minutes(9)),
    ]
    assert [task(made, place).coding for place in (1, 2, 3)] == [*rows, None]
    assert queries.progress(made, cleo).waiting == 0


def test_a_round_ends_once(made, ann, ben):
    say(made, 1, five=ann, five_=ben)
    assert coding_rounds.end(made, minutes(2), ben) == 1
    assert coding_rounds.end(made, minutes(3), ben) == 0
    assert Change.objects.filter(kind=Change.Kind.CODING).count() == 1
    assert CodingRound.objects.get().ended_at == minutes(2)


def test_an_end_that_fails_leaves_the_round_open_and_is_asked_for_again(
    made, ann, ben, monkeypatch
):
    say(made, 1, five=ann, five_=ben)
    with monkeypatch.context() as patched:
        patched.setattr(coding_decisions, "exchange_texts", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            coding_rounds.end(made, minutes(2), ben)
    assert (given("136.1"), CodingRound.objects.get().ended_at) == (None, None)
    assert coding_rounds.end(made, minutes(3), ben) == 1
    assert given("136.1") == [["5", 1.0, "person"]]


def test_a_decision_on_a_text_that_is_gone_stays_out_of_force(made, ann, ben, archive):
    say(made, 1, five=ann, five_=ben)
    say(made, 2, four=ann, four_=ben)
    Recommendation.objects.filter(item__key="136.1").update(until=data_version())
    assert coding_rounds.end(made, minutes(3), ben) == 1
    assert given("136.2") == [["4", 1.0, "person"]]
    assert (task(made, 1).decided, task(made, 1).coding) == (["5"], None)
    assert queries.progress(made, ben).waiting == 1


def test_a_decision_knows_of_which_words_it_was_said(made, ann, ben):
    say(made, 1, five=ann, five_=ben)
    Recommendation.objects.filter(item__key="136.1").update(text="Ratify Z")
    coding_rounds.end(made, minutes(3), ben)
    assert Coding.objects.get(until=None).text_print == text_print("Ratify A")


def test_what_was_decided_before_stays_on_record(made, ann, ben, staff):
    first = Decision(task(made, 1).document, "136.1", 1, Scheme.ACTION, ["3"])
    earlier = coding_decisions.decide(first, minutes(0), staff)
    say(made, 1, five=ann, five_=ben)
    coding_rounds.end(made, minutes(3), ben)
    row = Coding.objects.get(until=None)
    assert (row.codes, row.replaces) == ({"action": [["5", 1.0]]}, earlier)
    assert Coding.objects.get(pk=earlier.pk).until == row.since


def in_force_already(made: CodingRound, by: User) -> None:
    """As a round of two left a text whose coders agreed, before decisions waited."""
    own = task(made, 1)
    own.coding = coding_decisions.decide(
        Decision(own.document, own.item_key, 1, Scheme.ACTION, ["5"]), minutes(2), by
    )
    own.save()


def test_what_is_decided_outside_while_the_round_runs_stands(made, ann, ben, cleo):
    for place in (1, 2):
        say(made, place, five=ann, five_=ben)
        own = task(made, place)
        at = minutes(4) if place == 1 else made.begun_at
        key = f"136.{place}"
        decided = Decision(own.document, key, 1, Scheme.ACTION, ["3"])
        coding_decisions.decide(decided, at, cleo)

    assert coding_rounds.end(made, minutes(9), ben) == 1

    assert [given(key) for key in ("136.1", "136.2")] == [
        [["3", 1.0, "person"]],
        [["5", 1.0, "person"]],
    ]
    assert queries.progress(made, ben).waiting == 1


def outside(made: CodingRound, place: int, codes: list[str], by: User) -> Coding:
    """What somebody decides of a text while its round runs."""
    own = task(made, place)
    decided = Decision(own.document, own.item_key, 1, Scheme.ACTION, codes, "seen")
    return coding_decisions.decide(decided, minutes(4), by)


def test_what_is_decided_alike_outside_is_the_decision_of_the_round(
    made, ann, ben, cleo
):
    say(made, 1, five=ann, five_=ben)
    say(made, 2, four=ann, four_=ben)
    alike = outside(made, 1, ["5"], cleo)

    assert coding_rounds.end(made, minutes(9), ben) == 2

    assert task(made, 1).coding == alike
    assert Coding.objects.filter(until=None, item_key="136.1").get() == alike
    assert (queries.progress(made, ben).waiting, queries.left_out(made)) == (0, [])
    lines = [json.loads(line) for line in training_lines(made)]
    assert [(line["item"], line["codes"]) for line in lines] == [
        ("136.1", ["5"]),
        ("136.2", ["4"]),
    ]


def test_what_the_end_left_out_is_told_with_what_stands_instead(made, ann, ben, cleo):
    for place in (1, 2, 3):
        say(made, place, five=ann, five_=ben)
    instead = outside(made, 1, ["3"], cleo)
    Recommendation.objects.filter(item__key="136.2").update(until=data_version())
    assert queries.left_out(made) == []  # it has not ended

    coding_rounds.end(made, minutes(9), ben)

    assert [
        (one.task.place, one.text and one.text.text, one.instead)
        for one in queries.left_out(made)
    ] == [(1, "Ratify A", instead), (2, None, None)]


def test_queries_do_not_grow_with_what_is_left_out(
    made, ann, ben, cleo, django_assert_num_queries
):
    for place in (1, 2, 3):
        say(made, place, five=ann, five_=ben)
        outside(made, place, ["3"], cleo)
    coding_rounds.end(made, minutes(9), ben)
    with django_assert_num_queries(3):
        assert len(queries.left_out(made)) == 3


def test_who_leads_brings_into_force_what_the_end_left_out(made, ann, ben, cleo):
    say(made, 1, five=ann, five_=ben)
    instead = outside(made, 1, ["3"], ann)
    coding_rounds.end(made, minutes(9), ben)

    row = coding_rounds.put_in_force(task(made, 1), cleo, minutes(10))

    assert given("136.1") == [["5", 1.0, "person"]]
    assert (row.by, row.at, row.replaces) == (cleo, minutes(10), instead)
    assert (task(made, 1).coding, queries.left_out(made)) == (row, [])
    assert [json.loads(line)["codes"] for line in training_lines(made)] == [["5"]]
    coding_decisions.undo(row, minutes(11), cleo)
    assert given("136.1") == [["3", 1.0, "person"]]
    assert list(training_lines(made)) == []


def test_nothing_comes_into_force_that_no_end_left_out(made, ann, ben, cleo):
    say(made, 1, five=ann, five_=ben)
    say(made, 2, five=ann)
    said = "The end of the round left nothing of this text out."
    with pytest.raises(CodingError, match=said):
        coding_rounds.put_in_force(task(made, 1), cleo, minutes(8))  # it is open
    coding_rounds.end(made, minutes(9), ben)
    for place in (1, 2):  # in force, and not decided
        with pytest.raises(CodingError, match=said):
            coding_rounds.put_in_force(task(made, place), cleo, minutes(10))


def test_what_is_left_out_of_a_text_that_is_gone_stays_so(made, ann, ben, cleo):
    say(made, 1, five=ann, five_=ben)
    Recommendation.objects.filter(item__key="136.1").update(until=data_version())
    coding_rounds.end(made, minutes(9), ben)
    with pytest.raises(CodingError, match=GONE):
        coding_rounds.put_in_force(task(made, 1), cleo, minutes(10))
    assert [one.task.place for one in queries.left_out(made)] == [1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="threads would share a database in memory"
)
def test_two_who_end_a_round_at_once_end_it_once(made, ann, ben, cleo):
    say(made, 1, five=ann, five_=ben)
    together = Barrier(2)

    def end(by: User, minute: int) -> int:
        try:
            together.wait()
            return coding_rounds.end(made, minutes(minute), by)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(end, (ben, cleo), (8, 9))) == [0, 1]
    change = Change.objects.get(kind=Change.Kind.CODING)
    assert CodingRound.objects.get().ended_at == change.at
    assert Coding.objects.filter(coder="person", until=None).count() == 1


def test_what_is_in_force_already_stays(made, ann, ben):
    say(made, 1, five=ann, five_=ben)
    in_force_already(made, ben)
    assert queries.progress(made, ben).waiting == 0
    assert coding_rounds.end(made, minutes(3), ben) == 0
    assert given("136.1") == [["5", 1.0, "person"]]


def test_what_is_in_force_already_is_taken_back_with_its_word(made, ann, ben):
    say(made, 1, five=ann, five_=ben)
    in_force_already(made, ben)
    coding_rounds.undo_last(made, ann, minutes(3))
    assert (given("136.1"), task(made, 1).coding) == (None, None)
    say(made, 1, five=ann)
    assert (given("136.1"), task(made, 1).decided) == (None, ["5"])


def test_queries_do_not_grow_with_the_texts(
    archive, ann, ben, django_assert_max_num_queries
):
    texts = [item(f"136.{number}", ("Ratify A", "XAB")) for number in range(1, 151)]
    archive(document(*texts))
    made = round_of(coders=2)
    made.tasks.update(decided=["5"])
    Judgement.objects.bulk_create(
        Judgement(task=one, by=by, codes=["5"], at=minutes(1))
        for one in made.tasks.all()
        for by in (ann, ben)
    )
    with django_assert_max_num_queries(40):
        assert coding_rounds.end(made, minutes(9), ben) == 150
    assert given("136.150") == [["5", 1.0, "person"]]


def test_a_code_that_is_known_no_more_stays_out_of_force(made, ann, ben):
    say(made, 1, five=ann, five_=ben)
    Judgement.objects.update(codes=["9"])
    assert coding_rounds.end(made, minutes(3), ben) == 0
    assert (given("136.1"), task(made, 1).coding) == (None, None)
