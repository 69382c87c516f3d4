"""Whatever is asked, the answer is a page: found, not found or explained."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db
SEARCHED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

NAMES = ["q", "state", "session", "position", "document", "all", "count", "sort"]
NAMES += ["page", "v", "imagined", "open", "certainty", "recommending_state"]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.one_of(
    TEXT, st.sampled_from(["1", "2", "XAA", "136.1", '"', "(", "a AND", "state:", "*"])
)
ASKED = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=4)
SEGMENTS = st.lists(
    st.one_of(TEXT, st.sampled_from(["A", "HRC", "901", "1", "136.1", "file", ".."])),
    min_size=1,
    max_size=6,
)


@SEARCHED
@given(ASKED)
def test_a_search_is_found_or_explained(imagined, asked):
    response = Client().get(f"/search/?{urlencode(asked)}")
    assert response.status_code in {200, 400}


@SEARCHED
@given(
    st.sampled_from(["recommendations", "documents", "download"]),
    SEGMENTS,
    st.sampled_from(["", "/", ".json", "/page-14.png", "/cite.bib", "/file"]),
)
def test_an_address_is_found_or_not(imagined, room, segments, ending):
    path = "/".join(quote(segment, safe="") for segment in segments)
    response = Client().get(f"/{room}/{path}{ending}")
    assert response.status_code in {200, 301, 302, 400, 404}
