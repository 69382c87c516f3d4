"""New documents: all, a State's, a session's."""

from datetime import timedelta

import pytest

from tests.upright.builders import NOW, document, item
from tests.upright.conftest import Archive
from upright.archive.queries import data_version
from upright.explore.alert_documents import DOCUMENTS
from upright.subscriptions.models import Frequency
from upright.subscriptions.topics import Span, WishError


@pytest.fixture(autouse=True)
def reports(archive: Archive) -> None:
    """One told already, one not."""
    archive(document(item("136.1", ("Educate", "XAB"))))
    archive(
        document(
            item("12.1", ("Plant", "XAA")),
            symbol="A/HRC/902/2",
            state="XAB",
            session=35,
        )
    )


SPAN = Span(1, 2, NOW, NOW.date(), NOW.date() + timedelta(days=1), Frequency.DAILY)


@pytest.mark.parametrize("asked", ["", "state=XAB", "session=35"])
def test_what_came_is_told(asked: str) -> None:
    assert data_version() == SPAN.until
    news = DOCUMENTS.news(asked, SPAN)

    assert news is not None
    assert news.subject == "Upright: 1 new document"
    (section,) = news.sections
    assert [tuple(row) for row in section.rows] == [
        (
            "Brevania: Report of the Working Group, A/HRC/902/2",
            "/documents/A/HRC/902/2/?v=2",
            "Report of the Working Group: Brevania",
            "1 March 2015",
        )
    ]


@pytest.mark.parametrize("asked", ["state=XAA", "session=21"])
def test_what_was_told_or_is_anothers_is_not(asked: str) -> None:
    assert DOCUMENTS.news(asked, SPAN) is None


@pytest.mark.parametrize(
    ("asked", "kept", "words", "path"),
    [
        ("", "", "New documents", "/documents/"),
        ("x=1", "", "New documents", "/documents/"),
        ("state=XAB&x=1", "state=XAB", "New documents about Brevania", "/states/XAB/"),
        ("session=35", "session=35", "New documents of session 35", "/sessions/35/"),
    ],
)
def test_what_is_asked_has_words_and_a_page(
    asked: str, kept: str, words: str, path: str
) -> None:
    assert DOCUMENTS.read(asked) == kept
    assert DOCUMENTS.in_words(kept) == words
    assert DOCUMENTS.path(kept) == path
    assert DOCUMENTS.feed(kept) == ("" if kept else "/feeds/documents.atom")


@pytest.mark.parametrize("asked", ["state=QQQ", "session=0", "session=-1", "session=²"])
def test_what_is_nothing_is_refused(asked: str) -> None:
    with pytest.raises(WishError):
        DOCUMENTS.read(asked)
