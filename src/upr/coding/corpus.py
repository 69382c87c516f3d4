"""The texts people have coded, from the folder of the corpus.

`gold/upr-info/KEY.jsonl` holds action category and issues, `gold/dihr/KEY.jsonl`
goals, targets and groups of persons of the same texts. KEY is the State's code and the
session.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from upr.coding.codes import Scheme
from upr.errors import UprError
from upr.reference import groups, issues, sdg

_FEWEST = 10  # texts; a target that fewer have cannot be learnt
_GOAL = re.compile(r"(?:^|,)\s*(\d+)\.")


class CorpusError(UprError):
    """The folder of the corpus is not there or holds no labelled texts."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts and what people said of them, one row each."""

    texts: tuple[str, ...]
    keys: tuple[str, ...]  # "SVN-20"
    action: NDArray[np.int64]  # 0 to 4, for the categories 1 to 5
    labels: tuple[str, ...]  # "issues/Justice"
    given: NDArray[np.bool_]  # texts x labels
    judged: NDArray[np.bool_]  # texts x labels: whether anybody looked

    @property
    def states(self) -> NDArray[np.int64]:
        """A number for the State under review of each text."""
        names = [key.partition("-")[0] for key in self.keys]
        numbers: NDArray[np.int64] = np.unique(names, return_inverse=True)[1]
        return numbers

    @property
    def sessions(self) -> NDArray[np.int64]:
        """The session of each text."""
        return np.array([int(key.partition("-")[2]) for key in self.keys])


def without(corpus: Corpus, keys: Collection[str]) -> Corpus:
    """The corpus without any review of the States of some reviews ("SVN-20")."""
    left_out = {key.partition("-")[0] for key in keys}
    rows = np.flatnonzero(
        [key.partition("-")[0] not in left_out for key in corpus.keys]
    )
    return Corpus(
        tuple(corpus.texts[row] for row in rows),
        tuple(corpus.keys[row] for row in rows),
        corpus.action[rows],
        corpus.labels,
        corpus.given[rows],
        corpus.judged[rows],
    )


def load(folder: Path) -> Corpus:
    """The labelled texts in `folder/gold`. Raises CorpusError if there are none."""
    rows = [row for row in _rows(folder, "upr-info") if row["action"]]
    if not rows:
        message = f"There are no labelled texts in {folder / 'gold' / 'upr-info'}."
        raise CorpusError(message)
    silver = {(row["key"], folded(row["text"])): row for row in _rows(folder, "dihr")}
    twins = [silver.get((row["key"], folded(row["text"]))) for row in rows]
    people = [{_label(Scheme.ISSUES, tag) for tag in row["issues"]} for row in rows]
    mined = [_mined(twin) if twin else set() for twin in twins]
    labels = _labels(mined)
    place = {label: number for number, label in enumerate(labels)}
    given = np.zeros((len(rows), len(labels)), dtype=np.bool_)
    judged = np.ones_like(given)
    is_issue = np.array([label.startswith(Scheme.ISSUES + "/") for label in labels])
    for at, (mine, theirs) in enumerate(zip(people, mined, strict=True)):
        given[at, [place[label] for label in mine | theirs if label in place]] = True
        judged[at] = is_issue | (twins[at] is not None)
    return Corpus(
        tuple(row["text"] for row in rows),
        tuple(row["key"] for row in rows),
        np.array([row["action"] - 1 for row in rows]),
        labels,
        given,
        judged,
    )


def _rows(folder: Path, name: str) -> Iterator[Mapping[str, Any]]:
    for path in sorted((folder / "gold" / name).glob("*.jsonl")):
        # A text may hold signs at which splitlines() ends a line, and JSON does not.
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["text"].strip():
                    yield {**row, "key": path.stem}


def folded(text: str) -> str:
    """The letters and digits of a text: by them the same text is known again."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _label(scheme: Scheme, code: str) -> str:
    return f"{scheme}/{code}"


def _mined(row: Mapping[str, Any]) -> set[str]:
    """The goals, targets and groups of a row, whose groups are run together."""
    named = row["groups"] or ""
    targets = (part.strip().lower() for part in (row["sdg_targets"] or "").split(","))
    return {
        *(_label(Scheme.SDG_GOALS, code) for code in _GOAL.findall(row["sdg_goals"])),
        *(_label(Scheme.SDG_TARGETS, code) for code in targets if code),
        *(
            _label(Scheme.GROUPS, group.label)
            for group in groups.DIHR.values()
            if group.label in named
        ),
    }


def _labels(mined: list[set[str]]) -> tuple[str, ...]:
    """Issues, goals, targets met often enough, groups, in this order."""
    targets = [_label(Scheme.SDG_TARGETS, number) for number in sdg.TARGETS]
    return (
        *sorted(_label(Scheme.ISSUES, issue.tag) for issue in issues.ISSUES.values()),
        *(_label(Scheme.SDG_GOALS, str(number)) for number in sdg.GOALS),
        *(one for one in targets if sum(one in row for row in mined) >= _FEWEST),
        *(_label(Scheme.GROUPS, group.label) for group in groups.DIHR.values()),
    )
