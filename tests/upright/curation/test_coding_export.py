"""What the files of a round hold, and for whom."""

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.upright.curation.coding import minutes, round_of, task
from upright.accounts.models import User
from upright.curation import coding_export, coding_rounds
from upright.curation.models import CodingRound

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(three_texts: None) -> CodingRound:
    """Two code three texts, blind to each other."""
    return round_of(coders=2)


def said(made: CodingRound, by: User, *codes: str) -> None:
    """What somebody says of the first texts, one after the other."""
    for place, one in enumerate(codes, start=1):
        coding_rounds.judge(task(made, place), by, [one], minutes(place))


def read_by(made: CodingRound, reader: User) -> list[tuple[object, ...]]:
    """Text, coder and codes of each row."""
    rows = coding_export.rows_of(CodingRound.objects.get(pk=made.pk), reader)
    return [(row[0], row[4], row[5]) for row in rows]


def test_who_leads_reads_no_word_on_a_text_that_person_could_still_code(
    made, ann, ben, cleo
):
    said(made, ann, "5", "4")
    assert read_by(made, cleo) == []
    said(made, ben, "5")
    assert read_by(made, cleo) == [(1, "coder 1", "5"), (1, "coder 2", "5")]


def test_who_codes_reads_own_words_alone_until_the_round_has_ended(made, ann, ben):
    said(made, ann, "5", "4", "3")
    said(made, ben, "5", "3")
    assert read_by(made, ben) == [(1, "coder 2", "5"), (2, "coder 2", "3")]
    coding_rounds.end(made, minutes(9), ben)
    assert read_by(made, ben) == [
        (1, "coder 1", "5"),
        (1, "coder 2", "5"),
        (2, "coder 1", "4"),
        (2, "coder 2", "3"),
        (3, "coder 1", "3"),
    ]


def test_words_taken_back_open_no_door(made, ann, ben):
    said(made, ann, "5", "4")
    said(made, ben, "4")
    coding_rounds.undo_last(made, ben, minutes(9))
    assert read_by(made, ben) == []


def test_what_settled_a_text_is_read_by_who_settled_it(made, ann, ben, cleo):
    said(made, ann, "5")
    said(made, ben, "4")
    coding_rounds.settle(task(made, 1), cleo, ["4"], minutes(5))
    assert read_by(made, cleo) == [
        (1, "coder 1", "5"),
        (1, "coder 2", "4"),
        (1, "coder 3", "4"),
    ]


def test_one_coder_is_blind_to_nobody(made, ann, ben):
    CodingRound.objects.update(coders=1)
    said(made, ann, "5")
    coding_rounds.judge(task(made, 2), ben, ["4"], minutes(2))
    assert read_by(made, ben) == [(1, "coder 1", "5"), (2, "coder 2", "4")]


def test_the_file_is_of_who_asks_for_it(made, ann, ben, client: Client):
    said(made, ann, "5")
    said(made, ben, "4")
    client.force_login(ben)
    address = reverse("admin:curation_codinground_export", args=[made.pk, "csv"])
    table = client.get(address).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert [row[:6] for row in rows] == [
        ["text", "symbol", "item", "recommendation", "coder", "codes"],
        ["1", "A/HRC/901/1", "136.1", "1", "coder 2", "4"],
    ]


def test_what_was_decided_is_given_for_training(made, ann, ben):
    said(made, ann, "5", "4")
    said(made, ben, "5")
    assert list(coding_export.training_lines(made)) == []
    coding_rounds.end(made, minutes(9), ben)
    [line] = coding_export.training_lines(made)
    assert json.loads(line) == {
        "state": "XAA",
        "session": 21,
        "text": "Ratify A",
        "scheme": "action",
        "codes": ["5"],
        "symbol": "A/HRC/901/1",
        "item": "136.1",
        "recommendation": 1,
        "decided": "2026-06-01",
    }
