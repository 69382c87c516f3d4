"""Documents become plain data and come back the same."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from upr.exchange.plain import from_plain, to_plain
from upr.records import Box, Document, DocumentKind, Source

POINTS = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(Box, st.builds(Box, POINTS, POINTS, POINTS, POINTS))
DOCUMENTS = st.from_type(Document)
SMALL = Document(
    kind=DocumentKind.SUMMARY,
    symbol="A/HRC/WG.6/20/XAA/3",
    language="en",
    state="XAA",
    title="Summary",
    distributed=date(2014, 8, 15),
    source=Source("a.pdf", "0" * 64, "application/pdf", 2, "1", ""),
)


@given(DOCUMENTS)
# a document has many fields, and making one up takes longer than hypothesis likes
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_a_document_comes_back_the_same_through_json(document: Document):
    assert from_plain(json.loads(json.dumps(to_plain(document)))) == document


def test_plain_data_is_in_the_order_of_the_fields():
    plain = to_plain(SMALL)
    assert list(plain)[:4] == ["kind", "symbol", "language", "state"]
    assert plain["kind"] == "summary"
    assert plain["distributed"] == "2014-08-15"
    assert plain["items"] == []


def test_data_of_an_older_reader_lacks_what_has_a_default():
    plain = to_plain(SMALL)
    del plain["pledges"], plain["reissued"]
    assert from_plain(plain) == SMALL


@pytest.mark.parametrize(
    "change",
    [
        {"unknown": 1},
        {"kind": "novel"},
        {"symbol": 1},
        {"distributed": "yesterday"},
        {"source": None},
        {"source": {"name": "a"}},
        {"items": "none"},
        {"items": [{"key": "1"}]},
        {"reissued": 1},
    ],
)
def test_other_data_is_no_document(change: dict[str, object]):
    with pytest.raises(ValueError):  # noqa: PT011 -- each has a message of its own
        from_plain(to_plain(SMALL) | change)


@pytest.mark.parametrize("plain", [{}, [], "text", None, 3])
def test_other_types_are_no_document(plain):
    with pytest.raises(ValueError):  # noqa: PT011 -- each has a message of its own
        from_plain(plain)
