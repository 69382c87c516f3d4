from contextlib import suppress

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from upright.explore.addresses import AddressError, Asked, read, without, write
from upright.search.queries import FACETS, Count, Request, Sort

NEWEST = 9


def asked(parameters: str) -> Asked:
    return read(QueryDict(parameters), NEWEST)


def test_nothing_asked_is_the_plain_request():
    assert asked("").request == Request()
    assert write(Request()) == ""


def test_blank_fields_of_the_form_ask_for_nothing():
    assert asked("q=&state=&sort=&count=&page=&v=&imagined=").request == Request()


def test_every_parameter_is_read():
    address = (
        "q=death+penalty&state=XAA&recommending_state=XAB&recommending_state=XAC"
        "&all=recommending_state&count=attributions&sort=date&page=3&v=7&imagined=1"
    )
    assert asked(address).request == Request(
        q="death penalty",
        filters={"state": ("XAA",), "recommending_state": ("XAB", "XAC")},
        all_of=frozenset({"recommending_state"}),
        count=Count.ATTRIBUTIONS,
        sort=Sort.DATE,
        page=3,
        version=7,
        imagined=True,
    )


def test_a_repeated_value_counts_once():
    assert asked("state=XAA&state=XAA").request.filters == {"state": ("XAA",)}


def test_opened_facets_belong_to_the_page_alone():
    opened = asked("open=state")
    assert (opened.request, opened.opened) == (Request(), frozenset({"state"}))


def test_unknown_parameters_are_kept_by_name():
    assert asked("stat=XAA&q=x").unknown == ("stat",)


NOT_A_NUMBER = "“{}” cannot be read: it must be a number from 1."
NO_CHOICE = "“{}” cannot be read: it must be one of {}."
NO_FILTER = "“{}”: there is no such filter to choose."
LONG = f"page={'9' * 16}"
SORTS = "relevance, document, date, state"


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ("page=two", NOT_A_NUMBER.format("page=two")),
        ("page=0", NOT_A_NUMBER.format("page=0")),
        ("page=-1", NOT_A_NUMBER.format("page=-1")),
        ("page=²", NOT_A_NUMBER.format("page=²")),
        (LONG, NOT_A_NUMBER.format(LONG)),
        ("v=10", "There is no data version 10; the newest is 9."),
        ("count=words", NO_CHOICE.format("count=words", "items, attributions")),
        ("sort=size", NO_CHOICE.format("sort=size", SORTS)),
        ("all=cycle", NO_FILTER.format("all=cycle")),
        ("open=nothing", NO_FILTER.format("open=nothing")),
        ("imagined=yes", "“imagined=yes” cannot be read: it must be 1 or 0."),
        ("q=a%00b", "An address cannot hold a zero character."),
    ],
)
def test_what_cannot_be_meant_is_explained(parameters, message):
    with pytest.raises(AddressError) as caught:
        asked(parameters)
    assert str(caught.value) == message


def test_without_takes_one_value_and_goes_to_the_first_page():
    request = Request(filters={"state": ("XAA", "XAB")}, page=4)
    assert without(request, "state", "XAA") == Request(filters={"state": ("XAB",)})
    assert without(Request(filters={"state": ("XAA",)}), "state", "XAA") == Request()


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=8
)
REQUESTS = st.builds(
    Request,
    q=st.one_of(st.just(""), WORDS),
    filters=st.dictionaries(
        st.sampled_from([facet.name for facet in FACETS]),
        st.lists(WORDS, min_size=1, max_size=3, unique=True).map(tuple),
        max_size=3,
    ),
    all_of=st.frozensets(
        st.sampled_from([facet.name for facet in FACETS if facet.allows_all])
    ),
    count=st.sampled_from(Count),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 500),
    version=st.one_of(st.none(), st.integers(1, NEWEST)),
    imagined=st.sampled_from([None, True, False]),
)


@given(REQUESTS)
def test_what_is_written_is_read_as_the_same(request):
    assert asked(write(request)).request == request


NAMES = st.sampled_from(["q", "page", "v", "count", "sort", "all", "open", "state"])


@given(st.dictionaries(st.one_of(NAMES, st.text(max_size=9)), st.text(max_size=9)))
def test_no_address_breaks_the_reader(parameters):
    query = QueryDict(mutable=True)
    query.update(parameters)
    with suppress(AddressError):
        assert read(query, NEWEST).request.q == parameters.get("q", "").strip()
