"""Texts in, codes out."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np

from upr.coding import word_vectors
from upr.coding.codes import Codes, Coding, Scheme
from upr.coding.language import not_english
from upr.coding.matrices import Floats
from upr.coding.probabilities import Scores, given
from upr.coding.scoring import Scorer
from upr.coding.specificity import named, signs
from upr.coding.unseen_wordings import places_read_as, read_as, version_with
from upr.coding.weights import Weights, installed, read
from upr.coding.words import Place, fold_names, places, plain_words

_BATCH = 2048  # texts scored at once
_DIGITS = 4  # of a score
_SHOWN = 4  # words that decided
_SCHEMES = tuple(Scheme)  # to go through the class itself takes ten times as long
# Each word is left out in turn: where there are more, no words that decided are told.
_TOO_LONG = 250  # words and marks; the longest of 20,307 recommendations has 97
_FALL = 0.02  # by which the score must fall without a word for it to count
# Small words tell a reader nothing, also where the score falls without them. Not among
# them: those that turn the meaning, such as "not", "without" and "against".
_SMALL_WORDS = (
    "a an the and or of to in into on upon with by at as from for is are be"
    " it its their this that these those which who"
)
_SMALL = frozenset(_SMALL_WORDS.split())
NO_TEXT = "no text"

_Span = tuple[Place, ...]


class Coder:
    """Codes texts with one model."""

    def __init__(self, weights: Weights) -> None:
        self.scorer = Scorer(weights)
        self.version = version_with(weights.version)
        self._codes = [_split(label) for label in weights.labels]

    def code(self, texts: Sequence[str], *, explain: bool = True) -> list[Codes]:
        """The codes of each text, in the order of the texts.

        With `explain`, the words that decided, the signs of specificity and what is
        named come with them; it takes some fifteen times as long. Texts longer than
        any recommendation (250 words) come without the words that decided.
        """
        coded: list[Codes] = []
        for start in range(0, len(texts), _BATCH):
            coded += self._code_batch(texts[start : start + _BATCH], explain)
        return coded

    def _code_batch(self, texts: Sequence[str], explain: bool) -> Iterator[Codes]:
        folded = [fold_names(plain_words(text)) for text in texts]
        refused = [_refused(*pair) for pair in zip(texts, folded, strict=True)]
        scores = self.scorer.scores_of([read_as(words) for words in folded])
        rows = self._rows(scores)
        for text, language, row in zip(texts, refused, rows, strict=True):
            if language:
                yield Codes(language=language)
            elif explain:
                yield self._explained(text, row)
            else:
                yield row

    def _rows(self, scores: Scores) -> Iterator[Codes]:
        best = scores.action.argmax(axis=1).tolist()
        sure = scores.action.max(axis=1).astype(np.float64).round(_DIGITS).tolist()
        weights = self.scorer.weights
        told = given(weights.labels, scores.labels, weights.meant)
        texts, labels = np.nonzero(told)
        found_in: list[list[tuple[int, float]]] = [[] for _ in best]
        chances = scores.labels[texts, labels].astype(np.float64)
        found = zip(
            texts.tolist(),
            labels.tolist(),
            chances.round(_DIGITS).tolist(),
            strict=True,
        )
        for text, label, chance in found:
            found_in[text].append((label, chance))
        for action, score, row in zip(best, sure, found_in, strict=True):
            yield self._row(Coding(Scheme.ACTION, str(action + 1), score), row)

    def _row(self, action: Coding, labels: list[tuple[int, float]]) -> Codes:
        by_scheme: dict[Scheme, list[Coding]] = {scheme: [] for scheme in _SCHEMES}
        for label, chance in sorted(labels, key=lambda pair: -pair[1]):
            scheme, code = self._codes[label]
            by_scheme[scheme].append(Coding(scheme, code, chance))
        return Codes(
            action,
            issues=tuple(by_scheme[Scheme.ISSUES]),
            groups=tuple(by_scheme[Scheme.GROUPS]),
            sdg_goals=tuple(by_scheme[Scheme.SDG_GOALS]),
            sdg_targets=tuple(by_scheme[Scheme.SDG_TARGETS]),
            model=self.version,
        )

    def _explained(self, text: str, row: Codes) -> Codes:
        spans = _spans(places_read_as(places(text)))
        spots = _distinct(spans) if len(spans) <= _TOO_LONG else {}
        variants = [_without(spans, left_out) for left_out in ((), *spots)]
        scores = self.scorer.scores_of(variants)
        shown = [text[place.start : place.end] for place in spots.values()]

        def with_words(coding: Coding) -> Coding:
            column = self._column(scores, coding)
            words = _deciding(column, shown)
            return Coding(coding.scheme, coding.code, coding.score, words)

        return Codes(
            with_words(row.action) if row.action else None,
            issues=tuple(map(with_words, row.issues)),
            groups=tuple(map(with_words, row.groups)),
            sdg_goals=tuple(map(with_words, row.sdg_goals)),
            sdg_targets=tuple(map(with_words, row.sdg_targets)),
            signs=signs(text),
            named=named(text),
            model=row.model,
        )

    def _column(self, scores: Scores, coding: Coding) -> Floats:
        if coding.scheme is Scheme.ACTION:
            return scores.action[:, int(coding.code) - 1]
        label = self._codes.index((coding.scheme, coding.code))
        return scores.labels[:, label]


def _refused(text: str, words: Sequence[str]) -> str | None:
    if not text.strip():
        return NO_TEXT
    return not_english(text, words, _are_known)


def _are_known(words: Sequence[str]) -> list[bool]:
    """Which words are English, as the list of the word vectors has it."""
    return [place >= 0 for place in word_vectors.installed().places(words).tolist()]


def _spans(found: Sequence[Place]) -> list[_Span]:
    """The words of a text, those together that are read for the same printed ones."""
    return [tuple(span) for _, span in groupby(found, key=lambda place: place.start)]


def _words(span: _Span) -> tuple[str, ...]:
    return tuple(place.word for place in span)


def _distinct(spans: Sequence[_Span]) -> dict[tuple[str, ...], Place]:
    """The first place of each word, or words read together, but for marks."""
    spots: dict[tuple[str, ...], Place] = {}
    for span in spans:
        if span[0].word not in ",;:":
            spots.setdefault(_words(span), span[0])
    return spots


def _without(spans: Sequence[_Span], words: tuple[str, ...]) -> list[str]:
    """The words of a text without some that are read together, wherever they stand."""
    return [place.word for span in spans if _words(span) != words for place in span]


def _deciding(chances: Floats, shown: Sequence[str]) -> tuple[str, ...]:
    """The words without which the chance (row 0) falls most (rows 1, 2, ...).

    The most telling first; small words are left out.
    """
    falls = chances[0] - chances[1:]
    order = np.argsort(-falls, kind="stable")
    telling = [shown[at] for at in order if falls[at] >= _FALL]
    return tuple(word for word in telling if word.lower() not in _SMALL)[:_SHOWN]


def _split(label: str) -> tuple[Scheme, str]:
    scheme, _, code = label.partition("/")
    return Scheme(scheme), code


@cache
def installed_coder() -> Coder:
    """The coder with the weights that come with this package."""
    return Coder(installed())


@cache
def coder_with(model: Path) -> Coder:
    """The coder with the weights in a file, read once.

    Raises ModelError if there are none.
    """
    return Coder(read(model))
