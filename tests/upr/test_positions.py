"""The history of positions, and the rules by which they count."""

from datetime import date

import pytest

from upr.positions import (
    OhchrPosition,
    Stage,
    changed_since_report,
    ground,
    ohchr_rule,
    plain_value,
    positions,
    upr_info_rule,
)
from upr.records import (
    Document,
    DocumentKind,
    Implementation,
    Item,
    Outcome,
    Position,
    PositionStatement,
    PositionValue,
    Recommendation,
    ReviewFacts,
    Source,
    Stance,
)

SOURCE = Source("a.pdf", "0" * 64, "application/pdf", 1, "1", "")
EXAMINED = Position(PositionValue.PENDING, "will be examined", "98")
SUPPORTED = Position(
    PositionValue.SUPPORTED, "enjoy the support", "97", Implementation.IN_PROCESS
)


def paper(kind: DocumentKind, symbol: str, day: int, **more) -> Document:
    distributed = date(2014, 12, day)
    about = {"state": "XAA", **more}
    return Document(
        kind, symbol, "en", title="", distributed=distributed, source=SOURCE, **about
    )


def item(key: str, position: Position = EXAMINED, *texts: Recommendation) -> Item:
    return Item(key, key.partition(".")[0], key, key, "", texts, position, ())


def report(*items: Item, kind: DocumentKind = DocumentKind.REPORT) -> Document:
    facts = ReviewFacts(adoption_date=date(2014, 11, 7))
    return paper(kind, "A/HRC/914/15", 1, items=items, facts=facts)


def said(value: Stance, *items: str, **more) -> PositionStatement:
    return PositionStatement(items, value, "words", "3", (), **more)


def addendum(*statements: PositionStatement, number: int = 1) -> Document:
    symbol = f"A/HRC/914/15/Add.{number}"
    return paper(DocumentKind.ADDENDUM, symbol, 9 + number, statements=statements)


def plenary(*statements: PositionStatement, adopted: str = "XAA") -> Document:
    outcome = Outcome(adopted, "", "A/HRC/914/15", None, date(2015, 3, 18), "200")
    return paper(
        DocumentKind.COUNCIL_REPORT,
        "A/HRC/914/2",
        20,
        state=None,
        statements=statements,
        outcomes=(outcome,),
    )


def listed(*statements: PositionStatement) -> Document:
    return paper(DocumentKind.THEMATIC_LIST, "", 21, statements=statements)


REPORT = report(item("97.1", SUPPORTED), item("98.1"), item("98.2"), item("98.3"))


def counted(*documents: Document) -> dict[str, tuple[str, str | None]]:
    """By UPR Info's rule and by OHCHR's."""
    found = positions(documents)
    return {one.key: (upr_info_rule(one).value, ohchr_rule(one)) for one in found.items}


def test_a_report_alone_gives_what_it_says():
    assert counted(REPORT) == {
        "97.1": ("supported", "Supported"),
        "98.1": ("pending", None),
        "98.2": ("pending", None),
        "98.3": ("pending", None),
    }


def test_an_addendum_answers_what_was_pending_and_leaves_the_rest():
    answer = addendum(said(Stance.SUPPORTED, "98.1"), said(Stance.NOTED, "98.2"))
    assert counted(answer, REPORT) == {
        "97.1": ("supported", "Supported"),
        "98.1": ("supported", "Supported"),
        "98.2": ("noted", "Noted"),
        "98.3": ("pending", None),
    }


def test_what_is_never_answered_is_noted_after_the_plenary():
    answer = addendum(said(Stance.SUPPORTED, "98.1"), said(Stance.UNCLEAR, "98.2"))
    before = counted(REPORT, answer)
    after = counted(REPORT, answer, plenary())
    assert (before["98.2"], before["98.3"]) == (("pending", None), ("pending", None))
    assert (after["98.2"], after["98.3"]) == (("noted", "Noted"), ("noted", "Noted"))


def test_the_plenary_of_another_state_concludes_nothing():
    assert counted(REPORT, plenary(adopted="XAB"))["98.1"] == ("pending", None)


@pytest.mark.parametrize(
    ("stance", "upr_info", "ohchr"),
    [
        (Stance.SUPPORTED, "supported", OhchrPosition.SUPPORTED),
        (Stance.NOTED, "noted", OhchrPosition.NOTED),
        (Stance.PARTLY, "noted", OhchrPosition.BOTH),
        (Stance.IN_PRINCIPLE, "noted", None),
        (Stance.UNCLEAR, "pending", None),
    ],
)
def test_each_stance_counts_by_both_rules(stance, upr_info, ohchr):
    found = counted(REPORT, addendum(said(stance, "98.1")))
    assert found["98.1"] == (upr_info, ohchr)
    assert plain_value(stance).value == upr_info


def test_a_later_paper_outdoes_an_earlier():
    first = addendum(said(Stance.NOTED, "98.1", "98.2"))
    second = addendum(said(Stance.SUPPORTED, "98.1"), number=2)
    oral = plenary(said(Stance.PARTLY, "98.2", state="XAA"))
    found = positions([oral, second, first, REPORT]).by_key()
    assert [one.symbol for one in found["98.1"].history] == [
        "A/HRC/914/15/Add.1",
        "A/HRC/914/15/Add.2",
    ]
    assert [one.stage for one in found["98.2"].history] == [
        Stage.ADDENDUM,
        Stage.PLENARY,
    ]
    assert upr_info_rule(found["98.1"]) is PositionValue.SUPPORTED
    assert ohchr_rule(found["98.2"]) is OhchrPosition.BOTH


def test_an_unclear_later_word_does_not_undo_a_clear_one():
    answer = addendum(said(Stance.SUPPORTED, "98.1"))
    oral = plenary(said(Stance.UNCLEAR, "98.1", state="XAA"))
    assert counted(REPORT, answer, oral)["98.1"] == ("supported", "Supported")


