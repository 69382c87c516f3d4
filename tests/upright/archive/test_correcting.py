"""Corrections lie over what was read, with name, date and reason."""

import pytest

from tests.upright.builders import NOW, document, item
from upright.archive import queries
from upright.archive.actions import (
    Proposal,
    archive_document,
    preview_correction,
    withdraw,
)
from upright.archive.correction_queries import stale_corrections
from upright.archive.errors import CorrectionError
from upright.archive.models import (
    Change,
    Correction,
    Document,
    Item,
    Position,
    Reading,
    Recommendation,
)

ONE = item("136.1", ("Ratify A", "XAB", "XAC"), ("sign B", "XAC"))
TWO = item("136.2", ("Do C", "XAD"), position="noted")


@pytest.fixture
def read(archive):
    """A report with two items, archived."""
    archive(document(ONE, TWO))


def page(key: str, version: int | None = None) -> queries.ItemPage:
    found = queries.item("A/HRC/901/1", key, version)
    assert found is not None
    return found


def test_a_text_is_corrected_and_the_reading_stays_as_it_was(read, correct, staff):
    payload = Reading.objects.get().payload

    correction = correct("136.1", "text", "  Ratify\n A soon ", order=1, reason="p. 14")

    assert (correction.value, correction.read_value) == ("Ratify A soon", "Ratify A")
    assert (correction.by, correction.at, correction.reason) == (staff, NOW, "p. 14")
    assert [text.text for text in page("136.1").recommendations] == [
        "Ratify A soon",
        "sign B",
    ]
    assert page("136.1").item.text == ONE.text
    assert Reading.objects.get().payload == payload


def test_only_the_row_that_changes_is_replaced(read, correct):
    before = set(Recommendation.objects.values_list("pk", flat=True))
    items = set(Item.objects.values_list("pk", flat=True))

    correct("136.1", "text", "Ratify A soon", order=1)

    kept = set(Recommendation.objects.filter(until=None).values_list("pk", flat=True))
    assert len(before & kept) == 2
    assert set(Item.objects.values_list("pk", flat=True)) == items


def test_an_earlier_version_still_says_what_it_said(read, correct):
    correct("136.1", "text", "Ratify A soon", order=1)

    assert page("136.1", 1).recommendations[0].text == "Ratify A"
    assert page("136.1", 2).recommendations[0].text == "Ratify A soon"


def test_states_are_corrected_by_their_codes(read, correct):
    correct("136.2", "states", ["XAE", "xad"], order=1)

    named = page("136.2").recommendations[0].attributions.all()
    assert [(one.state_id, one.printed_name) for one in named] == [
        ("XAE", "Estavia"),
        ("XAD", "Dunmere"),
    ]


def test_a_position_of_the_whole_item_or_of_one_text_is_corrected(read, correct):
    correct("136.1", "position", "noted")
    correct("136.1", "position", "pending", order=2)

    found = page("136.1")
    assert [text.position for text in found.recommendations] == ["noted", "pending"]
    assert [text.is_corrected for text in found.recommendations] == [True, True]
    assert [
        (said.recommendation_order, said.value, said.words, said.is_corrected)
        for said in found.positions
    ] == [
        (None, "supported", ONE.position.words, False),
        (None, "noted", "", True),
        (2, "pending", "", True),
    ]


def test_an_addressee_is_corrected(read, correct):
    correct("136.1", "addressee", "XAE", order=2)

    assert [text.addressee for text in page("136.1").recommendations] == ["XAA", "XAE"]


def test_a_number_is_corrected_with_its_citation_and_address(read, correct):
    correct("136.2", "number", "136.3")

    assert queries.item("A/HRC/901/1", "136.2") is None
    assert page("136.2", 1).item.citation == "para. 136.2"
    found = page("136.3")
    assert (found.item.citation, found.item.read_key) == ("para. 136.3", "136.2")
    assert found.item.printed_number == "136.2"
    assert [said.value for said in found.positions] == ["noted"]
    assert [correction.field for correction in found.corrections] == ["number"]


