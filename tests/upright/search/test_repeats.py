"""Repeats in the archive: where they stand, at which version, and what was left out."""

from datetime import date

import pytest

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.search.rows import row, snapshot_of_rows
from upr.repeats import Asked, Collection, Grade, Ground
from upr.statistics import AskedBefore
from upright.search import repeats as searching
from upright.search.repeats import (
    Wanted,
    again_in,
    asked_again_of,
    asked_from,
    repeats,
    repeats_in,
)

OPCAT = "Ratify the Optional Protocol to the Convention against Torture"
WANTED = Asked("A/HRC/28/15", "115.0", OPCAT, state="SVN", cycle=2)


def first_cycle(text: str, *states: str, **changed):
    return row(
        text, *states, symbol="A/HRC/14/15", cycle=1, session=7, date=date(2010, 2, 16),
        document_id=2,
        **changed,
    )  # fmt: skip


def to_norway(text: str, *states: str, **changed):
    return row(
        text, *states, symbol="A/HRC/27/3", state="NOR", document_id=3, **changed
    )  # fmt: skip


@pytest.fixture
def snapshot(tmp_path):
    return snapshot_of_rows(
        tmp_path,
        [
            first_cycle("Accede to OP-CAT", "CHL", "PER", position="noted"),
            row("Ratify OPCAT without delay", "FRA"),
            row("Build schools for girls in rural areas", "FRA"),
            to_norway("Consider ratifying OPCAT", "CHL"),
            to_norway("Ratify OPCAT", "CHL", until=5),
            to_norway("Ratify OP-CAT", "CHL", is_imagined=True),
            to_norway("Ratify the Convention on the Rights of the Child", "CHL"),
        ],
    )


def test_repeats_stand_on_their_grounds_the_nearest_first(snapshot):
    found = repeats_in(snapshot, Wanted(WANTED))

    assert [(one.row.text, one.ground, one.grade) for one in found.found] == [
        ("Ratify OPCAT without delay", Ground.REVIEW, Grade.SAME),
        ("Accede to OP-CAT", Ground.EARLIER, Grade.SAME),
        ("Consider ratifying OPCAT", Ground.OTHERS, Grade.NEARLY),
    ]
    assert [one.row.states for one in found.on(Ground.EARLIER)] == [("CHL", "PER")]
    assert (found.has_more, found.version, found.imagined) == (False, 9, False)


def test_an_older_version_gives_what_was_in_force(snapshot):
    then = repeats_in(snapshot, Wanted(WANTED, version=4))

    assert [one.row.text for one in then.on(Ground.OTHERS)] == [
        "Ratify OPCAT",
        "Consider ratifying OPCAT",
    ]
    assert then.version == 4


def test_imagined_recommendations_are_a_world_of_their_own(snapshot):
    [found] = repeats_in(snapshot, Wanted(WANTED, imagined=True)).found

    assert found.row.text == "Ratify OP-CAT"


def test_other_states_can_be_left_out(snapshot):
    found = repeats_in(snapshot, Wanted(WANTED, with_others=False))

    assert {one.ground for one in found.found} == {Ground.REVIEW, Ground.EARLIER}


def test_a_draft_has_repeats_wherever_they_are(snapshot):
    found = repeats_in(snapshot, Wanted(Asked("", "", "Accede to OPCAT")))

    assert {one.ground for one in found.found} == {Ground.OTHERS}
    assert len(found.found) == 3


def test_a_recommendation_is_no_repeat_of_itself(snapshot, tmp_path):
    only = row("Ratify OPCAT", "FRA")
    alone = snapshot_of_rows(tmp_path / "alone", [only])

    assert repeats_in(alone, Wanted(asked_from(only))).found == []


@pytest.mark.parametrize("text", ["", "§§§", "the of and", "\0"])
def test_a_text_without_words_has_none(snapshot, text):
    assert repeats_in(snapshot, Wanted(Asked("", "", text))).found == []


def test_it_is_said_that_there_may_be_more(tmp_path):
    many = snapshot_of_rows(
        tmp_path, [to_norway(f"Ratify OPCAT {n}", "CHL") for n in range(30)]
    )

    some = repeats_in(many, Wanted(WANTED, most=10))
    every = repeats_in(many, Wanted(WANTED, most=40))

    assert (len(some.found), some.has_more) == (10, True)
    assert (len(every.found), every.has_more) == (30, False)


def test_candidates_find_what_comparing_everything_finds(tmp_path):
    asked = ["Ratify", "Consider ratifying", "Accede to", "Withdraw reservations to"]
    named = ["OPCAT", "CEDAW", "the Rome Statute", "CRPD", "ILO Convention No. 189"]
    rows = [to_norway(f"{verb} {name}", "CHL") for verb in asked for name in named]
    snapshot = snapshot_of_rows(tmp_path, rows)
    everything = Collection(map(asked_from, rows))

    for one in map(asked_from, rows):
        found = repeats_in(snapshot, Wanted(one, least=Grade.MATTER)).found
        exact = everything.repeats(one, Grade.MATTER, is_exact=True)
        assert {(it.row.item_key, it.score) for it in found} == {
            (it.asked.item, it.score) for it in exact
        }


def test_what_was_asked_again_is_grouped_and_counted(snapshot):
    again = again_in(snapshot, "SVN", None, None)

    [group] = again.groups
    assert (group.states_of(1), group.states_of(2)) == (("CHL", "PER"), ("FRA",))
    assert [position.value for position in group.positions_of(1)] == ["noted"]
    assert again.before == {1: AskedBefore(0, 1), 2: AskedBefore(1, 2)}
    assert again.is_cut is False
    assert again_in(snapshot, "SVN", None, None) == again


def test_a_state_that_was_asked_nothing_was_asked_nothing_again(snapshot):
    again = again_in(snapshot, "GBR", None, None)

    assert (again.groups, again.before, again.version) == ([], {}, 9)


def test_more_than_can_be_compared_is_said(snapshot, monkeypatch):
    monkeypatch.setattr(searching, "MOST_OF_STATE", 2)

    again = again_in(snapshot, "SVN", None, None)

    assert again.is_cut is True
    assert again.before == {2: AskedBefore(0, 2)}


@pytest.mark.django_db
def test_the_archive_is_followed(archive: Archive):
    archive(
        document(item("1.1", ("Ratify OPCAT", "XAB")), symbol="A/HRC/7/1", session=7)
    )
    archive(document(item("136.1", ("Accede to OP-CAT", "XAC"))))

    [found] = repeats(Wanted(Asked("A/HRC/901/1", "136.1", "Accede to OP-CAT",
                                   state="XAA", cycle=2))).found  # fmt: skip
    again = asked_again_of("XAA")

    assert (found.row.symbol, found.ground) == ("A/HRC/7/1", Ground.EARLIER)
    assert again.before[2] == AskedBefore(1, 1)
    assert asked_again_of("XAA", version=1).groups == []
