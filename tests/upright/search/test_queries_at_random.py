"""Queries at random: against their meaning worked out row by row, and mere noise."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.upright.search import oracle
from tests.upright.search.rows import VERSION, WORDS, random_rows, snapshot_of_rows
from upright.archive.rows import IndexRow
from upright.search.asking import Request
from upright.search.errors import QueryError
from upright.search.parsing import parse
from upright.search.queries import find_in, rows_in

ROWS = random_rows(seed=5)
STATES = {"Peru": "PER", "FRA": "FRA"}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    return snapshot_of_rows(tmp_path_factory.mktemp("index"), ROWS)


@dataclass(frozen=True)
class Query:
    """A query as typed, and whether it stands alone without brackets."""

    typed: str
    matches: oracle.Matches
    is_single: bool = True

    @property
    def part(self) -> str:
        return self.typed if self.is_single else f"({self.typed})"


def of_word(word: str) -> Query:
    return Query(word, lambda one: oracle.has_phrase(one.text, word))


def of_phrase(words: list[str]) -> Query:
    phrase = " ".join(words)
    return Query(f'"{phrase}"', lambda one: oracle.has_phrase(one.text, phrase))


def of_prefix(word: str) -> Query:
    return Query(f"{word[:3]}*", lambda one: oracle.has_prefix(one.text, word[:3]))


def of_session(number: int) -> Query:
    return Query(f"session:{number}", lambda one: one.session == number)


def of_state(name: str) -> Query:
    return Query(f"from:{name}", lambda one: STATES[name] in one.states)


def of_code(field: str, value: str) -> Query:
    return Query(f"{field}:{value}", lambda one: value in oracle.values(field, one))


def negated(part: Query) -> Query:
    return Query(f"NOT {part.part}", lambda one: not part.matches(one))


def joined(operator: str, left: Query, right: Query) -> Query:
    def both(one: IndexRow) -> bool:
        return left.matches(one) and right.matches(one)

    def either(one: IndexRow) -> bool:
        return left.matches(one) or right.matches(one)

    typed = f"{left.part}{operator}{right.part}"
    return Query(typed, either if operator == " OR " else both, is_single=False)


leaves = st.one_of(
    st.builds(of_word, st.sampled_from(WORDS)),
    st.builds(of_phrase, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3)),
    st.builds(of_prefix, st.sampled_from([w for w in WORDS if w.isalpha()])),
    st.builds(of_session, st.sampled_from([7, 13, 20])),
    st.builds(of_state, st.sampled_from(sorted(STATES))),
    st.builds(
        of_code,
        st.just("issue"),
        st.sampled_from(["womens-rights", "torture-and-other-cid-treatment"]),
    ),
    st.builds(of_code, st.just("action"), st.sampled_from(["1", "5"])),
    st.builds(of_code, st.just("coding"), st.sampled_from(["none", "person"])),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(negated, inner),
        st.builds(joined, st.sampled_from([" AND ", " OR ", " "]), inner, inner),
    ),
    max_leaves=8,
)


@given(queries)
@settings(max_examples=300, deadline=None)
def test_query_finds_what_it_says(snapshot, query):
    request = Request(query.typed, imagined=False)

    result = find_in(snapshot, request)

    matching = oracle.matching(ROWS, query.matches, request, VERSION)
    assert result.totals.recommendations == len(matching)
    streamed = {one.recommendation_id for one in rows_in(snapshot, request)}
    assert streamed == {one.recommendation_id for one in matching}


pieces = st.sampled_from(
    ['"', "(", ")", "AND", "OR", "NOT", "*", ":", "state:", "from:", "session:", "..",
     "A/HRC/28/15", "115.4", "rights", "é", "-", "+", ",", "'", "¹", "\n", "1..", "|"]
)  # fmt: skip
noise = st.one_of(
    st.text(max_size=60),
    st.lists(pieces, max_size=12).map(" ".join),
    st.lists(pieces, max_size=12).map("".join),
)


def mistake_in(q: str) -> QueryError | None:
    try:
        parse(q)
    except QueryError as error:
        return error
    return None


@given(noise)
@example("A/HRC/28/15 para.")
@example('state:""')
@example("İstanbul")
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_understood_or_explained(snapshot, q):
    mistake = mistake_in(q)
    if mistake is None:
        assert find_in(snapshot, Request(q)).totals.recommendations >= 0
        return
    assert mistake.message[-1] in ".?"
    assert mistake.position is None or 0 <= mistake.position <= len(q)
    assert mistake.suggestion != q
    assert mistake_in(mistake.suggestion) is None