def test_a_second_correction_of_a_field_replaces_the_first(read, correct):
    correct("136.1", "text", "Ratify A soon", order=1)
    second = correct("136.1", "text", "Ratify A now", order=1)

    assert second.read_value == "Ratify A"
    assert [one.value for one in Correction.objects.filter(until=None)] == [
        "Ratify A now"
    ]


def test_a_withdrawn_correction_gives_back_what_was_read(read, correct, staff):
    before = page("136.1").recommendations[0]
    correction = correct("136.1", "text", "Ratify A soon", order=1)

    withdraw(correction, "it was right", NOW, staff)

    text = page("136.1").recommendations[0]
    assert (text.text, text.is_corrected) == (before.text, False)
    assert Correction.objects.get().until == 3
    assert Change.objects.get(pk=3).note.endswith("withdrawn: it was right")


def test_a_correction_is_withdrawn_once_and_with_a_reason(read, correct, staff):
    correction = correct("136.1", "text", "Ratify A soon", order=1)

    with pytest.raises(CorrectionError, match="Say why"):
        withdraw(correction, " ", NOW, staff)
    withdraw(correction, "it was right", NOW, staff)
    with pytest.raises(CorrectionError, match="withdrawn already"):
        withdraw(correction, "it was right", NOW, staff)

    assert queries.data_version() == 3


@pytest.mark.parametrize(
    ("key", "field", "value", "order", "says"),
    [
        ("136.1", "text", " ", 1, "has a text"),
        ("136.1", "text", "x" * 20_001, 1, "20,000 letters"),
        ("136.1", "text", "Ratify A", 1, "nothing would change"),
        ("136.1", "text", "Other", None, "in which text"),
        ("136.1", "text", "Other", 3, "no such recommendation"),
        ("136.9", "text", "Other", 1, "no such recommendation"),
        ("136.1", "title", "Other", 1, "Choose what"),
        ("136.1", "states", [], 1, "at least one"),
        ("136.1", "states", "XAB", 1, "at least one"),
        ("136.1", "states", ["XAB", "XAB"], 1, "named twice"),
        ("136.1", "states", ["QQQ"], 1, "No imagined State has the code QQQ"),
        ("136.1", "states", ["CHL"], 1, "No imagined State has the code CHL"),
        ("136.1", "position", "agreed", 1, "supported, noted or pending"),
        ("136.1", "addressee", "Brevania", 1, "No imagined State"),
        ("136.1", "number", "first", None, "A number looks like"),
        ("136.1", "number", "136.2", None, "Another item"),
        ("136.1", "number", "136.3", 1, "in which text"),
    ],
)
def test_what_cannot_be_corrected_is_refused_with_a_sentence(
    read, correct, key, field, value, order, says
):
    with pytest.raises(CorrectionError, match=says):
        correct(key, field, value, order)

    assert queries.data_version() == 1
    assert Correction.objects.count() == 0


def test_a_correction_needs_a_reason(read, correct):
    with pytest.raises(CorrectionError, match="Say why"):
        correct("136.1", "text", "Other", 1, reason="\n")


def test_a_preview_shows_what_would_change_and_changes_nothing(read, staff):
    proposal = Proposal(
        Document.objects.get(), "136.2", 1, "position", "supported", "p. 15"
    )

    shown = preview_correction(proposal, NOW, staff)

    assert list(shown.lines()) == ["~ 136.2(1) position: noted → supported"]
    assert queries.data_version() == 1
    assert Correction.objects.count() == 0
    assert Position.objects.filter(value="noted", until=None).count() == 1


def test_a_correction_survives_another_version_of_the_file(read, correct):
    correct("136.1", "text", "Ratify A soon", order=1)

    archive_document(document(ONE, reissued=True), b"reissue", NOW)

    assert page("136.1").recommendations[0].text == "Ratify A soon"


def test_a_correction_that_finds_nothing_to_lie_over_is_listed(read, correct):
    correct("136.2", "text", "Do C now", order=1)

    archive_document(document(ONE, reissued=True), b"reissue", NOW)

    assert [one.item_key for one in stale_corrections()] == ["136.2"]
