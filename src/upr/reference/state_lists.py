"""Printed lists of States, cut into names.

Names hold "and", commas and brackets of their own, and lists lose commas, so the cut
is the one that leaves the fewest words unknown; of those the one with the fewest
doubtful names, then the one that runs across the fewest separators, then the one with
the longest names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from upr.reference.state_names import (
    SILENT,
    Certainty,
    Resolved,
    Word,
    is_generic,
    longest_name,
    lookup,
    lookup_near,
    words,
)

_AS_WELL_AS = re.compile(r"\bas\s+well\s+as\b|\balong\s+with\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,;/&|•]|\)\s*\(")
_NUMBER = re.compile(r"(?:^|\s)[0-9]|[0-9]\s*[^\W\d_]")  # no footnote: "Act 5"
_MOST_UNKNOWN = 6  # telling words; with more it is no list, and near names cost time
# Words that stand in brackets with a State and name something else.
_NO_NAME = frozenset(
    [
        *("act", "amendment", "article", "articles", "code", "commission", "committee"),
        *("constitution", "convention", "council", "court", "covenant", "declaration"),
        *("law", "ministry", "office", "optional", "para", "paragraph", "parliament"),
        *("police", "programme", "protocol", "recommendation", "recommendations"),
        *("resolution", "rule", "rules", "section", "statute", "treaty"),
    ]
)
_LONGEST_ABBREVIATION = 6
_MOST_WORDS = 4  # in an unknown name that may yet be a State's


@dataclass(frozen=True, slots=True)
class _Piece:
    """Telling words from `start` to before `end`, and what they name together."""

    start: int
    end: int
    iso3: str | None = None
    certainty: Certainty = Certainty.UNKNOWN
    suggestions: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()  # the words beside the one name that is known

    @property
    def cost(self) -> tuple[int, int]:
        """Words unknown, names doubtful."""
        if self.iso3:
            return 0, 0
        doubtful = self.certainty is Certainty.NEAR or self.end - self.start > 1
        return (0, 1) if doubtful else (1, 0)


class _Printed:
    """A printed list: its telling words, and which of them a separator precedes."""

    def __init__(self, text: str) -> None:
        self.text = text
        blanked = _AS_WELL_AS.sub(lambda match: "," + " " * (len(match[0]) - 1), text)
        self.words: list[Word] = []
        self.breaks: list[bool] = []
        self.parted: list[bool] = []  # by punctuation, not by "and" alone
        end, has_and = 0, False
        for word in words(blanked):
            if word.key in SILENT:
                has_and = has_and or word.key == "and"
                continue
            parted = bool(_SEPARATOR.search(blanked, end, word.start))
            self.words.append(word)
            self.parted.append(parted)
            self.breaks.append(parted or has_and)
            end, has_and = word.end, False

    def keys(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(word.key for word in self.words[start:end])

    def crossings(self, start: int, end: int) -> int:
        return sum(self.parted[start + 1 : end])

    def around(self, piece: _Piece) -> str:
        """The text from the end of the word before the piece to the next word."""
        start = self.words[piece.start - 1].end if piece.start else 0
        end = piece.end < len(self.words) and self.words[piece.end].start
        return self.text[start : end or len(self.text)]

    def printed(self, piece: _Piece) -> str:
        """The words of the piece as they stand, with its brackets."""
        start, end = self.words[piece.start].start, self.words[piece.end - 1].end
        lead = re.search(r"\bthe\s+$", self.text[:start], re.IGNORECASE)
        tail = re.match(r"(?:\s+(?:of|the))*", self.text[end:], re.IGNORECASE)
        start = lead.start() if lead else start
        end += tail.end() if tail else 0
        name = self.text[start:end]
        closing = re.match(r"\s*\)", self.text[end:])
        if closing and name.count("(") > name.count(")"):
            return name + closing.group()
        return name


@dataclass(frozen=True, slots=True)
class _Path:
    """The best cut of the first words of a list."""

    cost: tuple[int, int, int, int]  # unknown, doubtful, separators crossed, pieces
    piece: _Piece | None = None
    before: "_Path | None" = None

    def extended(self, piece: _Piece, crossings: int) -> "_Path":
        unknown, doubtful = piece.cost
        sums = zip(self.cost, (unknown, doubtful, crossings, 1), strict=True)
        first, second, third, fourth = (old + new for old, new in sums)
        return _Path((first, second, third, fourth), piece, self)

    def pieces(self) -> list[_Piece]:
        found: list[_Piece] = []
        path: _Path | None = self
        while path is not None and path.piece is not None:
            found.append(path.piece)
            path = path.before
        return found[::-1]


def _piece(
    printed: _Printed, start: int, end: int, unknown: frozenset[int]
) -> _Piece | None:
    keys = printed.keys(start, end)
    known = lookup(keys)
    if known:
        return _Piece(start, end, known.iso3, known.certainty, known.suggestions)
    if not unknown.isdisjoint(range(start, end)) and not printed.crossings(start, end):
        suggestions = lookup_near(keys)
        if suggestions:
            return _Piece(start, end, None, Certainty.NEAR, suggestions)
    return _Piece(start, end) if end - start == 1 else None


def _cut(printed: _Printed, unknown: frozenset[int] = frozenset()) -> list[_Piece]:
    """The cheapest cut; near names are tried around the words in `unknown` alone."""
    paths = [_Path((0, 0, 0, 0))]
    longest = longest_name() + 1
    for end in range(1, len(printed.words) + 1):
        paths.append(
            min(
                (
                    paths[start].extended(piece, printed.crossings(start, end))
                    for start in range(max(0, end - longest), end)
                    if (piece := _piece(printed, start, end, unknown))
                ),
                key=lambda path: path.cost,
            )
        )
    return paths[-1].pieces()


def _is_rest(piece: _Piece) -> bool:
    return piece.certainty is Certainty.UNKNOWN and piece.end - piece.start == 1


def _best_cut(printed: _Printed) -> list[_Piece]:
    pieces = _cut(printed)
    unknown = frozenset(piece.start for piece in pieces if _is_rest(piece))
    if 0 < len(unknown) <= _MOST_UNKNOWN:
        return _cut(printed, unknown)
    return pieces


def _chunks(printed: _Printed, pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces between one separator and the next."""
    chunk: list[_Piece] = []
    for piece in pieces:
        if chunk and printed.breaks[piece.start]:
            yield chunk
            chunk = []
        chunk.append(piece)
    if chunk:
        yield chunk


