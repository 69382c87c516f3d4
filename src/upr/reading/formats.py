"""What a file is, by its first bytes."""

import codecs

from upr.errors import EncryptedFileError, UnknownFormatError

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_HEAD = 1024  # the header of a PDF may stand anywhere in its first 1,024 bytes
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # compound file: Office to 2003
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO 2.3.4.4
_SAVE_AS = "Open it in a word processor and save it as DOCX or PDF."

# How other files begin, and what is said of them.
_OTHERS = (
    (b"{\\rtf", f"The file is in Rich Text Format. {_SAVE_AS}"),
    (b"\x89PNG", "The file is a picture (PNG), not a document."),
    (b"\xff\xd8\xff", "The file is a picture (JPEG), not a document."),
    (b"GIF8", "The file is a picture (GIF), not a document."),
    (b"II*\x00", "The file is a picture (TIFF), not a document."),
    (b"MM\x00*", "The file is a picture (TIFF), not a document."),
    (b"\x1f\x8b", "The file is packed with gzip. Unpack it first."),
    (b"7z\xbc\xaf", "The file is packed with 7-Zip. Unpack it first."),
    (b"Rar!", "The file is packed with RAR. Unpack it first."),
    (b"%!PS", "The file is PostScript. Turn it into a PDF first."),
)
_WEB_PAGE = (
    "The file is a web page, not a document: sites often answer with one where a "
    "download has failed. Fetch the PDF or DOCX itself."
)
_WEB_PAGE_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body")


def format_of(data: bytes) -> str:
    """Return the media type, PDF or DOCX, of what the bytes begin like.

    A zip package counts as DOCX here; what it holds is looked at when it is read.
    Raises UnknownFormatError, or EncryptedFileError for an encrypted Office file.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return DOCX
    if head.startswith(_OLE):
        raise _old_office(data)
    raise UnknownFormatError(_what_it_is(data, head))


def _old_office(data: bytes) -> EncryptedFileError | UnknownFormatError:
    if _ENCRYPTED in data:
        return EncryptedFileError(
            "The Office file asks for a password. Save a copy without one."
        )
    return UnknownFormatError(
        f"The file is in the format of Word before 2007 (.doc). {_SAVE_AS}"
    )


def _what_it_is(data: bytes, head: bytes) -> str:
    if not data.strip(b"\x00 \t\r\n"):
        return "The file is empty."
    for beginning, sentence in _OTHERS:
        if head.startswith(beginning):
            return sentence
    if any(mark in head.lower() for mark in _WEB_PAGE_MARKS):
        return _WEB_PAGE
    if _is_text(head):
        return "The file is plain text; only PDF and Word files (DOCX) are read."
    return "The file is neither a PDF nor a Word file (DOCX)."


def _is_text(head: bytes) -> bool:
    # a decoder that may yet get more: the end of the head can cut a sign in two
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(head)
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign.isspace() for sign in text)
