import pytest
from django.test import Client

from tests.upright.builders import DOCX, document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, texts
from upr.records import DocumentKind
from upright.explore import views_documents

pytestmark = pytest.mark.django_db

ADDRESS = "/documents/A/HRC/901/1/"


def test_documents_are_listed_with_their_counts(imagined, get: Get):
    page = get("/documents/")
    assert texts(page, "//tbody/tr") == [
        "BrevaniaReport of the Working Group Imagined A/HRC/902/2 21 23 Jan 2015 1",
        "AldoriaReport of the Working Group Imagined A/HRC/901/1 21 23 Jan 2015 4",
    ]
    assert page.xpath("//tbody//a/@href") == ["/documents/A/HRC/902/2/", ADDRESS]


def test_documents_of_an_older_version(imagined, get: Get):
    assert texts(get("/documents/?v=1"), "//tbody//a") == ["Aldoria"]


def test_real_documents_are_listed_alone(imagined, real, get: Get):
    assert texts(get("/documents/"), "//tbody//a") == ["Slovenia"]
    page = get("/documents/?imagined=1")
    assert texts(page, "//tbody//a") == ["Brevania", "Aldoria"]


def test_no_documents_at_all(db, get: Get):
    assert texts(get("/documents/"), "//main//p[@class='note']") == [
        "Nothing has been imported yet. How to import"
    ]


def test_pages_are_turned(imagined, get: Get, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(views_documents, "PAGE_SIZE", 1)
    for address, label, turned in (
        ("/documents/", "Next page", "/documents/?page=2"),
        ("/documents/?page=2", "Previous page", "/documents/?page=1"),
    ):
        page = get(address)
        assert texts(page, "//nav[@class='pages']") == [label]
        assert page.xpath("//nav[@class='pages']/a/@href") == [turned]


def test_a_page_of_documents_that_does_not_exist(imagined, get: Get):
    page = get("/documents/?page=7", status=404)
    assert texts(page, "//p[@class='lead']") == [
        "The list of documents has no such page."
    ]


def test_a_document_has_facts_counts_and_checks(imagined, get: Get):
    page = get(ADDRESS)
    labels = texts(page, "//dl[@class='facts']/dt")
    assert dict(zip(labels, texts(page, "//dl[@class='facts']/dd"), strict=True)) == {
        "Symbol": "A/HRC/901/1",
        "State under review": "Aldoria",
        "Session": "21, of cycle 2",
        "Adopted by the Working Group": "23 January 2015",
        "Distributed": "1 March 2015",
        "Troika": "Brevania, Corvalia, Dunmere",
        "Documents considered": "A/HRC/WG.6/21/XAA/1",
        "Advance questions from": "Estavia",
    }
    assert texts(page, "//dl[@class='figures']/div") == [
        "items3",
        "recommendations4",
        "attributions4",
    ]
    assert texts(page, "//li[starts-with(@class, 'check')]") == [
        "Numbers have no gaps.",
        "Does not agree: One State is not known.",
    ]


def test_every_count_leads_to_as_many_rows(imagined, get: Get):
    page = get(ADDRESS)
    figures = [
        (
            texts(figure, "./dt")[0],
            texts(figure, "./dd")[0],
            figure.xpath(".//a/@href")[0],
        )
        for figure in page.xpath("//dl[@class='figures']/div")
    ]
    for label, count, address in figures:
        found = get(address)
        said = " ".join(texts(found, "//p[@class='tally' or @class='quiet']"))
        assert (label, said.count(f"{count} {label}")) == (label, 1)
    positions = page.xpath("//ul[@aria-label='Items by position']/li")
    assert texts(page, "//ul[@aria-label='Items by position']/li") == [
        "Supported 2",
        "Noted 1",
        "Pending 1",
    ]
    for position in positions:
        count = texts(position, "./span")[0]
        tally = texts(get(position.xpath("./a/@href")[0]), "//p[@class='tally']/strong")
        assert tally == [count]


def test_a_document_lists_its_items_by_paragraph(imagined, get: Get):
    page = get(ADDRESS)
    assert texts(page, "//section[contains(@class, 'block')]//h3") == ["Paragraph 136"]
    assert texts(page, "//li[@class='entry']") == [
        "para. 136.1 Protect women from violence (Brevania) Supported",
        "para. 136.2 Educate every child (Brevania, Corvalia) Noted",
        "para. 136.3 Ratify the convention (Brevania)abolish the tribunal "
        "(Old Dunmere) SupportedPending",
    ]


def test_what_is_no_recommendation_is_shown_too(imagined, get: Get):
    page = get(ADDRESS)
    parts = {
        name: texts(page, f"//section[@aria-labelledby='{name}']//li/p")
        for name in ("pledges", "comments", "leftovers")
    }
    assert parts == {
        "pledges": ["Aldoria will report in 2017.", "para. 138, page 16"],
        "comments": ["It is in our plan.", "para. 137, page 15 · about 136.2"],
        "leftovers": ["A stray line", "page 16 · no rule fits"],
    }


def test_a_paper_without_recommendations_says_so(archive: Archive, get: Get):
    archive(document(kind=DocumentKind.NATIONAL_REPORT, symbol="A/HRC/WG.6/21/XAA/1"))
    page = get("/documents/A/HRC/WG.6/21/XAA/1/")
    assert texts(page, "//main/p[@class='note']") == [
        "This paper holds no recommendations. It is kept as a document of the review."
    ]


def test_an_addendum_says_what_it_is(archive: Archive, get: Get):
    archive(document(kind=DocumentKind.ADDENDUM, symbol="A/HRC/901/1/Add.1"))
    page = get("/documents/A/HRC/901/1/Add.1/")
    assert texts(page, "//main/p[@class='note']") == [
        "This paper holds no recommendations of its own: the State under review "
        "answers those of the report here, in its own words."
    ]


def test_a_document_leads_to_the_papers_around_it(imagined, archive, get: Get):
    papers = (
        ("A/HRC/WG.6/21/XAA/1", DocumentKind.NATIONAL_REPORT),
        ("A/HRC/901/1/Add.1", DocumentKind.ADDENDUM),
    )
    for symbol, kind in papers:
        archive(document(kind=kind, symbol=symbol))
    facts = "//dl[@class='facts']//a[starts-with(@href, '/documents/')]"
    page = get(ADDRESS)
    assert page.xpath(f"{facts}/@href") == [
        "/documents/A/HRC/WG.6/21/XAA/1/",
        "/documents/A/HRC/901/1/Add.1/",
    ]
    assert texts(get("/documents/A/HRC/901/1/Add.1/"), facts) == ["A/HRC/901/1"]
    assert texts(get(f"{ADDRESS}?v=2"), facts) == []


def test_a_document_leads_to_the_states_it_names(imagined, get: Get):
    page = get(ADDRESS)
    states = "//dl[@class='facts']//a[starts-with(@href, '/states/')]"
    assert texts(page, states)[0] == "Aldoria"
    assert page.xpath(f"{states}/@href")[0] == "/states/XAA/"


def test_a_document_of_an_older_version(imagined, get: Get):
    page = get(f"{ADDRESS}?v=1")
    assert page.xpath("//li[@class='entry']//a/@href") == [
        f"/recommendations/A/HRC/901/1/136.{n}/?v=1" for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/documents/A/HRC/9/9/", "There is no document A/HRC/9/9 in this archive."),
        ("/documents/A/HRC/902/2/?v=1", "Data version 1 has no document A/HRC/902/2."),
        (
            f"{ADDRESS}file?sha256=0",
            "There is no such file of A/HRC/901/1.",
        ),
    ],
)
def test_what_is_not_here(imagined, get: Get, address, reason):
    assert texts(get(address, status=404), "//p[@class='lead']") == [reason]


