"""Every statement on a recommendation, in whatever order the papers come."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from tests.upright.archive.papers import (
    addendum,
    council_report,
    statement,
    thematic_list,
)
from tests.upright.builders import NOW, document, item, recommendation
from upr.records import DocumentKind, Implementation
from upright.archive import queries
from upright.archive.actions import reread
from upright.archive.models import (
    DocumentPart,
    DocumentVersion,
    Position,
    Recommendation,
)

SYMBOL = "A/HRC/901/1"
REPORT = document(
    item("135.1", ("Ratify A", "XAB"), position="supported"),
    item("136.1", ("Do B", "XAC"), position="pending"),
    item("136.2", ("Do C", "XAD"), position="pending"),
    item("136.3", ("Do D", "XAE"), position="pending"),
)
ADDENDUM = addendum(
    statement("supported", "136.1", explanation="It is law since May."),
    statement("partly", "136.2", paragraph="7"),
)
LIST = thematic_list(
    statement("supported", "135.1", paragraph="135", said_in=SYMBOL),
    statement("supported", "136.1", said_in=f"{SYMBOL}/Add.1"),
    statement("partly", "136.2", said_in=f"{SYMBOL}/Add.1"),
    statement("noted", "136.3", said_in=f"{SYMBOL}/Add.1"),
)
PLENARY = council_report(statement("noted", "136.3", paragraph="503", state="XAA"))
DECISION = document(
    symbol="A/HRC/DEC/901/101", kind=DocumentKind.DECISION, session=None, adopted=None
)


def texts(version: int | None = None) -> dict[str, Recommendation]:
    found = Recommendation.objects.filter(queries.in_force(version))
    return {text.item.key: text for text in found.select_related("item")}


def current(version: int | None = None) -> dict[str, str]:
    return {key: text.position for key, text in texts(version).items()}


def history(key: str, version: int | None = None) -> list[tuple[str, str, str, str]]:
    page = queries.item(SYMBOL, key, version)
    assert page is not None
    return [
        (said.source.symbol, said.source_paragraph, said.value, said.explanation)
        for said in page.positions
    ]


def doubts() -> list[tuple[str, str, str]]:
    found = DocumentPart.objects.filter(kind="doubt", until=None).order_by("order")
    return [(one.detail["why"], one.detail["item"], one.text) for one in found]


def test_an_addendum_adds_to_the_history_and_never_to_the_report(archive):
    archive(REPORT)
    before = queries.data_version()
    assert current() == {
        "135.1": "supported",
        "136.1": "pending",
        "136.2": "pending",
        "136.3": "pending",
    }

    archive(ADDENDUM)

    assert current() == {
        "135.1": "supported",
        "136.1": "supported",
        "136.2": "noted",
        "136.3": "pending",
    }
    assert history("136.1") == [
        (SYMBOL, "136", "pending", ""),
        (f"{SYMBOL}/Add.1", "4", "supported", "It is law since May."),
    ]
    said = Position.objects.get(item_key="136.2", stage=Position.Stage.ADDENDUM)
    assert (said.value, said.page, said.date) == ("partly", 2, date(2015, 5, 20))
    assert said.places == [
        {"page": 2, "box": [72.0, 400.25, 523.5, 430.75], "index": None}
    ]
    assert current(before)["136.1"] == "pending"
    assert history("136.1", before) == [(SYMBOL, "136", "pending", "")]


def test_a_position_says_what_it_rests_on_and_what_it_was_at_the_report(archive):
    archive(REPORT)
    archive(ADDENDUM)

    assert {
        key: (
            text.position_at_report,
            text.position_symbol,
            text.position_paragraph,
            text.position_ohchr,
        )
        for key, text in texts().items()
    } == {
        "135.1": ("supported", SYMBOL, "135", "Supported"),
        "136.1": ("pending", f"{SYMBOL}/Add.1", "4", "Supported"),
        "136.2": ("pending", f"{SYMBOL}/Add.1", "7", "Supported/Noted"),
        "136.3": ("pending", SYMBOL, "136", ""),
    }


PAPERS = (REPORT, ADDENDUM, LIST, PLENARY, DECISION)


def of_all() -> list[tuple[object, ...]]:
    said = Position.objects.filter(until=None).values_list(
        "item_key", "stage", "value", "words", "source__symbol", "said_in", "date"
    )
    counted = Recommendation.objects.filter(until=None).values_list(
        "item__key", "position", "position_ohchr", "position_symbol", "implementation"
    )
    return sorted(map(str, (*said, *counted)))  # type: ignore[arg-type]  # of strings


@pytest.mark.parametrize(
    "papers", list(permutations(PAPERS))[::7], ids=lambda papers: ""
)
def test_the_order_of_import_does_not_matter(papers, archive):
    for paper in papers:
        archive(paper)

    assert current() == {
        "135.1": "supported",
        "136.1": "supported",
        "136.2": "noted",
        "136.3": "noted",
    }
    assert history("136.3") == [
        (SYMBOL, "136", "pending", ""),
        ("A/HRC/901/2", "503", "noted", ""),
        ("thematic-list/XAA/21", "4", "noted", ""),
    ]
    told = Position.objects.filter(stage=Position.Stage.TOLD, until=None)
    assert set(told.values_list("said_in", flat=True)) == {SYMBOL, f"{SYMBOL}/Add.1"}
    assert Position.objects.filter(until=None).count() == 4 + 2 + 1 + 4


def test_what_nothing_is_said_of_is_noted_once_the_outcome_is_adopted(archive):
    archive(REPORT)
    archive(ADDENDUM)

    archive(DECISION)

    assert current()["136.3"] == "noted"
    assert texts()["136.3"].position_ohchr == "Noted"


def test_a_later_issue_of_the_addendum_replaces_what_the_first_said(archive):
    archive(REPORT)
    first = archive(ADDENDUM)
    other = replace(ADDENDUM, statements=(statement("noted", "136.1", "136.2"),))

    archive(replace(other, reissued=True))

    assert current()["136.1"] == "noted"
    assert history("136.1") == [
        (SYMBOL, "136", "pending", ""),
        (f"{SYMBOL}/Add.1", "4", "noted", ""),
    ]
    assert current(first.change)["136.1"] == "supported"


def test_a_newer_reader_reads_the_addendum_otherwise(archive):
    archive(REPORT)
    archive(ADDENDUM)
    version = DocumentVersion.objects.get(document__symbol=f"{SYMBOL}/Add.1")
    other = replace(ADDENDUM, statements=(statement("noted", "136.1"),))

    said = reread(version, other, NOW)

    assert list(said.lines()) == [
        "~ 136.1(1) position: supported → noted",
        "~ 136.2(1) position: noted → pending",
    ]
    assert current()["136.2"] == "pending"


def test_an_addendum_read_anew_as_of_another_report_leaves_the_report(archive):
    archive(REPORT)
    archive(ADDENDUM)
    version = DocumentVersion.objects.get(document__symbol=f"{SYMBOL}/Add.1")

    reread(version, replace(ADDENDUM, symbol="A/HRC/902/7/Add.1"), NOW)

    assert current()["136.1"] == "pending"
    assert history("136.1") == [(SYMBOL, "136", "pending", "")]


def test_a_newer_reading_of_the_report_keeps_what_was_said_of_its_items(archive):
    archive(REPORT)
    archive(ADDENDUM)
    version = DocumentVersion.objects.get(document__symbol=SYMBOL)
    more = replace(REPORT, items=(*REPORT.items, item("136.4", ("Do E", "XAB"))))

    reread(version, more, NOW)

    assert current()["136.1"] == "supported"
    unchanged = Position.objects.filter(stage=Position.Stage.ADDENDUM)
    assert list(unchanged.values_list("until", flat=True)) == [None, None]


def test_numbers_without_paragraph_and_whole_lists_find_their_items(archive):
    report = document(
        *(item(f"136.{n}", (f"Do {n}", "XAB"), position="pending") for n in (1, 2, 3)),
        item("137.4", ("Do 4", "XAC"), position="pending"),
    )
    archive(addendum(statement("supported", "136.*"), statement("noted", "4", "2")))
    archive(report)

    assert current() == {
        "136.1": "supported",
        "136.2": "noted",
        "136.3": "supported",
        "137.4": "noted",
    }


def test_a_paper_of_another_state_says_nothing_of_the_report(archive):
    archive(REPORT)
    archive(addendum(statement("supported", "136.1"), state="XAB"))
    archive(council_report(statement("supported", "136.1", state="XAB")))

    assert len(history("136.1")) == 1


def test_texts_of_one_item_keep_what_the_report_says_of_each(archive):
    archive(
        document(
            item(
                "136.1",
                recommendation("Ratify A", "XAB"),
                recommendation("sign B", "XAC", position="noted"),
                position="supported",
            )
        )
    )
    archive(addendum(statement("supported", "136.9")))

    found = queries.item(SYMBOL, "136.1")
    assert found is not None
    assert [one.position for one in found.recommendations] == ["supported", "noted"]


def test_what_staff_decided_outranks_what_papers_say(archive, correct):
    archive(REPORT)
    correct("136.1", "position", "noted")
    archive(ADDENDUM)

    text = texts()["136.1"]
    assert (text.position, text.position_ohchr) == ("noted", "Noted")
    assert (text.position_symbol, text.implementation) == ("", "")
    assert [said[2] for said in history("136.1")] == ["pending", "supported", "noted"]


def test_a_correction_lies_over_the_position_in_force(archive, correct):
    archive(REPORT)
    archive(ADDENDUM)

    made = correct("136.1", "position", "pending")

    assert made.read_value == "supported"
    assert current()["136.1"] == "pending"


def test_what_the_state_adds_about_carrying_it_out_is_kept(archive):
    archive(REPORT)
    said = replace(
        statement("supported", "136.1"), implementation=Implementation.IMPLEMENTED
    )
    archive(addendum(said))

    assert texts()["136.1"].implementation == "implemented"


def test_a_draft_is_answered_until_the_report_comes(archive):
    draft = replace(REPORT, kind=DocumentKind.DRAFT_REPORT, symbol="A/HRC/WG.6/21/L.3")
    archive(draft)
    archive(LIST)
    assert current()["136.3"] == "noted"

    archive(REPORT)

    assert current()["136.3"] == "noted"
    assert set(
        Position.objects.filter(until=None).values_list("document__symbol", flat=True)
    ) == {SYMBOL}


def test_doubts_are_listed_for_staff(archive):
    archive(REPORT)
    archive(
        addendum(
            statement("unclear", "136.1", explanation="It will be studied."),
            statement("supported", "136.2"),
            statement("noted", "136.2", paragraph="9"),
            statement("supported", "136.44"),
        )
    )

    assert doubts() == [
        (
            "unclear",
            "136.1",
            "A/HRC/901/1/Add.1, para. 4: unclear, “The following are unclear:” "
            "It will be studied.",
        ),
        (
            "said_twice",
            "136.2",
            "A/HRC/901/1/Add.1, para. 4: supported, “The following are supported:”\n"
            "A/HRC/901/1/Add.1, para. 9: noted, “The following are noted:”",
        ),
        ("unanswered", "136.3", REPORT.items[3].position.words),
        ("no_such_item", "", "136.44: supported, “The following are supported:”"),
    ]


def test_a_list_of_ohchr_that_disagrees_is_listed_and_one_that_adds_is_not(archive):
    archive(REPORT)
    archive(ADDENDUM)
    archive(
        thematic_list(
            statement("noted", "136.1", said_in=f"{SYMBOL}/Add.1"),
            statement("noted", "136.3", said_in=f"{SYMBOL}/Add.1"),
        )
    )

    assert doubts() == [
        (
            "disagree",
            "136.1",
            "A/HRC/901/1/Add.1, para. 4: supported, “The following are supported:” "
            "It is law since May.\n"
            "thematic-list/XAA/21, para. 4: noted, “The following are noted:”",
        )
    ]


def test_what_staff_decided_is_in_doubt_no_more(archive, correct):
    archive(REPORT)
    archive(addendum(statement("unclear", "*")))
    assert {item for _, item, _ in doubts()} == {"136.1", "136.2", "136.3"}

    correct("136.1", "position", "noted")

    assert {item for _, item, _ in doubts()} == {"136.2", "136.3"}
