"""The same or nearly the same recommendation elsewhere, by text and by meaning.

    from upr.repeats import Collection, asked_of

    collection = Collection(asked_of(upr.read(path) for path in paths))
    for repeat in collection.repeats(collection.records[0]):
        repeat.grade, repeat.ground, repeat.score, repeat.asked.item

A score is 0 to 1; from which score two texts ask the same is in `grades.csv`, with its
reason. English only: other languages compare by their letters and rare words, and are
not measured. Needs the extra `exchange` (rapidfuzz).
"""

from upr.repeats.again import Group, asked_again
from upr.repeats.collection import (
    Asked,
    Collection,
    Ground,
    Repeat,
    asked_of,
    ground_of,
)
from upr.repeats.grading import VERSION, Comparison, Grade, compare, least_score
from upr.repeats.meaning import Meaning, meaning_of, spellings

__all__ = [
    "VERSION",
    "Asked",
    "Collection",
    "Comparison",
    "Grade",
    "Ground",
    "Group",
    "Meaning",
    "Repeat",
    "asked_again",
    "asked_of",
    "compare",
    "ground_of",
    "least_score",
    "meaning_of",
    "spellings",
]
