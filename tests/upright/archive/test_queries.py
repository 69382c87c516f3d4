"""What is asked of the archive: as of a version, with flat numbers of queries."""

from dataclasses import replace

import pytest

from tests.upright.builders import DOCX, design_example, document, item
from upr.records import Comment, DocumentKind
from upright.archive import queries
from upright.archive.models import DocumentVersion, Item
from upright.archive.queries import Totals


def test_counting_follows_the_definition_of_items_and_attributions(archive):
    archive(document(design_example(), state="SVN", symbol="A/HRC/28/15"))

    assert queries.totals(None, imagined=False) == Totals(
        reports=1, papers=0, items=1, recommendations=2, attributions=3, states=1
    )
    assert queries.totals(None, imagined=True) == Totals(0, 0, 0, 0, 0, 0)


def test_imagined_documents_stay_out_of_real_lists(archive):
    archive(document(item("136.1", ("Ratify A", "XAB"))))

    assert not queries.has_real_documents()
    assert queries.documents_latest(3, imagined=False) == []
    assert [d.symbol for d in queries.documents_latest(3, imagined=True)] == [
        "A/HRC/901/1"
    ]


def test_totals_as_of_a_version_stay_the_same(archive):
    one = item("136.1", ("Ratify A", "XAB"))
    archive(document(one, item("136.2", ("Do B", "XAB", "XAC"))))
    then = queries.totals(1, imagined=True)

    archive(document(one, reissued=True), data=b"reissue")
    archive(document(one, symbol="A/HRC/901/2", state="XAB"))

    assert queries.totals(1, imagined=True) == then == Totals(1, 0, 2, 2, 3, 1)
    assert queries.totals(2, imagined=True) == Totals(1, 0, 1, 1, 1, 1)
    assert queries.totals(None, imagined=True) == Totals(2, 0, 2, 2, 2, 2)
    assert queries.totals(0, imagined=True) == Totals(0, 0, 0, 0, 0, 0)


def test_an_item_has_its_neighbours_and_its_states_by_name(archive):
    archive(document(*(item(f"136.{n}", (f"Do {n}", "XAB", "XAC")) for n in (1, 2, 3))))

    page = queries.item("a/hrc/901/1", "136.2")

    assert page is not None
    assert page.previous is not None
    assert page.next is not None
    assert (page.previous.key, page.item.key, page.next.key) == (
        "136.1",
        "136.2",
        "136.3",
    )
    assert page.state is not None
    assert page.state.name == "Aldoria"
    assert [
        str(attribution.state)
        for text in page.recommendations
        for attribution in text.attributions.all()
    ] == ["Brevania", "Corvalia"]
    assert [said.source.symbol for said in page.positions] == ["A/HRC/901/1"]


def test_an_item_shows_the_comments_of_the_state_that_name_it(archive):
    about = Comment("We do this already.", "137", ("136.2",), ())
    archive(
        replace(
            document(item("136.1", ("Do A", "XAB")), item("136.2", ("Do B", "XAB"))),
            comments=(about,),
        )
    )

    pages = [queries.item("A/HRC/901/1", key) for key in ("136.1", "136.2")]

    assert [[part.text for part in page.comments] for page in pages if page] == [
        [],
        ["We do this already."],
    ]


@pytest.mark.parametrize(
    ("symbol", "key", "version"),
    [
        ("A/HRC/901/1", "136.9", None),
        ("A/HRC/999/1", "136.1", None),
        ("A/HRC/901/1", "136.1", 0),
    ],
)
def test_what_is_not_here_is_none(archive, symbol, key, version):
    archive(document(item("136.1", ("Do A", "XAB"))))

    assert queries.item(symbol, key, version) is None


def test_a_document_that_came_later_is_not_in_an_earlier_version(archive):
    archive(document(item("136.1", ("Do A", "XAB"))))
    archive(document(item("136.1", ("Do A", "XAB")), symbol="A/HRC/901/2"))

    assert queries.document("A/HRC/901/2", 1) is None
    assert queries.document("A/HRC/901/2", 2) is not None
    assert [d.symbol for d in queries.documents(imagined=True, version=1)] == [
        "A/HRC/901/1"
    ]


def test_a_document_counts_its_positions(archive):
    archive(
        document(
            item("136.1", ("Do A", "XAB"), ("do B", "XAB")),
            item("136.2", ("Do C", "XAB"), position="pending"),
        )
    )

    page = queries.document("A/HRC/901/1")

    assert page is not None
    assert page.positions == {"supported": 2, "pending": 1}
    assert page.is_whole


def test_pictures_come_from_the_pdf_an_item_was_read_in(archive):
    archive(document(item("136.1", ("Do A", "XAB"))))
    archive(document(item("1.1", ("Do A", "XAB")), symbol="W", media_type=DOCX))
    printed, typed = DocumentVersion.objects.order_by("pk")

    assert queries.page_image_source(printed.document) == printed
    assert (
        queries.page_image_source(printed.document, Item.objects.get(key="136.1"))
        == printed
    )
    assert queries.page_image_source(typed.document) is None


@pytest.mark.parametrize("number", [1, 3])
def test_pages_need_the_same_number_of_queries_for_one_and_three(
    archive, django_assert_num_queries, number
):
    for at in range(1, number + 1):
        items = (
            item(f"136.{n}", ("Do A", "XAB", "XAC"), ("do B", "XAB"))
            for n in range(1, number + 1)
        )
        archive(document(*items, symbol=f"A/HRC/901/{at}"))

    with django_assert_num_queries(4):
        queries.totals(None, imagined=True)
    with django_assert_num_queries(2):
        for found in queries.documents_latest(5, imagined=True):
            assert found.recommendation_count == 2 * number
            assert str(found.state) == "Aldoria"
    with django_assert_num_queries(7):
        page = queries.document("A/HRC/901/1")
        assert page is not None
        for one in page.items:
            for text in one.texts:
                assert all(str(one.state) for one in text.named)
    with django_assert_num_queries(9):
        queries.item("A/HRC/901/1", "136.1")
    with django_assert_num_queries(3):
        assert len(list(queries.rows_for_index())) == 2 * number * number


def test_papers_are_counted_as_papers(archive):
    archive(document(kind=DocumentKind.SUMMARY, symbol="A/HRC/WG.6/21/XAA/3"))

    assert queries.totals(None, imagined=True) == Totals(0, 1, 0, 0, 0, 0)
