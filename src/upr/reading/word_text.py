"""The words of one paragraph of a Word file, in the order in which they are printed.

Insertions are kept and deletions dropped: what the file shows when all changes are
accepted. Instructions of fields, hidden text and pictures are not printed text.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element

from upr.reading.word_styles import Look, Styles, W, look_of, value

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DROPPED = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr",
        "del", "moveFrom", "delText", "instrText", "delInstrText",
        "annotationRef", "commentReference", "rt",
    )
)  # fmt: skip
_SIGNS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
# signs set in the font Symbol, by their codes in the private area
_SYMBOLS = {"F0B7": "•", "F02D": "–", "F0A7": "▪", "F0B0": "°", "F0A3": "≤"}
_UNKNOWN_SIGN = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Note:
    """A reference to a footnote or endnote."""

    kind: str  # "footnote" or "endnote"
    id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look."""

    text: str
    look: Look


@dataclass(slots=True)
class Written:
    """What one paragraph holds, in printed order."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)  # `w:txbxContent`

    @property
    def text(self) -> str:
        """The words, white space collapsed."""
        return " ".join("".join(piece.text for piece in self.pieces).split())

    def is_mostly(self, said: Callable[[Look], bool | None]) -> bool:
        """Whether more than half of the characters look as `said` tells."""
        lengths = [(len(piece.text.strip()), said(piece.look)) for piece in self.pieces]
        whole = sum(length for length, _ in lengths)
        return 2 * sum(length for length, is_so in lengths if is_so) > whole

    @property
    def size_pt(self) -> float:
        """The size of most characters; 0 in an empty paragraph."""
        sizes: Counter[float] = Counter()
        for piece in self.pieces:
            sizes[piece.look.size_pt or 0.0] += len(piece.text.strip())
        return max(sizes, key=lambda size: sizes[size], default=0.0)


class ParagraphText:
    """Reads paragraphs, one after the other, numbering the notes they refer to."""

    def __init__(self, styles: Styles) -> None:
        """Begin at note 1."""
        self._styles = styles
        self._note_numbers: dict[Note, int] = {}
        self._noted: Counter[str] = Counter()

    def written(self, paragraph: _Element, into: Written, *, mark: str = "") -> None:
        """Add what the paragraph `w:p` says to `into`.

        `mark` is what a note prints where its own number stands.
        """
        style = value(paragraph.find(f"{W}pPr"), "pStyle")
        walk = _Walk(self, into, style, mark)
        walk.through(paragraph)

    def note_mark(self, note: Note) -> str:
        """Return the number of `note` in superscript digits.

        Footnotes and endnotes count on their own through the whole file, always in
        digits: the format and the restarts a file may ask for are not followed.
        """
        if note not in self._note_numbers:
            self._noted[note.kind] += 1
            self._note_numbers[note] = self._noted[note.kind]
        return str(self._note_numbers[note]).translate(SUPERSCRIPT)

    def look(self, style: str | None, properties: _Element | None) -> Look:
        """Return the look of a run in a paragraph of `style`."""
        return self._styles.run(style, properties)


class _Walk:
    """One pass through one paragraph."""

    def __init__(
        self, reader: ParagraphText, into: Written, style: str | None, mark: str
    ) -> None:
        self._reader = reader
        self._into = into
        self._style = style
        self._mark = mark
        self._look = reader.look(style, None)
        self._fields: list[bool] = []  # open fields: whether the result has begun

    def through(self, element: _Element) -> None:
        """Take every child in order."""
        for child in element:
            if child.tag not in _DROPPED:
                self._take(child)

    def _take(self, child: _Element) -> None:
        tag = child.tag
        if tag == f"{W}r":
            self._run(child)
        elif tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType"))
        elif tag == f"{W}txbxContent":
            self._into.boxes.append(child)
        elif tag == f"{_MC}AlternateContent":
            self._alternative(child)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._reference(child)
        else:
            self._words(child)

    def _words(self, child: _Element) -> None:
        tag = child.tag
        if tag in (f"{W}t", _MATH_TEXT):
            self._say(child.text or "")
        elif tag in _SIGNS:
            self._say(_SIGNS[tag])
        elif tag == f"{W}sym":
            code = child.get(f"{W}char", "").upper()
            self._say(_SYMBOLS.get(code, _UNKNOWN_SIGN))
        elif tag in (f"{W}footnoteRef", f"{W}endnoteRef"):
            self._say(self._mark)
        else:
            self.through(child)

    def _run(self, run: _Element) -> None:
        before = self._look
        properties = run.find(f"{W}rPr")
        self._look = self._reader.look(self._style, properties)
        self.through(run)
        self._look = before

    def _say(self, text: str) -> None:
        is_instruction = any(not has_result for has_result in self._fields)
        if is_instruction or self._look.hidden or not text:
            return
        if self._look.raised:
            text = text.translate(SUPERSCRIPT)
        if self._look.capitals:
            text = text.upper()
        self._into.pieces.append(Piece(text, self._look))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _alternative(self, element: _Element) -> None:
        """The same matter for newer and older programs: one of them is enough."""
        choices = element.findall(f"{_MC}Choice") + element.findall(f"{_MC}Fallback")
        for choice in choices:
            before = (len(self._into.pieces), len(self._into.boxes))
            self.through(choice)
            if (len(self._into.pieces), len(self._into.boxes)) != before:
                return

    def _reference(self, element: _Element) -> None:
        kind = element.tag.removeprefix(W).removesuffix("Reference")
        note = Note(kind, element.get(f"{W}id", ""))
        self._into.notes.append(note)
        if element.get(f"{W}customMarkFollows", "0") in {"0", "false", "off"}:
            self._say(self._reader.note_mark(note))


def has_deleted_mark(paragraph: _Element) -> bool:
    """Whether the end of the paragraph is deleted: it runs on into the next."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def is_hidden(paragraph: _Element) -> bool:
    """Whether even the end of the paragraph is hidden, so that nothing is printed."""
    mark = look_of(paragraph.find(f"{W}pPr/{W}rPr"))
    return bool(mark.hidden)
