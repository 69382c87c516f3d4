from dataclasses import replace

import pytest

import upr
from upr.exchange.foreign import ForeignRecommendation, NamedState, SourceName
from upr.exchange.own_records import records_of
from upr.likeness import likeness, ready
from upr.records import (
    Document,
    DocumentKind,
    Item,
    Position,
    PositionValue,
    Recommendation,
    RecommendingState,
    Source,
)
from upr.witnesses import Disagreement, Ground, Matter, tie

SUPPORTED = Position(PositionValue.SUPPORTED, "enjoy the support", "115")


def item(key: str, *texts: tuple[str, str], position: Position = SUPPORTED) -> Item:
    """An item with these texts, each with the codes of its States."""
    return Item(
        key=key,
        paragraph=key.partition(".")[0],
        printed_number=key,
        number=key,
        text="; ".join(text for text, _ in texts),
        recommendations=tuple(
            Recommendation(
                text,
                tuple(RecommendingState(iso3, iso3) for iso3 in states.split()),
                "XAA",
            )
            for text, states in texts
        ),
        position=position,
        places=(),
    )


def report(*items: Item) -> Document:
    return Document(
        kind=DocumentKind.REPORT,
        symbol="A/HRC/914/15",
        language="en",
        state="XAA",
        title="Report",
        distributed=None,
        source=Source("a.pdf", "0" * 64, "application/pdf", 2, "1", "plain"),
        items=items,
    )


def record(text: str, states: str = "XAB", **changes) -> ForeignRecommendation:
    made = ForeignRecommendation(
        source=SourceName.UPR_INFO,
        row=2,
        about=(NamedState("XAA", "Aldoria"),),
        text=text,
        recommending=tuple(NamedState(iso3, iso3) for iso3 in states.split()),
        response="Accepted",
    )
    return replace(made, **changes)


RATIFY = "Ratify the convention on the rights of the coast without any delay"
TRAIN = "To train the police in all languages of the islands and of the harbour"
REPORT = report(
    item("115.1", (RATIFY, "XAB XAC")),
    item("115.2", (TRAIN, "XAB"), ("Open the archives of the board", "XAD")),
    item("115.20", ("Ratify CEDAW", "XAB")),
    item("115.3", ("Ratify ICRMW", "XAB")),
)


def test_a_record_is_tied_by_state_and_text() -> None:
    tied = tie(REPORT, [record(TRAIN.removeprefix("To ")), record("Ratify ICRMW")])

    assert [(it.item, it.ground, it.disagreements) for it in tied.ties] == [
        ("115.2", Ground.STATE_AND_TEXT, ()),
        ("115.3", Ground.STATE_AND_TEXT, ()),
    ]
    assert tied.alone == (("115.1", 0), ("115.2", 1), ("115.20", 0))


def test_the_paragraph_decides_and_may_have_lost_its_zero() -> None:
    dihr = record("Ratify it", source=SourceName.DIHR, paragraph="115.2")
    (first,) = tie(REPORT, [dihr]).ties

    assert (first.item, first.ground) == ("115.20", Ground.PARAGRAPH)


def test_sources_do_not_take_each_other_s_place() -> None:
    records = [record(RATIFY), record(RATIFY, source=SourceName.UHRI)]

    assert [it.item for it in tie(REPORT, records).ties] == ["115.1", "115.1"]


def test_parts_of_one_text_are_tied_to_it() -> None:
    parts = [record(RATIFY), record("the rights of the coast without any delay")]
    ties = tie(REPORT, parts).ties

    assert [(it.item, it.ground) for it in ties] == [
        ("115.1", Ground.STATE_AND_TEXT),
        ("115.1", Ground.PART),
    ]


def test_disagreements_are_told() -> None:
    told = record(RATIFY.replace("any delay", "delaying"), "XAE", response="Noted")
    (one,) = tie(REPORT, [told]).ties

    assert one.ground is Ground.TEXT
    assert (
        one.disagreements
        == (
            Disagreement(Matter.TEXT, RATIFY, told.text),
            Disagreement(Matter.STATES, "XAB XAC", "XAE"),
            Disagreement(Matter.POSITION, "supported", "Noted"),
        )[int(one.likeness >= 0.95) :]
    )


def test_positions_that_came_later_are_compared_instead() -> None:
    later = {"115.1": PositionValue.NOTED}
    noted = record(RATIFY, response="Noted")

    assert tie(REPORT, [noted], later).ties[0].disagreements == ()


def test_pending_is_no_disagreement() -> None:
    pending = Position(PositionValue.PENDING, "will be examined", "115")
    asked = report(item("115.1", (RATIFY, "XAB"), position=pending))

    assert tie(asked, [record(RATIFY)]).ties[0].disagreements == ()


def test_what_fits_nothing_is_listed_with_what_is_nearest() -> None:
    tied = tie(REPORT, [record("Lower the price of salt", "XAF")])

    assert (tied.ties, len(tied.loose[0].nearest)) == ((), 3)


def test_two_items_alike_make_a_tie_doubtful() -> None:
    twins = report(item("1.1", (RATIFY, "XAB")), item("1.2", (RATIFY, "XAB")))

    assert tie(twins, [record(RATIFY)]).ties[0].sure == 0.6


def test_the_last_of_a_state_is_tied_to_the_last_text() -> None:
    asked = report(item("1.1", ("Put an end to hunger on the islands", "XAB")))
    (one,) = tie(asked, [record("Let nobody be hungry by 2030")]).ties

    assert (one.ground, one.disagreements[0].about) == (Ground.REMAINDER, Matter.TEXT)


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        ("Ratify it", "ratify IT.", 1, 1),
        ("To ratify it", "Ratify it", 1, 1),
        ("Ratify CEDAW", "Ratify ICRMW", 0, 0),
        ("Ratify OP-CAT", "Ratify OPCAT", 0.9, 1),
        (RATIFY, f"{RATIFY}; {TRAIN}", 0.85, 0.95),
        (RATIFY, TRAIN, 0, 0.55),
    ],
)
def test_likeness(first, second, least, most) -> None:
    assert least <= likeness(ready(first), ready(second)) <= most


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("paper", "thematic_list", "texts"),
    [
        ("g1423930.pdf", "UPR20__Slovenia_ThematicListRecommendations_E.docx", 169),
        ("g1934994.pdf", "UPR34_Slovenia_Thematic_list_of_Recommendations.docx", 219),
        ("g2502644.pdf", "upr48-slovenia-thematic-list-of-recommendatio.docx", 254),
    ],
)
def test_thematic_lists_are_tied_whole(corpus, paper, thematic_list, texts) -> None:
    read = upr.read(corpus / "slovenia" / paper)
    listed = upr.read(corpus / "slovenia" / thematic_list)

    tied = tie(read, records_of([listed]))

    assert {one.ground for one in tied.ties} == {Ground.PARAGRAPH}
    assert [one.disagreements for one in tied.ties] == [()] * texts
    assert (tied.loose, tied.alone) == ((), ())
