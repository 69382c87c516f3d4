"""Whatever a file holds, reading it gives a document or an error of its own kind."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import upr
from tests.upr import papers_written
from tests.upr.pdf_builders import encrypted_pdf, pdf, pdf_of_pages, scanned_pdf
from tests.upr.word_builders import (
    abstract,
    docx,
    level,
    listed,
    num,
    package,
    package_parts,
    paragraph,
)
from upr import errors
from upr.reader import read_document, read_file
from upr.reading import Limits
from upr.records import Document, DocumentKind

REPORT = pdf(*papers_written.REPORT)
WORD = docx("".join(paragraph(line) for page in papers_written.REPORT for line in page))
BOMB = package(package_parts("") | {"word/media/a.bin": bytes(40 << 20)})


def word_report() -> bytes:
    """The report as Word files have it: a paragraph each, numbers made by Word."""
    numbering = (
        abstract(0, level(0, "4.%1."))
        + abstract(1, level(0, "5.%1."))
        + num(1, 0)
        + num(2, 1)
    )
    cover = "".join(paragraph(line) for line in papers_written.COVER)
    opening = paragraph(papers_written.OPENING[0]) + paragraph(
        " ".join(papers_written.OPENING[1:7])
    )
    conclusions = papers_written.CONCLUSIONS
    body = (
        cover
        + opening
        + paragraph("I. Summary of the proceedings of the review process")
        + paragraph("3. The delegation thanked all States for their questions.")
        + paragraph(conclusions[0])
        + paragraph(" ".join(conclusions[1:3]))
        + "".join(listed(line[5:], 1) for line in conclusions[3:6])
        + paragraph(conclusions[6])
        + listed(conclusions[7][5:], 2)
        + paragraph(" ".join(conclusions[8:]))
    )
    return docx(body, numbering=numbering)


def items(document: Document) -> list[tuple[str, list[tuple[str, ...]], str]]:
    return [
        (
            item.key,
            [recommendation.iso3s for recommendation in item.recommendations],
            item.position.value.value,
        )
        for item in document.items
    ]


ITEMS = [
    ("4.1", [("XAB", "XAC")], "supported"),
    ("4.2", [("XAD",)], "supported"),
    ("4.3", [("XAE",)], "supported"),
    ("5.1", [("XAF",)], "noted"),
]


def test_a_report_is_read():
    document = upr.read(REPORT, name="report.pdf")
    assert (document.kind, document.symbol) == (DocumentKind.REPORT, "A/HRC/914/15")
    assert (document.state, document.facts.session) == ("XAA", 7)
    assert items(document) == ITEMS
    assert document.source.name == "report.pdf"
    assert document.source.pages == 3


def test_a_word_report_gives_the_same():
    document = upr.read(word_report())
    assert items(document) == ITEMS
    assert document.source.pages is None
    assert document.items[0].places[0].page is None
    assert document.items[0].places[0].index is not None


def test_a_paper_without_recommendations_is_read():
    document = upr.read(pdf(*papers_written.NATIONAL_REPORT))
    assert (document.kind, document.items) == (DocumentKind.NATIONAL_REPORT, ())


def test_the_name_of_a_file_is_kept_and_decides_nothing(tmp_path: Path):
    path = tmp_path / "holiday.docx"
    path.write_bytes(REPORT)
    assert upr.read(path).source.name == "holiday.docx"
    assert upr.read(str(path), name="other").source.name == "other"
    assert items(upr.read(path)) == ITEMS


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", errors.UnknownFormatError),
        (b"plain text", errors.UnknownFormatError),
        (REPORT[:300], errors.DamagedFileError),
        (b"%PDF-1.7\nnothing", errors.DamagedFileError),
        (WORD[: len(WORD) // 2], errors.DamagedFileError),
        (encrypted_pdf(*papers_written.REPORT), errors.EncryptedFileError),
        (scanned_pdf(), errors.NoTextError),
        (docx(paragraph()), errors.NoTextError),
        (pdf_of_pages(10_000), errors.TooLargeError),
        (BOMB, errors.TooLargeError),
        (pdf(*papers_written.COOKBOOK), errors.NotUprError),
        (pdf(*papers_written.FRENCH), errors.WrongLanguageError),
        (pdf(papers_written.COVER, papers_written.OPENING), errors.UnknownLayoutError),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_each_trouble_has_an_error_of_its_own(data: bytes, kind: type[Exception]):
    with pytest.raises(errors.ReadError) as raised:
        upr.read(data)
    assert type(raised.value) is kind


def test_the_language_is_told():
    with pytest.raises(errors.WrongLanguageError) as raised:
        upr.read(pdf(*papers_written.FRENCH))
    assert raised.value.language == "French"


@pytest.mark.parametrize("name", [".", "nothing.pdf", "a\0b", "/dev/zero", "x" * 5000])
def test_what_is_no_file_is_said(name: str, tmp_path: Path):
    path = name if name.startswith("/") else f"{tmp_path}/{name}"
    with pytest.raises(errors.NoFileError):
        upr.read(path)


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path):
    path = tmp_path / "large.pdf"
    path.write_bytes(bytes(101))
    with pytest.raises(errors.TooLargeError):
        read_file(path, Limits(file_bytes=100))


def survives(data: bytes) -> None:
    """Reading gives a document or a ReadError; anything else fails the test."""
    try:
        document = read_document(data)
    except errors.ReadError:
        return
    assert isinstance(document, Document)


@pytest.mark.parametrize("whole", [REPORT, WORD, word_report()], ids=["pdf", "w", "n"])
def test_files_cut_off_anywhere_are_survived(whole: bytes):
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        survives(whole[:end])


@pytest.mark.parametrize("whole", [REPORT, WORD, word_report()], ids=["pdf", "w", "n"])
def test_changed_bytes_are_survived(whole: bytes):
    chance = random.Random(20261124)
    for _ in range(80):
        changed = bytearray(whole)
        for _ in range(chance.choice((1, 4, 40))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        survives(bytes(changed))


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_changed_xml_is_survived(data: st.DataObject):
    parts = package_parts(
        listed("Ratify") + paragraph("text"),
        numbering=abstract(0, level(0, "4.%1.")) + num(1, 0),
        styles='<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>',
    )
    name = data.draw(st.sampled_from(sorted(parts)))
    xml = parts[name]
    start = data.draw(st.integers(0, len(xml) - 1))
    length = data.draw(st.integers(0, 30))
    middle = data.draw(st.binary(max_size=8) | st.sampled_from([b"-1", b"9" * 30]))
    parts[name] = xml[:start] + middle + xml[start + length :]
    survives(package(parts))


@given(st.binary(max_size=200))
def test_any_bytes_after_a_header_are_survived(data: bytes):
    survives(b"%PDF-1.7\n" + data)
    survives(b"PK\x03\x04" + data)


def test_a_corrigendum_of_a_report_is_a_paper():
    cover = [
        line.replace("A/HRC/914/15", "A/HRC/914/15/Corr.1")
        for line in papers_written.COVER
    ]
    document = read_document(
        pdf([*cover, "Corrigendum", "Paragraph 98.3, for Mali read Peru."])
    )
    assert document.kind is DocumentKind.CORRIGENDUM
    assert document.symbol == "A/HRC/914/15/Corr.1"
    assert document.items == ()
