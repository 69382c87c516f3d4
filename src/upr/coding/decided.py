"""What people decided in coding rounds, laid over the corpus before it is learnt from.

A file of decisions is JSON Lines as the platform exports them: `state`, `session`,
`text`, `scheme` and `codes`. A decision outranks the label of the corpus for that text
and scheme. A text the corpus has not is added where its category of action was decided;
of the other schemes it counts only what was decided.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from upr.coding.codes import Scheme
from upr.coding.corpus import Corpus, CorpusError, folded

Place = tuple[str, str]  # key of the review, and the folded text
_UNKNOWN = "???"  # in the place of a State's ISO3
ByScheme = dict[Scheme, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Laid:
    """A corpus with decisions over it, and what became of them."""

    corpus: Corpus
    replaced: int  # texts of the corpus that were decided
    added: int  # texts that are new
    left_out: int  # texts that are new, and without a category of action


@dataclass(frozen=True, slots=True)
class _Decided:
    text: str
    codes: ByScheme


def read(path: Path) -> dict[Place, _Decided]:
    """Return the decisions of a file by text; the last of a text and scheme holds.

    Raises CorpusError, naming the line, where one is no decision.
    """
    found: dict[Place, _Decided] = {}
    # Not splitlines(): a text may hold signs that end a line there, and not in JSON.
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            row = json.loads(line)
            # Of a paper whose review is not known: a text of no review of the corpus.
            key = f"{row['state'] or _UNKNOWN}-{int(row['session'] or 0):02}"
            scheme, codes = Scheme(row["scheme"]), tuple(map(str, row["codes"]))
            text = str(row["text"])
        except (ValueError, KeyError, TypeError) as error:
            message = f"{path.name}, line {number}: this is no decision."
            raise CorpusError(message) from error
        one = found.setdefault((key, folded(text)), _Decided(text, {}))
        one.codes[scheme] = codes
    return found


def lay_over(corpus: Corpus, decisions: Mapping[Place, _Decided]) -> Laid:
    """Return a corpus with decisions over its labels, and with the new texts."""
    places: dict[Place, list[int]] = {}
    for row, (key, text) in enumerate(zip(corpus.keys, corpus.texts, strict=True)):
        places.setdefault((key, folded(text)), []).append(row)
    action, given = corpus.action.copy(), corpus.given.copy()
    judged = corpus.judged.copy()
    for place in decisions.keys() & places.keys():
        one = decisions[place]
        for row in places[place]:
            action[row] = _action(one.codes, int(action[row]))
            _label(corpus.labels, one.codes, given[row], judged[row])
    unknown = [place for place in decisions if place not in places]
    new = [place for place in unknown if Scheme.ACTION in decisions[place].codes]
    whole = Corpus(
        (*corpus.texts, *(decisions[place].text for place in new)),
        (*corpus.keys, *(key for key, _ in new)),
        np.append(action, [_action(decisions[place].codes, 0) for place in new]).astype(
            np.int64
        ),
        corpus.labels,
        *_rows(corpus, [decisions[place].codes for place in new], (given, judged)),
    )
    replaced = len(decisions) - len(unknown)
    return Laid(whole, replaced, len(new), len(unknown) - len(new))


def _rows(
    corpus: Corpus,
    codes: Iterable[ByScheme],
    before: tuple[NDArray[np.bool_], NDArray[np.bool_]],
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What is given and what was judged, with a row for each new text."""
    given, judged = ([table] for table in before)
    for one in codes:
        empty = np.zeros((2, len(corpus.labels)), dtype=np.bool_)
        _label(corpus.labels, one, empty[0], empty[1])
        given.append(empty[:1])
        judged.append(empty[1:])
    return np.concatenate(given), np.concatenate(judged)


def _action(codes: ByScheme, otherwise: int) -> int:
    decided = codes.get(Scheme.ACTION)
    return int(decided[0]) - 1 if decided else otherwise


def _label(
    labels: tuple[str, ...],
    codes: ByScheme,
    given: NDArray[np.bool_],
    judged: NDArray[np.bool_],
) -> None:
    """Set the labels of the schemes that were decided, in one text's rows."""
    for place, label in enumerate(labels):
        scheme, _, code = label.partition("/")
        if Scheme(scheme) in codes:
            given[place] = code in codes[Scheme(scheme)]
            judged[place] = True
