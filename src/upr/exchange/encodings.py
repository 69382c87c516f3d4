"""How the bytes of a text file were meant: found by looking, not by asking.

UPR Info's exports are Mac Roman, files that went through Excel are Windows-1252 or
UTF-16, those of programs UTF-8. What cannot be decoded is kept as a surrogate, so that
the row it stands in can be named and refused while all others are read.
"""

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16 does: it stands before it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ("mac_roman", "cp1252")
_HIGH = re.compile(rb"[\x80-\xff]+")
_NON_UTF8_SHARE = 0.5  # of the runs of high bytes; above, the file is no UTF-8
_SEEN_ENOUGH = 20_000  # runs of high bytes: a sample this large decides
# What Western texts print beyond ASCII; the rest speaks against an encoding.
_LIKELY = frozenset("éèêëàâäáãåíìîïóòôöõøúùûüçñßæœÉÇÅÁÖÜØÔÎ’‘“”–—…•°§«»\u00a0")
_LOST = re.compile("[\ud800-\udfff]")
# UTF-8 read as Windows-1252, Latin-1 or Mac Roman: the first byte of a letter or of a
# typographic sign, then what its second byte looks like.
_SUSPECT = re.compile("[ÃÂâ√¬‚]")  # with which all of these begin
_MOJIBAKE = (
    ("cp1252", re.compile("[ÃÂ][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]|â€")),
    ("latin-1", re.compile("[ÃÂâ][\u0080-\u00bf]")),
    ("mac_roman", re.compile("[√¬]\\S|‚Ä")),
)


def encoding_of(path: Path) -> str:
    """Return the name of the encoding of a text file, as Python knows it.

    Raises nothing: bytes that fit no encoding are read by the likeliest, and the rows
    they stand in are refused later.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    for mark, name in _BOMS:
        if start.startswith(mark):
            return name
    return _without_mark(path, start)


def _without_mark(path: Path, start: bytes) -> str:
    if len(start) > 1 and start[1::2].count(0) > len(start) // 3:
        return "utf-16-le"
    if len(start) > 1 and start[0::2].count(0) > len(start) // 3:
        return "utf-16-be"
    broken, runs = _broken_runs(path)
    if runs and broken > _NON_UTF8_SHARE * len(runs):
        return max(_SINGLE_BYTE, key=lambda name: _likelihood(runs, name))
    return "utf-8"


def _broken_runs(path: Path) -> tuple[int, list[bytes]]:
    """How many runs of high bytes are no UTF-8, and all runs with a letter around."""
    runs: list[bytes] = []
    broken = 0
    for chunk in _chunks(path):
        for match in _HIGH.finditer(chunk):
            runs.append(match.group())
            broken += not _is_utf8(match.group())
        if len(runs) >= _SEEN_ENOUGH:
            break
    return broken, runs


def _chunks(path: Path) -> Iterator[bytes]:
    """The file in pieces that do not end within a sign."""
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            chunk = rest + chunk
            kept = len(chunk)
            while kept and chunk[kept - 1] >= 0x80 and len(chunk) - kept < 8:
                kept -= 1
            rest = chunk[kept:]
            yield chunk[:kept]
    yield rest


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _likelihood(runs: list[bytes], name: str) -> int:
    text = b"".join(runs).decode(name, "replace")
    return sum(1 if sign in _LIKELY else -1 for sign in text)


def open_text(path: Path, encoding: str) -> TextIO:
    """Open a text file for reading; its ends of line stay as they are."""
    return io.TextIOWrapper(
        path.open("rb", buffering=_CHUNK),
        encoding=encoding,
        errors="surrogateescape" if "16" not in encoding else "replace",
        newline="",
    )


def is_lost(text: str) -> bool:
    """Whether a part of the text could not be decoded."""
    return not text.isascii() and ("\ufffd" in text or has_halves(text))


def has_halves(text: str) -> bool:
    """Whether the text holds surrogates, which stand for no sign alone."""
    return bool(_LOST.search(text))


def mended(text: str) -> str:
    """Return `text` as it was before it was decoded wrongly, if it clearly was.

    >>> mended("CÃ´te d'Ivoire"), mended("T√ºrkiye"), mended("Âge")
    ("Côte d'Ivoire", 'Türkiye', 'Âge')
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text
    for name, signs in _MOJIBAKE:
        if signs.search(text):
            try:
                return text.encode(name).decode("utf-8")
            except UnicodeError:
                continue
    return text
