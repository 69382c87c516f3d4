"""Importing: whole documents, once each; versions of one document; re-reading."""

from dataclasses import replace

import pytest

from tests.upright.builders import (
    DOCX,
    NOW,
    document,
    file_of,
    item,
    recommendation,
)
from upr.errors import UnknownFormatError
from upr.records import Check, DocumentKind, Leftover, Place, PositionValue
from upright.archive import queries
from upright.archive.actions import import_file, preview_reread, reread
from upright.archive.models import (
    Attribution,
    Change,
    Document,
    DocumentPart,
    DocumentVersion,
    Item,
    Position,
    Reading,
    Recommendation,
)

ONE = item("136.1", ("Ratify A", "XAB", "XAC"), ("sign B", "XAC"))
TWO = item("136.2", ("Do C", "XAD", "Nowhere"), position="noted")


def rows() -> dict[str, int]:
    """How many rows of each kind there are, whether in force or not."""
    return {
        kind.__name__: kind._default_manager.count()
        for kind in (Document, DocumentVersion, Reading, Item, Recommendation, Change)
    }


def keys_in_force(symbol: str = "A/HRC/901/1") -> list[str]:
    page = queries.document(symbol)
    assert page is not None
    return [one.key for one in page.items]


def test_an_import_brings_everything_into_force(archive):
    outcome = archive(document(ONE, TWO))

    assert (outcome.kind, outcome.symbol, outcome.recommendations) == (
        "new",
        "A/HRC/901/1",
        3,
    )
    assert (outcome.is_whole, outcome.is_current, outcome.change) == (True, True, 1)
    assert queries.totals(None, imagined=True) == queries.Totals(
        reports=1, papers=0, items=2, recommendations=3, attributions=4, states=1
    )
    row = Document.objects.get()
    assert (row.session, row.cycle, str(row.date), row.is_imagined) == (
        21,
        2,
        "2015-01-23",
        True,
    )


def test_a_name_that_is_no_known_state_is_kept_as_printed_and_is_not_certain(archive):
    archive(document(ONE, TWO))

    unknown = Attribution.objects.get(state=None)
    assert (unknown.printed_name, unknown.is_certain) == ("Nowhere", False)
    assert list(
        Recommendation.objects.order_by("pk").values_list("is_certain", flat=True)
    ) == [True, True, False]


def test_a_text_may_have_a_position_of_its_own(archive):
    archive(
        document(
            item(
                "136.1",
                ("Ratify A", "XAB"),
                recommendation("sign B", "XAC", position="noted"),
            )
        )
    )

    texts = Recommendation.objects.order_by("order")
    assert list(texts.values_list("position", flat=True)) == ["supported", "noted"]
    said = Position.objects.order_by("pk")
    assert list(said.values_list("recommendation_order", "value")) == [
        (None, "supported"),
        (2, "noted"),
    ]


def test_the_same_bytes_again_change_nothing(archive):
    first = archive(document(ONE), data=b"same")
    before = rows()

    second = archive(document(ONE), data=b"same")

    assert (second.kind, second.change) == ("known", first.change)
    assert rows() == before


