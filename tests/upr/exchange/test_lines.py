"""A line for each recommendation."""

from upr.exchange.lines import FIELDS, document_lines
from upr.records import (
    Box,
    Document,
    DocumentKind,
    Item,
    Place,
    Position,
    PositionValue,
    Recommendation,
    RecommendingState,
    ReviewFacts,
    Source,
)

SUPPORTED = Position(PositionValue.SUPPORTED, "enjoy the support of Aldoria:", "115")
NOTED = Position(PositionValue.NOTED, "was noted", "116")


def recommendation(text: str, *states: str | None, **more) -> Recommendation:
    named = tuple(RecommendingState(code, code or "Nowhere") for code in states)
    return Recommendation(text, named, addressee="XAA", **more)


def document(*items: Item) -> Document:
    return Document(
        kind=DocumentKind.REPORT,
        symbol="A/HRC/914/15",
        language="en",
        state="XAA",
        title="Report",
        distributed=None,
        source=Source("a.pdf", "0" * 64, "application/pdf", 20, "1", "a layout"),
        facts=ReviewFacts(session=20),
        items=items,
    )


def item(*recommendations: Recommendation, places: tuple[Place, ...] = ()) -> Item:
    return Item(
        key="115.2",
        paragraph="115",
        printed_number="115.2.",
        number="115.2",
        text="Ratify A (XAB, XAC); sign B (XAC);",
        recommendations=recommendations,
        position=SUPPORTED,
        places=places,
    )


def test_a_line_has_every_field_in_order():
    place = Place(page=13, box=Box(1.5, 2.0, 3.0, 4.0))
    (line,) = document_lines(
        document(item(recommendation("Ratify A", "XAB", "XAC"), places=(place,)))
    )
    assert tuple(line) == FIELDS
    assert line == {
        "symbol": "A/HRC/914/15",
        "state": "XAA",
        "session": 20,
        "paragraph": "115.2",
        "text": "Ratify A",
        "states": ["XAB", "XAC"],
        "position": "supported",
        "page": 13,
        "index": None,
        "layout": "a layout",
        "printed_number": "115.2.",
        "citation": "para. 115.2",
        "as_read": None,
        "addressee": "XAA",
        "item_text": "Ratify A (XAB, XAC); sign B (XAC);",
        "position_words": "enjoy the support of Aldoria:",
        "places": [{"page": 13, "box": [1.5, 2.0, 3.0, 4.0], "index": None}],
        "position_paragraph": "115",
        "implementation": None,
        "stance": None,
        "said_in": None,
        "explanation": None,
    }


def test_several_texts_of_an_item_are_several_lines():
    lines = document_lines(
        document(
            item(
                recommendation("Ratify A", "XAB"),
                recommendation("sign B", "XAC", position=NOTED, as_read="Sign B"),
            )
        )
    )
    assert [
        (line["paragraph"], line["text"], line["position"], line["as_read"])
        for line in lines
    ] == [
        ("115.2", "Ratify A", "supported", None),
        ("115.2", "sign B", "noted", "Sign B"),
    ]


def test_states_that_are_not_known_are_not_among_the_codes():
    (line,) = document_lines(document(item(recommendation("Ratify A", "XAB", None))))
    assert line["states"] == ["XAB"]


def test_a_word_file_has_the_index_of_a_paragraph_and_no_page():
    place = Place(index=7)
    (line,) = document_lines(
        document(item(recommendation("A", "XAB"), places=(place,)))
    )
    assert (line["page"], line["index"]) == (None, 7)
    assert line["places"] == [{"page": None, "box": None, "index": 7}]


def test_an_item_without_place_has_neither():
    (line,) = document_lines(document(item(recommendation("A", "XAB"))))
    assert (line["page"], line["index"], line["places"]) == (None, None, [])


def test_a_paper_without_recommendations_has_no_lines():
    assert list(document_lines(document())) == []
