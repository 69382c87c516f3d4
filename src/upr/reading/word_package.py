"""The zip package of a Word file, opened without trusting it.

ECMA-376 part 2 describes the package. Nothing in it is believed: sizes are checked
as declared and again while unpacking, and XML is read without entities, document
type or network.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from upr.errors import (
    DamagedFileError,
    EncryptedFileError,
    TooLargeError,
    UnknownFormatError,
)
from upr.reading.limits import Limits

OFFICE_DOCUMENT = "officeDocument"  # last word of the relationship's type

# Files saved as "Strict Open XML" use these names for the same elements.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_DOCTYPE = tuple("<!DOCTYPE".encode(e) for e in ("ascii", "utf-16-le", "utf-16-be"))
_ENCRYPTED = 0x1  # bit 0 of a zip entry's flags
_SMALL_BYTES = 256 * 1024  # below this a high ratio harms nobody
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,  # a password is asked for
    ValueError,
    KeyError,
    OSError,
)


class WordPackage:
    """The parts of one Word file.

    Raises EncryptedFileError, TooLargeError, UnknownFormatError or DamagedFileError.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open the package and check what it declares; nothing is unpacked yet."""
        self._limits = limits
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN_ZIP as error:
            raise DamagedFileError(
                "The file begins like a Word file, but its package is broken."
            ) from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._check_declared()
        self.main = self._main_part()

    def _check_declared(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > self._limits.package_entries:
            raise TooLargeError(f"The Word file holds {len(entries)} parts.")
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise EncryptedFileError("The Word file asks for a password.")
        if sum(entry.file_size for entry in entries) > self._limits.unpacked_bytes:
            raise TooLargeError("The Word file would be too large when unpacked.")
        for entry in entries:
            self._check_ratio(entry.file_size, entry.compress_size)

    def _check_ratio(self, unpacked: int, packed: int) -> None:
        if unpacked <= _SMALL_BYTES:
            return
        if unpacked > packed * self._limits.compression_ratio:
            raise TooLargeError(
                "The Word file is packed so tightly that it looks like a zip bomb."
            )

    def _main_part(self) -> str:
        found = self.related("", OFFICE_DOCUMENT)
        main = next(iter(found.values()), "word/document.xml")
        if main not in self._entries or not main.startswith("word/"):
            raise UnknownFormatError(
                "The file is a zip package, but holds no Word document."
            )
        return main

    def has(self, part: str) -> bool:
        """Whether the package holds `part`."""
        return part in self._entries

    def read(self, part: str) -> bytes:
        """Return the unpacked bytes of `part`, never more than the limits allow.

        Raises TooLargeError where there are more, DamagedFileError where they cannot
        be unpacked, and KeyError where the package has no such part.
        """
        entry = self._entries[part]
        left = self._limits.unpacked_bytes - self._unpacked
        try:
            with self._zip.open(entry) as packed:
                data = packed.read(left + 1)
        except _BROKEN_ZIP as error:
            raise DamagedFileError(
                f"The part {part} of the Word file cannot be unpacked."
            ) from error
        self._unpacked += len(data)
        if len(data) > left:
            raise TooLargeError("The Word file would be too large when unpacked.")
        self._check_ratio(len(data), entry.compress_size)
        return data

    def xml(self, part: str) -> _Element:
        """Return the root of the XML in `part`.

        Raises DamagedFileError where it is not well-formed or declares a document
        type: Word never writes one, and entities have no other way in.
        """
        data = self.read(part)
        if any(mark in data for mark in _DOCTYPE):
            raise DamagedFileError(
                f"The part {part} declares a document type, which Word never does."
            )
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        try:
            root = etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DamagedFileError(
                f"The part {part} of the Word file is not well-formed."
            ) from error
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise DamagedFileError(f"The part {part} of the Word file is not usable.")
        return root

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Return the parts that `part` points to as `kind`, by relationship id.

        `part` is "" for the package itself; `kind` is the last word of the type.
        Targets outside the package are left out.
        """
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self._entries:
            return {}
        return dict(self._targets(self.xml(rels), folder, kind))

    @staticmethod
    def _targets(root: _Element, folder: str, kind: str) -> Iterator[tuple[str, str]]:
        for child in root:
            is_kind = child.get("Type", "").rsplit("/", 1)[-1] == kind
            if is_kind and child.get("TargetMode") != "External":
                target = posixpath.join("/", folder, child.get("Target", ""))
                yield child.get("Id", ""), posixpath.normpath(target).lstrip("/")


def _parser() -> etree.XMLParser:
    """A parser that fetches, expands and validates nothing."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