def test_the_file_is_kept_under_its_digest(archive, settings):
    data = file_of(document(ONE))
    archive(document(ONE))

    version = DocumentVersion.objects.get()
    assert version.file.name == f"documents/{version.sha256[:2]}/{version.sha256}.pdf"
    with version.file.open("rb") as file:
        assert file.read() == data
    assert [path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == [
        f"{version.sha256}.pdf"
    ]


def test_a_reissue_outranks_the_first_print_and_leaves_equal_rows_alone(archive):
    archive(document(ONE, TWO))
    kept = Item.objects.get(key="136.1").pk

    outcome = archive(
        document(ONE, replace(TWO, text="Do C at once;"), reissued=True), data=b"two"
    )

    assert (outcome.kind, outcome.is_current, outcome.change) == (
        "new version",
        True,
        2,
    )
    assert Item.objects.get(key="136.1").pk == kept
    assert list(
        Item.objects.filter(key="136.2").order_by("pk").values_list("since", "until")
    ) == [(1, 2), (2, None)]


def test_a_first_print_that_comes_after_its_reissue_is_only_kept(archive):
    archive(document(ONE, TWO, reissued=True))
    before = Item.objects.count()

    outcome = archive(document(ONE), data=b"first print")

    assert (outcome.kind, outcome.is_current) == ("new version", False)
    assert Item.objects.count() == before
    assert keys_in_force() == ["136.1", "136.2"]


@pytest.mark.parametrize("order", [("pdf", "docx"), ("docx", "pdf")])
def test_a_pdf_outranks_its_word_twin_whichever_comes_first(archive, order):
    in_word = replace(ONE, places=(Place(index=40),))
    twins = {
        "pdf": document(ONE),
        "docx": document(in_word, media_type=DOCX),
    }
    for one in order:
        archive(twins[one])

    row = Document.objects.get()
    assert row.versions.count() == 2
    assert row.current_reading is not None
    assert row.current_reading.version.media_type == "application/pdf"
    assert Item.objects.get(until=None).page == 14


def test_a_corrigendum_with_all_recommendations_takes_over(archive):
    archive(document(ONE, TWO))

    outcome = archive(document(ONE, symbol="A/HRC/901/1/Corr.1"))

    assert (outcome.symbol, outcome.is_current) == ("A/HRC/901/1", True)
    assert keys_in_force() == ["136.1"]


def test_a_corrigendum_that_only_lists_changes_empties_nothing(archive):
    archive(document(ONE, TWO))

    outcome = archive(document(symbol="A/HRC/901/1/Corr.1"))

    assert (outcome.kind, outcome.is_current) == ("new version", False)
    assert keys_in_force() == ["136.1", "136.2"]


def test_a_corrigendum_of_a_paper_without_recommendations_does_not_take_over(archive):
    paper = document(symbol="A/HRC/WG.6/21/XAA/2", kind=DocumentKind.COMPILATION)
    archive(paper)

    outcome = archive(replace(paper, symbol="A/HRC/WG.6/21/XAA/2/Corr.1"))

    assert (outcome.kind, outcome.is_current) == ("new version", False)


def test_a_paper_without_recommendations_is_archived_as_a_paper(archive):
    outcome = archive(
        document(symbol="A/HRC/WG.6/21/XAA/1", kind=DocumentKind.NATIONAL_REPORT)
    )

    assert outcome.is_paper
    found = queries.totals(None, imagined=True)
    assert (found.reports, found.papers, found.items) == (0, 1, 0)


def test_a_paper_without_a_symbol_gets_one(archive):
    outcome = archive(document(symbol="", kind=DocumentKind.THEMATIC_LIST))

    assert outcome.symbol == "thematic-list/XAA/21"


def test_a_thematic_list_prints_the_items_again_and_counts_none(archive):
    archive(document(ONE, TWO))

    outcome = archive(
        document(ONE, TWO, symbol="", kind=DocumentKind.THEMATIC_LIST, media_type=DOCX)
    )

    assert (outcome.recommendations, outcome.is_paper) == (3, True)
    found = queries.totals(None, imagined=True)
    assert (found.reports, found.papers, found.recommendations) == (1, 1, 3)


def test_a_document_with_leftovers_is_archived_and_marked(archive):
    left = Leftover("A line of nowhere", "no rule takes it", Place(3))
    gap = Check("numbering", passed=False, message="136.2 is missing.")

    outcome = archive(document(ONE, leftovers=(left,), checks=(gap,)))

    assert not outcome.is_whole
    page = queries.document("A/HRC/901/1")
    assert page is not None
    assert not page.is_whole
    assert [part.text for part in page.parts[DocumentPart.Kind.LEFTOVER]] == [
        "A line of nowhere"
    ]


def test_characters_no_database_keeps_are_left_out(archive):
    archive(document(item("136.1", ("Rat\0ify \ud800A", "XAB"))))

    assert Recommendation.objects.get().text == "Ratify A"


def test_a_number_printed_twice_keeps_both_items(archive):
    archive(document(ONE, replace(TWO, key="136.1")))

    assert keys_in_force() == ["136.1", "136.1-2"]


def test_a_draft_gives_way_to_the_report(archive):
    draft = document(ONE, symbol="A/HRC/WG.6/21/L.3", kind=DocumentKind.DRAFT_REPORT)
    archive(draft)

    archive(document(ONE, TWO))

    assert queries.totals(None, imagined=True).recommendations == 3
    assert queries.totals(1, imagined=True).recommendations == 2
    assert keys_in_force("A/HRC/WG.6/21/L.3") == []


def test_a_draft_that_comes_after_the_report_adds_nothing(archive):
    archive(document(ONE, TWO))

    archive(document(ONE, symbol="A/HRC/WG.6/21/L.3", kind=DocumentKind.DRAFT_REPORT))

    assert queries.totals(None, imagined=True).recommendations == 3


def test_a_file_that_cannot_be_read_leaves_nothing(db, settings):
    with pytest.raises(UnknownFormatError):
        import_file(b"neither PDF nor Word", "note.txt", NOW)

    assert set(rows().values()) == {0}
    assert not settings.MEDIA_ROOT.exists()


def test_rereading_shows_what_changes_before_it_does(archive):
    archive(document(ONE, TWO))
    version = DocumentVersion.objects.get()
    newer = document(
        ONE,
        replace(TWO, position=replace(TWO.position, value=PositionValue.SUPPORTED)),
        item("136.3", ("Do D", "XAE")),
        reader_version="99",
    )
    before = rows()

    shown = preview_reread(version, newer, NOW)

    assert rows() == before
    assert list(shown.lines()) == [
        "+ 136.3: Do D (Estavia);",
        "~ 136.2(1) position: noted → supported",
    ]

    done = reread(version, newer, NOW)

    assert done == shown
    assert keys_in_force() == ["136.1", "136.2", "136.3"]
    assert Reading.objects.count() == 2
    assert preview_reread(version, newer, NOW).is_empty


def test_rereading_keeps_what_staff_corrected(archive, staff, correct):
    archive(document(ONE, TWO))
    correct("136.1", "text", "Ratify A soon", order=1)

    done = reread(
        DocumentVersion.objects.get(), document(ONE, reader_version="99"), NOW
    )

    assert [one.key for one in done.removed] == ["136.2"]
    page = queries.item("A/HRC/901/1", "136.1")
    assert page is not None
    assert page.recommendations[0].text == "Ratify A soon"


def test_rereading_may_find_another_symbol(archive):
    archive(document(ONE))
    version = DocumentVersion.objects.get()

    reread(version, document(ONE, symbol="A/HRC/901/2", reader_version="99"), NOW)

    assert keys_in_force("A/HRC/901/2") == ["136.1"]
    assert keys_in_force("A/HRC/901/1") == []
    assert [row.symbol for row in queries.documents(imagined=True)] == ["A/HRC/901/2"]


def test_only_files_of_other_readers_are_read_again(archive):
    archive(document(ONE))
    archive(document(TWO, symbol="A/HRC/901/2", reader_version="0"))

    found = queries.versions_to_reread([])

    assert [version.document.symbol for version in found] == ["A/HRC/901/2"]
    assert len(queries.versions_to_reread([], everything=True)) == 2
    assert queries.versions_to_reread(["A/HRC/901/1"]) == []