def test_a_paper_that_says_two_things_does_not_clearly_accept():
    answer = addendum(said(Stance.SUPPORTED, "98.1"), said(Stance.NOTED, "98.1"))
    assert counted(REPORT, answer)["98.1"] == ("noted", "Supported/Noted")


def test_the_position_changes_the_history_and_never_the_report():
    found = positions([REPORT, addendum(said(Stance.NOTED, "97.1"))]).by_key()
    first, second = found["97.1"].history
    assert (first.stage, first.words, first.paragraph) == (
        Stage.REPORT,
        "enjoy the support",
        "97",
    )
    assert (first.said_on, first.symbol) == (date(2014, 11, 7), "A/HRC/914/15")
    assert first.implementation is Implementation.IN_PROCESS
    assert (second.stage, second.said_on) == (Stage.ADDENDUM, date(2014, 12, 10))
    assert REPORT.items[0].position == SUPPORTED


def test_the_plenary_is_dated_by_the_adoption():
    oral = plenary(said(Stance.NOTED, "98.1", state="XAA"))
    found = positions([REPORT, oral]).by_key()
    assert found["98.1"].history[0].said_on == date(2015, 3, 18)


def test_statements_of_other_states_are_left_out():
    oral = plenary(said(Stance.NOTED, "98.1", state="XAB"))
    assert positions([REPORT, oral]).by_key()["98.1"].history == ()


def test_whole_lists_are_answered_but_for_what_is_named_apart():
    answer = addendum(
        said(Stance.SUPPORTED, "98.*", excepted=("98.2",)), said(Stance.NOTED, "98.3")
    )
    found = {key: value for key, (value, _) in counted(REPORT, answer).items()}
    assert found == {
        "97.1": "supported",
        "98.1": "supported",
        "98.2": "pending",
        "98.3": "noted",
    }
    everything = addendum(said(Stance.SUPPORTED, "*"))
    assert {value for value, _ in counted(REPORT, everything).values()} == {"supported"}


def test_a_number_alone_is_of_the_only_list_that_has_it():
    found = positions([REPORT, addendum(said(Stance.NOTED, "2", "1", "7"))])
    assert [one.value for one in found.by_key()["98.2"].history] == [Stance.NOTED]
    assert found.by_key()["98.1"].history == ()


def test_statements_on_items_the_report_does_not_have_are_kept_apart():
    lost = said(Stance.NOTED, "99.1")
    assert positions([REPORT, addendum(lost)]).unplaced == (lost,)


def test_ohchrs_list_is_told_apart_and_counts_where_nothing_else_does():
    told = listed(
        said(Stance.SUPPORTED, "97.1", said_in="A/HRC/914/15"),
        said(Stance.PARTLY, "98.1", said_in="A/HRC/914/15/Add.1"),
        said(Stance.SUPPORTED, "98.2", said_in="A/HRC/914/15/Add.1"),
    )
    answer = addendum(said(Stance.SUPPORTED, "98.1"))
    found = positions([REPORT, answer, told]).by_key()
    assert upr_info_rule(found["98.1"]) is PositionValue.SUPPORTED
    assert ohchr_rule(found["98.1"]) is OhchrPosition.BOTH
    assert upr_info_rule(found["98.2"]) is PositionValue.SUPPORTED
    assert found["98.2"].history == ()
    assert found["98.2"].told[0].symbol == "A/HRC/914/15/Add.1"
    assert [found[key].told[0].stage for key in ("97.1", "98.2")] == [
        Stage.REPORT,
        Stage.ADDENDUM,
    ]


def test_without_a_report_the_items_are_those_the_others_name():
    answer = addendum(said(Stance.NOTED, "98.2", "98.1"), said(Stance.NOTED, "*"))
    assert list(positions([answer]).by_key()) == ["98.2", "98.1"]


def test_a_draft_counts_where_there_is_no_report():
    draft = report(item("6.1", SUPPORTED), kind=DocumentKind.DRAFT_REPORT)
    assert list(positions([draft]).by_key()) == ["6.1"]
    assert next(iter(positions([draft, REPORT]).by_key())) == "97.1"


def test_texts_of_an_item_may_have_positions_of_their_own():
    noted = Position(PositionValue.NOTED, "is noted", "98")
    texts = (
        Recommendation("a", (), "XAA"),
        Recommendation("b", (), "XAA", None, noted),
    )
    (one,) = positions([report(item("97.1", SUPPORTED, *texts))]).items
    assert [said.value for said in one.history] == [Stance.SUPPORTED, Stance.NOTED]
    assert upr_info_rule(one) is PositionValue.NOTED


def test_changes_since_the_report_are_found():
    found = positions([REPORT, addendum(said(Stance.NOTED, "98.2"))])
    assert [one.key for one in changed_since_report(found.items)] == ["98.2"]


def test_a_position_rests_on_the_last_statement_that_gives_it():
    answers = addendum(said(Stance.SUPPORTED, "98.1"), said(Stance.PARTLY, "98.2"))
    later = plenary(said(Stance.UNCLEAR, "98.1", "98.3", state="XAA"))
    found = positions([REPORT, answers, later]).items

    assert [(said and (said.symbol, said.value)) for said in map(ground, found)] == [
        ("A/HRC/914/15", Stance.SUPPORTED),
        ("A/HRC/914/15/Add.1", Stance.SUPPORTED),
        ("A/HRC/914/15/Add.1", Stance.PARTLY),
        ("A/HRC/914/2", Stance.UNCLEAR),
    ]
    assert ground(positions([REPORT]).items[1]) is None


def test_nothing_gives_nothing():
    assert positions([]).items == ()
