"""Made-up texts: parts of labelled ones put together anew.

Nobody has coded them. The nets learn from what their teacher says of them: a text half
from here and half from there shows what the opening adds and what the rest does.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np

# Where a text is parted: before a mark or a small word.
_SEAM = re.compile(
    r"(?:,| and| including| by| through| in order to| with a view to| as well as"
    r"| in particular| to ensure| with regard to| on| of| for| in| to| against)(?= )"
)
_EDGE = 8  # letters at either end that are never parted
_LEAST = 15  # letters of a text
_MOST = 60  # words of a text
_DROPPED = 0.15  # share of the words

_Random = np.random.Generator


def recombined(texts: Sequence[str], count: int, seed: int) -> list[str]:
    """So many made-up texts, no order; the same texts and seed give the same.

    Five in eight are the beginning of one text and the end of another, two have the
    opening words of another, and the rest lack some words. Empty where there are no
    texts to begin with.
    """
    random = np.random.default_rng(seed)
    ways: tuple[Callable[[Sequence[str], _Random], str], ...] = (
        *[_crossed] * 5,
        *[_reopened] * 2,
        _thinned,
    )
    long = [text for text in texts if len(text) >= _LEAST]
    made: list[str] = []
    for _ in range(count if long else 0):
        text = ways[int(random.integers(len(ways)))](long, random)
        made.append(" ".join(text.split()[:_MOST]))
    return made


def _one(texts: Sequence[str], random: _Random) -> str:
    return texts[int(random.integers(len(texts)))]


def _seam(text: str, random: _Random) -> int:
    seams = [found.start() for found in _SEAM.finditer(text, _EDGE, len(text) - _EDGE)]
    return seams[int(random.integers(len(seams)))] if seams else len(text) // 2


def _crossed(texts: Sequence[str], random: _Random) -> str:
    begins, ends = _one(texts, random), _one(texts, random)
    return begins[: _seam(begins, random)] + ends[_seam(ends, random) :]


def _reopened(texts: Sequence[str], random: _Random) -> str:
    opening, rest = _one(texts, random).split(), _one(texts, random).split()
    taken, left = random.integers(1, 4, 2)
    return " ".join([*opening[:taken], *rest[left:]])


def _thinned(texts: Sequence[str], random: _Random) -> str:
    words = _one(texts, random).split()
    kept = random.random(len(words)) >= _DROPPED
    return " ".join(word for word, stays in zip(words, kept, strict=True) if stays)
