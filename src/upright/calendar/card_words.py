"""The words of a countdown card in the six languages of the United Nations.

A card goes where the site's own language does not reach, so its words are a table
beside it. A cell that is empty leaves that part of the card out in that language. Names
of States in other languages than English are those of the Unicode CLDR.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from babel import Locale

from upr.reference.tables import rows

LANGUAGES: Final = ("en", "fr", "es", "ar", "ru", "zh")
RIGHT_TO_LEFT: Final = frozenset({"ar"})


@cache
def words(language: str) -> Mapping[str, str]:
    """Return the words of one of LANGUAGES by key; KeyError for another."""
    file = resources.files("upright.calendar").joinpath("card-words.csv")
    lines = file.read_text(encoding="utf-8").splitlines()
    return {row["key"]: row[language] for row in csv.DictReader(lines)}


def state_name(iso3: str, own: str, language: str) -> str:
    """Return the name of a State in a language; `own` where there is no other."""
    if language == "en":
        return own
    return str(_territories(language).get(_alpha2().get(iso3, ""), own))


@cache
def _territories(language: str) -> Mapping[str, str]:
    return dict(Locale(language).territories)


@cache
def _alpha2() -> Mapping[str, str]:
    return {row["iso3"]: row["alpha2"] for row in rows("state-alpha2.csv")}
