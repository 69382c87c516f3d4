"""Coding the texts of a document, and laying what people decided over it."""

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings

from upr import coding
from upr.coding import Codes, Scheme
from upr.errors import UprError
from upright.archive.models import Coding, Recommendation

Place = tuple[str, int]  # key of the item as read, order of the text in it
ByScheme = dict[str, list[list[Any]]]
PERSON, MODEL = Coding.Coder.PERSON, Coding.Coder.MODEL
DECIDED = 1.0  # the score of what a person decided
PROBLEM = (
    "UPRIGHT_CODING_MODEL names %s, which cannot be used. %s Name a file that upr train"
    " made, or none: then the model that comes with the program codes."
)
_log = logging.getLogger(__name__)


def model_version() -> str:
    """The version of the model that codes here; "" where coding is off or missing."""
    if not settings.UPRIGHT_CODING:
        return ""
    try:
        return coding.model_version(settings.UPRIGHT_CODING_MODEL)
    except UprError as error:  # an archive without codings is better than none
        _warn(str(error))
        return ""


@cache
def _warn(problem: str) -> None:
    """Log it once: every page asks for the version."""
    _log.warning("Recommendations are not coded: %s", problem)


def model_problem() -> str:
    """Why the model that is named for this site cannot be used, for a person.

    "" where it can, where none is named and where nothing is coded.
    """
    named = settings.UPRIGHT_CODING_MODEL
    if not settings.UPRIGHT_CODING or named is None:
        return ""
    try:
        coding.model_version(named)
    except UprError as error:
        return PROBLEM % (named, error)
    return ""


def code(texts: Sequence[str], *, explain: bool = False) -> list[Codes]:
    """The codes of texts by the model that codes here: the one named, else ours.

    Raises UprError where there is none.
    """
    return coding.code(texts, explain=explain, model=settings.UPRIGHT_CODING_MODEL)


def text_print(text: str) -> str:
    """What tells whether a coding is of these words."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def place_of(row: Coding) -> Place:
    """The text a coding is of."""
    return row.item_key, row.recommendation_order


def code_texts(
    texts: Mapping[Place, Recommendation], in_force: Sequence[Coding]
) -> list[Coding]:
    """Set the codings of a document's texts, and return those of the model.

    Returned are the rows that should be in force, unsaved where they are new. A text
    is coded only if the row in force is of other words or another model's.
    """
    version = model_version()
    earlier = {place_of(row): row for row in in_force if row.coder == MODEL}
    rows = {
        place: earlier[place]
        for place, text in texts.items()
        if place in earlier and _still_holds(earlier[place], text, version)
    }
    missing = [place for place in texts if version and place not in rows]
    rows |= _newly_coded({place: texts[place].text for place in missing})
    decided = decisions(in_force)
    for place, text in texts.items():
        set_codings(text, rows.get(place), decided.get(place, {}))
    return list(rows.values())


def _still_holds(row: Coding, text: Recommendation, version: str) -> bool:
    of_this_model = not version or row.model == version
    return of_this_model and row.text_print == text_print(text.text)


def _newly_coded(texts: Mapping[Place, str]) -> dict[Place, Coding]:
    """The rows for texts; none for those that are not coded, in other languages."""
    if not texts:
        return {}
    found = code(list(texts.values()))
    return {
        place: Coding(
            item_key=place[0],
            recommendation_order=place[1],
            coder=MODEL,
            codes=codes_by_scheme(codes),
            model=codes.model,
            text_print=text_print(text),
        )
        for (place, text), codes in zip(texts.items(), found, strict=True)
        if codes.language is None
    }


def codes_by_scheme(codes: Codes) -> ByScheme:
    """Codes as a row keeps them; schemes in which none is given are left out."""
    result: ByScheme = {}
    for given in codes.all():
        result.setdefault(given.scheme.value, []).append([given.code, given.score])
    return result


def decisions(rows: Iterable[Coding]) -> dict[Place, dict[str, Coding]]:
    """What people decided, by text and scheme."""
    result: dict[Place, dict[str, Coding]] = {}
    for row in rows:
        if row.coder == PERSON:
            result.setdefault(place_of(row), {})[row.scheme] = row
    return result


def set_codings(
    text: Recommendation, model: Coding | None, decided: Mapping[str, Coding]
) -> None:
    """Lay the decisions of people, by scheme, over what the model gives a text."""
    text.codings = {}
    for scheme in Scheme:
        name = scheme.value
        row = decided.get(name, model)
        codes = row.codes.get(name, []) if row else []
        if codes and row:
            text.codings[name] = [[code, score, row.coder] for code, score in codes]
        least = min((score for _, score in codes), default=None)
        setattr(text, f"sure_{name}", None if name in decided else least)
