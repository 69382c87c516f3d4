"""What a plain linear model gives on the folds by State, to measure ours against.

    python -m benchmarks.plain_coding [FOLDS]

Words and pairs of words and pieces of 2 to 5 letters, weighed by TF-IDF, and a support
vector machine for the action category and each issue and Goal: what anybody would
begin with. Its thresholds are the best of four for all texts, which flatters it. Needs
the extra `train`; takes a minute for three folds, twenty for ten.
"""

import sys

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

from benchmarks.corpus import corpus
from upr.coding.corpus import Corpus, load
from upr.coding.training import folds

Rows = NDArray[np.int64]
Margins = NDArray[np.float64]
_ACTION_COST = 0.3
_THRESHOLDS = (-0.3, -0.2, -0.1, 0.0)
_SURE = 0.8  # share of the texts called the surest


def matrices(given: Corpus, rest: Rows, held: Rows) -> tuple[csr_array, csr_array]:
    """The texts learnt from and those judged, as weighed n-grams."""
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    pieces = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True
    )
    texts = [[given.texts[row] for row in rows] for rows in (rest, held)]
    kinds = (words, pieces)
    learnt = hstack([kind.fit_transform(texts[0]) for kind in kinds])
    judged = hstack([kind.transform(texts[1]) for kind in kinds])
    return csr_array(learnt), csr_array(judged)


def margins(given: Corpus, count: int, columns: Rows) -> tuple[Margins, Margins]:
    """Margins of the five categories and of labels, each text by a model without it."""
    size = len(given.texts)
    action, labels = np.zeros((size, 5)), np.full((size, len(columns)), -1.0)
    for held in folds(given, count):
        rest = np.setdiff1d(np.arange(size), held)
        learnt, judged = matrices(given, rest, held)
        machine = LinearSVC(C=_ACTION_COST).fit(learnt, given.action[rest])
        action[held] = machine.decision_function(judged)
        for at, column in enumerate(columns):
            seen = given.judged[rest, column]
            wanted = given.given[rest, column][seen]
            if 0 < wanted.sum() < len(wanted):
                machine = LinearSVC().fit(learnt[seen], wanted)
                labels[held, at] = machine.decision_function(judged)
    return action, labels


def main(arguments: list[str]) -> int:
    """Print the figures."""
    count = int(arguments[0]) if arguments else 3
    given = load(corpus())
    schemes = {
        name: np.array([label.startswith(name) for label in given.labels])
        for name in ("issues/", "sdg_goals/")
    }
    columns = np.flatnonzero(np.logical_or.reduce(list(schemes.values())))
    action, labels = margins(given, count, columns)
    right = action.argmax(axis=1) == given.action
    first, second = np.sort(action, axis=1)[:, :-3:-1].T
    surest = np.argsort(second - first, kind="stable")[: int(_SURE * len(right))]
    print(f"action accuracy {right.mean():.4f}, surest {right[surest].mean():.4f}")
    for name, of_scheme in schemes.items():
        mine = labels[:, of_scheme[columns]]
        looked = given.judged[:, of_scheme].all(axis=1)
        wanted = given.given[:, of_scheme][looked]
        for least in _THRESHOLDS:
            told = mine[looked] > least
            micro, macro = (
                f1_score(wanted, told, average=kind, zero_division=0)
                for kind in ("micro", "macro")
            )
            exact = (wanted == told).all(axis=1).mean()
            print(f"{name} over {least}: {micro:.4f} {macro:.4f} {exact:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
