"""What a file is, its bytes say."""

import pytest

from tests.upr.pdf_builders import pdf
from tests.upr.word_builders import docx, package, paragraph
from upr.errors import EncryptedFileError, TooLargeError, UnknownFormatError
from upr.reading import Limits, read_lines
from upr.reading.formats import DOCX, PDF, format_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.4\n", PDF),
        (b"\xef\xbb\xbf\n%PDF-1.7\n", PDF),
        (b"PK\x03\x04", DOCX),
        (b"PK\x05\x06", DOCX),
    ],
)
def test_pdf_and_word_files_are_told_apart(data: bytes, media_type: str):
    assert format_of(data) == media_type


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\x00" * 40 + b"\n", "The file is empty."),
        (b"<!DOCTYPE html><html>", "The file is a web page"),
        (b"\n <HTML><body>404", "The file is a web page"),
        (b"{\\rtf1 text", "The file is in Rich Text Format."),
        (b"\x89PNG\r\n", "The file is a picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "The file is a picture (JPEG)"),
        (b"\x1f\x8b\x08", "The file is packed with gzip."),
        (OLE, "The file is in the format of Word before 2007 (.doc)."),
        ("Aldoria, Côte\n".encode() * 99, "The file is plain text"),
        (b"\x01\x02\xfe\xff\x80", "The file is neither a PDF nor a Word file"),
    ],
)
def test_other_files_are_called_by_their_names(data: bytes, sentence: str):
    with pytest.raises(UnknownFormatError) as raised:
        format_of(data)
    assert str(raised.value)[: len(sentence)] == sentence


def test_an_encrypted_word_file_is_no_old_one():
    with pytest.raises(EncryptedFileError):
        format_of(OLE + "EncryptedPackage".encode("utf-16-le"))


def test_lines_of_both_are_read():
    for data in (pdf(["Aldoria"]), docx(paragraph("Aldoria"))):
        assert [line.text for line in read_lines(data).lines] == ["Aldoria"]


def test_a_zip_package_that_is_no_word_file_is_refused():
    sheet = package({"xl/workbook.xml": b"<workbook/>"})
    with pytest.raises(UnknownFormatError):
        read_lines(sheet)


def test_more_bytes_than_allowed_are_not_looked_at():
    with pytest.raises(TooLargeError):
        read_lines(b"%PDF-" + bytes(100), Limits(file_bytes=100))
