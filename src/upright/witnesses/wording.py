"""Two texts of one recommendation, compared word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ONLY_OURS, ONLY_THEIRS = "same", "ours", "theirs"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of two texts: in both, only in ours, or only in theirs."""

    kind: str
    words: str


def differences(ours: str, theirs: str) -> Iterator[Piece]:
    """Yield the words of two texts in order: shared ones, ours, theirs.

    White space does not count, signs and capitals do: they are part of the words.
    """
    first, second = ours.split(), theirs.split()
    matched = SequenceMatcher(None, first, second, autojunk=False)
    for kind, begin, end, from_, to in matched.get_opcodes():
        if kind == "equal":
            yield Piece(SAME, " ".join(first[begin:end]))
            continue
        if begin < end:
            yield Piece(ONLY_OURS, " ".join(first[begin:end]))
        if from_ < to:
            yield Piece(ONLY_THEIRS, " ".join(second[from_:to]))