def _joined(chunk: Sequence[_Piece]) -> Iterator[_Piece]:
    """The pieces of a chunk, unknown words that stand side by side put together."""
    run: list[_Piece] = []
    for piece in chunk:
        if _is_rest(piece):
            run.append(piece)
            continue
        if run:
            yield _Piece(run[0].start, run[-1].end)
            run = []
        yield piece
    if run:
        yield _Piece(run[0].start, run[-1].end)


def _settled(printed: _Printed, chunk: Sequence[_Piece]) -> Iterable[_Piece]:
    """The pieces of a chunk; one known name among unknown words is not taken for it.

    "Costa Rica Republic" and "Upper Niger Delta" may or may not be the State.
    """
    pieces = list(_joined(chunk))
    known = [piece for piece in pieces if piece.iso3]
    has_rest = any(piece.certainty is Certainty.UNKNOWN for piece in pieces)
    if len(known) != 1 or not has_rest:
        return pieces
    rest = tuple(
        key for p in pieces if not p.iso3 for key in printed.keys(p.start, p.end)
    )
    suggestions = (known[0].iso3 or "",)
    start, end = pieces[0].start, pieces[-1].end
    return (_Piece(start, end, None, Certainty.NEAR, suggestions, rest),)


@lru_cache(maxsize=65536)
def _read(text: str) -> tuple[_Printed, tuple[_Piece, ...]]:
    printed = _Printed(text)
    cut = _best_cut(printed)
    pieces = (p for chunk in _chunks(printed, cut) for p in _settled(printed, chunk))
    return printed, tuple(pieces)