def test_the_file_is_given_as_it_came(imagined, get: Get, client: Client):
    address = get(ADDRESS).xpath("//section[@aria-labelledby='files']//li//a/@href")[0]
    response = client.get(address)
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert content[:5] == b"%PDF-"
    kept = {
        name: response.headers[name]
        for name in (
            "Content-Type",
            "Content-Disposition",
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "Cache-Control",
            "ETag",
        )
    }
    assert kept == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'inline; filename="A-HRC-901-1.pdf"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
        "frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": f'"{address.partition("=")[2]}"',
    }


def test_a_word_file_is_saved_never_opened(archive: Archive, client: Client):
    archive(document(item("1.1", ("Do", "XAB")), media_type=DOCX, name="../x\r\n.docx"))
    response = client.get("/documents/A/HRC/901/1/file")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="A-HRC-901-1.docx"'
    )
    response.close()


def test_the_number_of_queries_does_not_grow(
    archive: Archive, client: Client, django_assert_num_queries
):
    archive(document(item("1.1", ("Do", "XAB"))))
    with django_assert_num_queries(12):
        client.get(ADDRESS)
    with django_assert_num_queries(5):
        client.get("/documents/")
    archive(
        document(
            *(item(f"1.{n}", (f"Do {n}", "XAB"), ("Be", "XAC")) for n in (1, 2, 3)),
            reissued=True,
        )
    )
    archive(document(item("1.1", ("Do", "XAB")), symbol="A/HRC/901/2"))
    with django_assert_num_queries(12):
        client.get(ADDRESS)
    with django_assert_num_queries(5):
        client.get("/documents/")
