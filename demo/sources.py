"""The words of the demonstration's papers, read from their TOML files.

Lists of recommendations and paragraphs are written in a small notation:

- `- ` begins an item, `> ` a comment of the State under it, `-+ ` an item printed
  in the same paragraph as the one before;
- `{XAB, XAC}` prints the States in brackets; `{XAB|Brevania and others}` prints
  other words than their names;
- `||` parts several texts of one item and is not printed;
- `^[...]` is a footnote, `^[as read: ...]` one that gives the words as read;
- `~` before an item says that States stand inside its sentence;
- `<P-1.17>` before an item is its number where it is printed wrongly; P is the
  number of its paragraph;
- `{#label (a) and (b)}` is a paragraph of section I, `{@key 8}` an item of a list.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from upr.reference.states import IMAGINED

FOLDER = Path(__file__).parent

NAMES = {code: state.name for code, state in IMAGINED.items()}

AS_READ = "as read: "
TOKEN = re.compile(r"(\{[^{}]*\}|\^\[[^\]]*\])")
ENTRY = re.compile(r"^(-\+|-|>) ", re.MULTILINE)
PARTED = re.compile(r"\s*\|\|\s*")
WRONG_NUMBER = re.compile(r"^<([^>]+)>\s*")
LABEL = re.compile(r"^\[(\w+)(?: (X[A-Z]{2}))?\]\s*")
ITEM_REFERENCE = re.compile(r"\{@(\w+) (\d+)\}")
REFERENCE = re.compile(r"\{#(\w+)((?: \([a-z]\)|,| and)*)\}")


@dataclass(frozen=True, slots=True)
class States:
    """Recommending States in one bracket."""

    codes: tuple[str, ...]
    printed: str  # other words than the names, or ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    text: str

    @property
    def as_read(self) -> str:
        """The words read in the room, where the note gives them."""
        return self.text.removeprefix(AS_READ) if self.text.startswith(AS_READ) else ""


Piece = str | States | Note


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list: its texts, each a row of pieces."""

    texts: tuple[tuple[Piece, ...], ...]
    wrong_number: str = ""
    is_joined: bool = False  # printed in the paragraph of the item before
    is_inside: bool = False  # States stand inside the sentence
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of section I; `label` lets a list refer to it."""

    text: str
    label: str = ""
    speaker: str = ""  # ISO3


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A paragraph of section II, with the list under it where it has one."""

    opening: str
    position: str = ""  # "" in a comment of the State
    implementation: str = ""
    entries: tuple[Entry, ...] = ()
    implemented: tuple[int, ...] = ()  # numbers in the list above that it speaks of
    key: str = ""  # names the list for `above`
    above: str = ""  # the list whose numbers `implemented` gives

    @property
    def is_comment(self) -> bool:
        """Whether it has no list, neither under it nor by reference to section I."""
        return not self.entries and not (
            self.position and REFERENCE.search(self.opening)
        )


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the Working Group on an imagined State."""

    name: str
    facts: dict[str, Any]
    presentation: tuple[Paragraph, ...]
    dialogue: tuple[Paragraph, ...]
    conclusions: tuple[Conclusion, ...]

    def __getitem__(self, fact: str) -> Any:
        """A fact of the opening table."""
        return self.facts[fact]

    def get(self, fact: str, default: Any = "") -> Any:
        """A fact of the opening table, or `default`."""
        return self.facts.get(fact, default)

    @property
    def state_name(self) -> str:
        """The short name of the State under review."""
        return NAMES[self.facts["state"]]


def one_line(text: str) -> str:
    r"""`text` with its white space collapsed.

    >>> one_line("a\n  b ")
    'a b'
    """
    return " ".join(text.split())


def pieces(text: str) -> tuple[Piece, ...]:
    """The plain words, States and footnotes of `text`, in order."""
    return tuple(_piece(part) for part in TOKEN.split(text) if part)


def _piece(part: str) -> Piece:
    if part.startswith("^["):
        return Note(part[2:-1])
    if part.startswith("{") and not part.startswith("{#"):
        codes, _, printed = part[1:-1].partition("|")
        return States(tuple(codes.replace(",", " ").split()), printed)
    return part


def entries(text: str) -> tuple[Entry, ...]:
    """The items of a list with the State's comments under them."""
    found: list[Entry] = []
    marks = ENTRY.split(text.strip() + "\n")[1:]
    for mark, words in zip(marks[::2], marks[1::2], strict=True):
        if mark == ">":
            last = found.pop()
            comments = (*last.comments, one_line(words))
            found.append(_with_comments(last, comments))
        else:
            found.append(_entry(one_line(words), is_joined=mark == "-+"))
    return tuple(found)


def _with_comments(entry: Entry, comments: tuple[str, ...]) -> Entry:
    return Entry(
        entry.texts, entry.wrong_number, entry.is_joined, entry.is_inside, comments
    )


def _entry(text: str, *, is_joined: bool) -> Entry:
    wrong = WRONG_NUMBER.match(text)
    text = WRONG_NUMBER.sub("", text)
    is_inside = text.startswith("~")
    texts = tuple(pieces(part) for part in PARTED.split(text.lstrip("~ ")))
    return Entry(texts, wrong[1] if wrong else "", is_joined, is_inside)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Paragraphs parted by empty lines; `[label XAB]` may stand before one."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return tuple(_paragraph(one_line(block)) for block in blocks)


def _paragraph(text: str) -> Paragraph:
    label = LABEL.match(text)
    if not label:
        return Paragraph(text)
    return Paragraph(text[label.end() :], label[1], label[2] or "")


def _conclusion(table: dict[str, Any]) -> Conclusion:
    return Conclusion(
        opening=one_line(table["opening"]),
        position=table.get("position", ""),
        implementation=table.get("implementation", ""),
        entries=entries(table["items"]) if "items" in table else (),
        implemented=tuple(table.get("implemented", ())),
        key=table.get("key", ""),
        above=table.get("above", ""),
    )


def load_report(path: Path) -> Report:
    """The report that the TOML file at `path` holds."""
    return _report(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


def _report(name: str, table: dict[str, Any]) -> Report:
    return Report(
        name=name,
        presentation=paragraphs(table.pop("presentation")),
        dialogue=paragraphs(table.pop("dialogue")),
        conclusions=tuple(_conclusion(row) for row in table.pop("conclusions")),
        facts=table,
    )


def load_reissue(path: Path) -> Report | None:
    """The report as it was issued again with a star, if it was."""
    text = path.read_text(encoding="utf-8")
    star = tomllib.loads(text).get("star")
    if star is None:
        return None
    head, first_list, lists = text.partition("[[conclusions]]")
    if star["find"] not in lists:
        raise ValueError(f"{path.name}: nothing to put right in the reissue")
    lists = lists.replace(star["find"], star["put"])
    table = tomllib.loads(head + first_list + lists)
    table["distributed"] = star["distributed"]
    table["cover_notes"] = [star["note"], *table["cover_notes"]]
    table["is_reissue"] = True
    return _report(f"{path.stem}.reissued", table)


def reports() -> Iterator[Report]:
    """Every report of the demonstration by name, each before its reissue."""
    for path in sorted((FOLDER / "reports").glob("*.toml")):
        yield load_report(path)
        reissue = load_reissue(path)
        if reissue:
            yield reissue


def papers() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every other paper of the demonstration: its name and its table."""
    for path in sorted((FOLDER / "papers").glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text(encoding="utf-8"))
