"""What is new in a search: found now, and not at the data version told last."""

from datetime import timedelta

import pytest

from tests.upright.archive.papers import addendum, statement
from tests.upright.builders import NOW, document, item
from tests.upright.conftest import Archive
from upright.archive.queries import data_version
from upright.explore.alert_searches import MADE, RECEIVED, SEARCHES
from upright.subscriptions.models import Frequency
from upright.subscriptions.topics import News, Span, WishError


@pytest.fixture(autouse=True)
def told(archive: Archive) -> int:
    """A report that was told already: data version 1."""
    archive(
        document(
            item("136.1", ("Protect women from violence", "XAB"), position="pending"),
            item("136.2", ("Educate every child", "XAC")),
        )
    )
    return data_version()


def span(since: int = 1) -> Span:
    """From a data version to now."""
    return Span(
        since=since,
        until=data_version(),
        told_at=NOW,
        last_day=NOW.date(),
        day=NOW.date() + timedelta(days=1),
        frequency=Frequency.DAILY,
    )


def said(news: News | None) -> list[tuple[str, list[str]]]:
    """The sections of some news: heading, and the titles of the rows."""
    if news is None:
        return []
    return [
        (section.heading, [row.title for row in section.rows])
        for section in news.sections
    ]


def more(archive: Archive, *items: object) -> None:
    """Another report, on the same State."""
    archive(document(*items, symbol="A/HRC/902/2", session=35))  # type: ignore[arg-type]  # built by item()


def test_what_came_is_told_with_a_link_to_its_version(archive: Archive) -> None:
    more(archive, item("12.1", ("Free women prisoners", "XAB", "XAC")))
    news = SEARCHES.news("q=women", span())

    assert news is not None
    assert news.subject == "Upright: 1 new recommendation"
    (section,) = news.sections
    assert (section.heading, section.total) == ("1 new recommendation", 1)
    assert section.path == "/search/?q=women&sort=date&v=2"
    (row,) = section.rows
    assert row.title == "Aldoria, A/HRC/902/2, para. 12.1"
    assert row.path == "/recommendations/A/HRC/902/2/12.1/?v=2"
    assert row.text == "Free women prisoners"
    assert row.note == "Brevania, Corvalia. Supported."


def test_nothing_new_is_nothing() -> None:
    assert SEARCHES.news("q=women", span()) is None


def test_what_does_not_match_is_not_told(archive: Archive) -> None:
    more(archive, item("12.1", ("Plant trees", "XAB")))

    assert SEARCHES.news("q=women", span()) is None
    assert said(SEARCHES.news("", span())) == [
        ("1 new recommendation", ["Aldoria, A/HRC/902/2, para. 12.1"])
    ]


def test_a_corrected_text_is_no_news_but_one_that_now_matches_is(correct) -> None:
    correct("136.2", "text", "Educate every child and all women", order=1)

    assert SEARCHES.news("q=child", span()) is None
    assert said(SEARCHES.news("q=women", span())) == [
        ("1 new recommendation", ["Aldoria, A/HRC/901/1, para. 136.2"])
    ]


def test_an_answer_of_the_state_is_told_apart(archive: Archive) -> None:
    archive(addendum(statement("supported", "136.1")))
    news = RECEIVED.news("state=XAA", span())

    assert news is not None
    assert news.subject == "Upright: 1 position changed"
    assert said(news) == [("1 position changed", ["Aldoria, A/HRC/901/1, para. 136.1"])]


def test_received_and_made_are_two_things(archive: Archive) -> None:
    more(archive, item("12.1", ("Plant trees", "XAB")))

    assert RECEIVED.news("state=XAB", span()) is None
    assert said(MADE.news("state=XAB", span())) == [
        ("1 new recommendation", ["Aldoria, A/HRC/902/2, para. 12.1"])
    ]
    assert MADE.news("state=XAC", span()) is None


def test_rows_are_cut_and_the_count_is_not(archive: Archive) -> None:
    items = [
        item(f"12.{number}", (f"Plant {number}", "XAB")) for number in range(1, 31)
    ]
    more(archive, *items)
    news = RECEIVED.news("state=XAA", span())

    assert news is not None
    (section,) = news.sections
    assert (section.total, len(section.rows)) == (30, 20)
    assert news.subject == "Upright: 30 new recommendations"


def test_from_before_anything_everything_is_new() -> None:
    news = RECEIVED.news("state=XAA", span(since=0))

    assert news is not None
    assert news.sections[0].total == 2


def test_a_filter_on_documents_stays_the_readers(archive: Archive) -> None:
    more(archive, item("12.1", ("Plant trees", "XAB")))

    assert SEARCHES.news("document=A/HRC/901/1", span()) is None
    assert SEARCHES.news("document=A/HRC/902/2", span()) is not None


def test_a_search_is_kept_in_its_shortest_form() -> None:
    assert (
        SEARCHES.read("q=+women+&page=3&v=1&sort=date&count=attributions") == "q=women"
    )
    assert SEARCHES.in_words("q=women&state=XAA") == (
        "New recommendations: women; State under review: Aldoria"
    )
    assert SEARCHES.path("q=women") == "/search/?q=women"
    assert SEARCHES.feed("q=women") == "/feeds/search.atom?q=women"


@pytest.mark.parametrize("asked", ["q=women+AND", "page=1&count=x", "state=%00"])
def test_a_search_that_cannot_be_understood_is_refused(asked: str) -> None:
    with pytest.raises(WishError):
        SEARCHES.read(asked)


def test_what_is_told_is_asked_in_as_many_questions_for_three_as_for_one(
    archive: Archive, django_assert_max_num_queries
) -> None:
    counts = []
    for number in range(1, 4):
        archive(
            document(
                *(item(f"12.{n}", (f"Plant {n}", "XAB")) for n in range(1, number + 1)),
                symbol=f"A/HRC/91{number}/2",
                session=35,
            )
        )
        RECEIVED.news("state=XAA", span())  # the index follows
        with django_assert_max_num_queries(20) as asked:
            RECEIVED.news("state=XAA", span())
        counts.append(len(asked))

    assert len(set(counts)) == 1
