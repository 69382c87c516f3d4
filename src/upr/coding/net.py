"""A small net over word vectors, which is averaged with the linear stage.

The vectors of a text's words pass through filters one to five words wide; of each
filter the strongest answer counts, wherever in the text it stands. The opening words
are also read by their place: the action category looks at the first verb.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from upr.coding.matrices import Floats

WIDTHS = (1, 2, 3, 5)  # words that a filter sees
WIDEST = max(WIDTHS)
OPENING = 6  # words read by their place
_CHUNK = 64  # texts of like length worked out together; more leave the cache
# Answers are added up in whole numbers of 16 bits, which takes half the time of floats:
# so many steps to 1. The nets that are installed answer with 7 at most.
_STEPS = 512
_HIGHEST = 32767 // WIDEST  # steps; a window's answers must not overflow

Numbers = NDArray[np.int64]
# Of one width: for each place in its window a row per word.
_Answers = list[NDArray[np.int16]]


@dataclass(frozen=True, slots=True)
class Net:
    """What a net has learnt."""

    rows: Numbers  # of the word vectors, those it has changed, ascending
    vectors: Floats  # ... and what it changed them to
    filters: tuple[Floats, ...]  # for each width: (width x size of a vector) x filters
    biases: tuple[Floats, ...]
    opening: Floats  # (OPENING x size of a vector) x units
    opening_bias: Floats
    told: Floats  # (filters and units of the opening) x what is asked
    told_bias: Floats


def laid_out(texts: Sequence[Numbers]) -> Numbers:
    """Texts as the rows of one table of word numbers, which count from 1.

    Every row begins and ends with at least as many 0 as the widest filter sees.
    """
    longest = max(map(len, texts), default=0)
    width = max(longest + 2 * WIDEST, OPENING + WIDEST)
    table = np.zeros((len(texts), width), dtype=np.int64)
    for row, words in zip(table, texts, strict=True):
        row[WIDEST : WIDEST + len(words)] = words
    return table


def scores(net: Net, vectors: Floats, texts: Sequence[Numbers]) -> Floats:
    """The net's scores, a row for each text.

    `texts` are numbers of words, `vectors[n]` is the vector of word n and row 0 is 0.
    """
    found = np.zeros((len(texts), net.told.shape[1]), dtype=np.float32)
    answers = [_answers(vectors, filters) for filters in net.filters]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    order = np.argsort(lengths, kind="stable")
    for start in range(0, len(order), _CHUNK):
        chunk = order[start : start + _CHUNK]
        table = laid_out([texts[at] for at in chunk])
        found[chunk] = _chunk_scores(net, vectors, answers, table)
    return found


def _answers(vectors: Floats, filters: Floats) -> _Answers:
    """What each word adds to the filters, for each place it can have in a window."""
    size = vectors.shape[1]
    places = range(0, len(filters), size)
    return [_steps(vectors @ filters[at : at + size]) for at in places]


def _steps(answers: Floats) -> NDArray[np.int16]:
    return np.clip(np.rint(answers * _STEPS), -_HIGHEST, _HIGHEST).astype(np.int16)


def _chunk_scores(
    net: Net, vectors: Floats, answers: Sequence[_Answers], table: Numbers
) -> Floats:
    parts = [
        np.maximum(_strongest(part, table) + bias, 0)
        for part, bias in zip(answers, net.biases, strict=True)
    ]
    first = vectors[table[:, WIDEST : WIDEST + OPENING]].reshape(len(table), -1)
    parts.append(np.maximum(first @ net.opening + net.opening_bias, 0))
    told: Floats = np.hstack(parts) @ net.told + net.told_bias
    return told


def _strongest(answers: _Answers, table: Numbers) -> Floats:
    """The strongest answer of each filter, wherever its window stands.

    The first window holds nothing of the text, however long the other texts are: so a
    text is answered alike alone and among others.
    """
    begin, end = WIDEST - len(answers), table.shape[1] - WIDEST
    total = answers[0].take(table[:, begin:end], axis=0)
    for at in range(1, len(answers)):
        total += answers[at].take(table[:, begin + at : end + at], axis=0)
    strongest: Floats = total.max(axis=1) / np.float32(_STEPS)
    return strongest