@lru_cache(maxsize=65536)
def split_names(text: str) -> tuple[Resolved, ...]:
    """The names in a printed list of States, in order, each with its printed words.

    Cuts at commas, semicolons, "and", "&", brackets, and between two known names
    where the comma was lost. What is no known name comes back as NEAR or UNKNOWN and
    has no State: nothing of the text is dropped but separators and digits.

    >>> [name.iso3 for name in split_names("United Kingdom France and Iran (Islamic")]
    ['GBR', 'FRA', None]
    """
    printed, pieces = _read(text)
    return tuple(
        Resolved(p.iso3, p.certainty, p.suggestions, printed.printed(p)) for p in pieces
    )


def _is_plausible(printed: _Printed, piece: _Piece) -> bool:
    """Whether words that are no known name may be a misspelt name."""
    own = printed.words[piece.start : piece.end]
    text = printed.text[own[0].start : own[-1].end]
    if _is_abbreviation(text) or _NUMBER.search(printed.around(piece)):
        return False
    if piece.rest:
        return all(map(is_generic, piece.rest))
    if piece.certainty is Certainty.NEAR:
        return True
    return len(own) <= _MOST_WORDS and all(_is_capital(printed, word) for word in own)


def _is_abbreviation(text: str) -> bool:
    """Whether the text is one short word in capitals: INDI is not near to India."""
    return text.isupper() and text.isalpha() and len(text) <= _LONGEST_ABBREVIATION


def _is_capital(printed: _Printed, word: Word) -> bool:
    """Whether the word is written like a name: a capital first, no abbreviation."""
    as_printed = printed.text[word.start : word.end]
    return (
        as_printed[0].isupper()
        and not as_printed[1:].isupper()
        and len(word.key) > 1
        and word.key not in _NO_NAME
    )


@lru_cache(maxsize=65536)
def is_states_list(text: str) -> bool:
    """Whether `text`, the content of a bracket, holds nothing but names of States.

    Between names may stand separators, "and", "as well as", footnote numerals. True
    if at least one name is known and all else may be a misspelt name: near a known
    name, or at most four capitalised words of which none is an abbreviation or names
    something else ("Convention", "Commission"). Where none is known, one name that is
    nearly known must be all there is, so that "French, German" is no list. The
    doubtful ones are those that `split_names` gives without a State: they go to review.

    >>> is_states_list("Chile,¹ China²"), is_states_list("art. 6")
    (True, False)
    """
    printed, pieces = _read(text)
    is_single = len(pieces) == 1 and pieces[0].suggestions
    if not is_single and not any(piece.iso3 for piece in pieces):
        return False
    return all(piece.iso3 or _is_plausible(printed, piece) for piece in pieces)


def find_in(text: str) -> tuple[Resolved, ...]:
    """The names of States that stand in a sentence, in order, each time they stand.

    Only names written with a capital, and only known ones: the leftmost first, the
    longest of those. "Niger Delta" and "Jordan Valley" are found as States.
    """
    printed = _Printed(text)
    found: list[Resolved] = []
    start = 0
    while start < len(printed.words):
        piece = _longest_at(printed, start)
        if piece and piece.iso3:
            name = printed.printed(piece)
            found.append(Resolved(piece.iso3, piece.certainty, (), name))
        start = piece.end if piece else start + 1
    return tuple(found)


def _longest_at(printed: _Printed, start: int) -> _Piece | None:
    if not printed.text[printed.words[start].start].isupper():
        return None
    for end in range(min(len(printed.words), start + longest_name()), start, -1):
        known = lookup(printed.keys(start, end))
        if known and not printed.crossings(start, end):
            return _Piece(start, end, known.iso3, known.certainty, known.suggestions)
    return None
