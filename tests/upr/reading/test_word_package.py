"""A Word file is a zip package from a stranger."""

import io
import zipfile

import pytest

from tests.upr.word_builders import W, docx, package, package_parts, paragraph
from upr.errors import (
    DamagedFileError,
    EncryptedFileError,
    TooLargeError,
    UnknownFormatError,
)
from upr.reading.docx import docx_lines
from upr.reading.limits import Limits

MIB = 1024 * 1024
SECRET = "the secret of the machine"


def with_document(xml: bytes) -> bytes:
    return package(package_parts("") | {"word/document.xml": xml})


def document_after(declared: str, text: str) -> bytes:
    return with_document(
        f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{W}"><w:body>'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>".encode()
    )


def test_a_part_that_unpacks_to_too_much_is_refused_unopened():
    bomb = package(package_parts("") | {"word/media/a.png": bytes(40 * MIB)})
    with pytest.raises(TooLargeError):
        docx_lines(bomb)


def test_many_parts_that_unpack_to_too_much_together_are_refused():
    data = docx(paragraph("word " * 10_000))
    with pytest.raises(TooLargeError):
        docx_lines(data, Limits(unpacked_bytes=20_000))


def test_a_size_declared_too_small_does_not_open_the_door():
    data = bytearray(with_document(b" " * 2 * MIB))
    true = (2 * MIB).to_bytes(4, "little")
    assert data.count(true) == 2
    with pytest.raises((TooLargeError, DamagedFileError)):
        docx_lines(bytes(data.replace(true, (900).to_bytes(4, "little"))))


def test_more_parts_than_allowed_are_refused():
    parts = {f"word/media/{n}.png": b"" for n in range(20)}
    with pytest.raises(TooLargeError):
        docx_lines(package(package_parts("") | parts), Limits(package_entries=20))


def test_entities_that_feed_on_each_other_are_refused():
    levels = "".join(
        f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10))}">'
        for n in range(1, 10)
    )
    declared = f'<!DOCTYPE w [<!ENTITY l0 "lol">{levels}]>'
    with pytest.raises(DamagedFileError):
        docx_lines(document_after(declared, "&l9;"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_files_of_the_machine_are_not_fetched(tmp_path, encoding: str):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    with pytest.raises(DamagedFileError) as raised:
        docx_lines(with_document(xml.encode(encoding)))
    assert SECRET not in str(raised.value)


def test_parts_outside_the_package_are_not_fetched(tmp_path):
    secret = tmp_path / "styles.xml"
    secret.write_text(SECRET)
    parts = package_parts(paragraph("text"))
    parts["word/_rels/document.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'relationships"><Relationship Id="a" Type="x/styles" TargetMode="External" '
        + f'Target="{secret.as_uri()}"/>'.encode()
        + f'<Relationship Id="b" Type="x/footnotes" Target="../..{secret}"/>'.encode()
        + b"</Relationships>"
    )
    assert [line.text for line in docx_lines(package(parts)).lines] == ["text"]


def test_xml_nested_too_deep_is_refused():
    with pytest.raises(DamagedFileError):
        docx_lines(docx("<w:sdt><w:sdtContent>" * 5_000))


def test_a_broken_package_is_damaged():
    data = docx(paragraph("text"))
    with pytest.raises(DamagedFileError):
        docx_lines(data[:-30])


def test_broken_xml_is_damaged():
    with pytest.raises(DamagedFileError):
        docx_lines(with_document(b"<w:document"))


def test_a_document_without_body_is_damaged():
    with pytest.raises(DamagedFileError):
        docx_lines(with_document(b"<document/>"))


def test_a_packed_part_with_a_password_is_encrypted():
    data = bytearray(docx(paragraph("text")))
    for place in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[place] |= 1
    with pytest.raises(EncryptedFileError):
        docx_lines(bytes(data))


def test_a_package_of_something_else_is_unknown():
    with pytest.raises(UnknownFormatError):
        docx_lines(package({"mimetype": b"application/epub+zip"}))


def test_a_way_of_packing_that_python_does_not_know_is_damaged():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        for name, part in package_parts(paragraph("text")).items():
            packed.writestr(name, part)
    data = bytearray(file.getvalue())
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        data[start + 10 : start + 12] = (97).to_bytes(2, "little")
        start = data.find(b"PK\x01\x02", start + 4)
    with pytest.raises(DamagedFileError):
        docx_lines(bytes(data))


def test_strict_open_xml_is_read_alike():
    parts = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, data in package_parts(paragraph("text")).items()
    }
    assert [line.text for line in docx_lines(package(parts)).lines] == ["text"]
