"""Whether a text is in English: only English is coded."""

import re
from collections.abc import Sequence

from upr.languages import ENGLISH, language_of

# Small words that hardly any English sentence of ten words is without.
_ENGLISH_WORDS = (
    "the of and to in that is for it with as on by be its all from their an this"
    " against which or are at"
)
_OTHER_WORDS = (
    "la le les el los las il lo der die das den het een und des du de del y et da dos"
    " aos au aux pour para contra contre con avec sur sobre une una"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_OTHERS = frozenset(_OTHER_WORDS.split())
_ENOUGH = 1 / 10  # of the words; in the corpus nearly all have 1/5 or more
_SHORT = 12  # words; so short a text is told by what verbs it begins with
_FOREIGN = re.compile(r"[^\x00-\x7f‘’“”–—…‑\u00a0]")


def not_english(text: str, words: Sequence[str]) -> str | None:
    """The name of the language of a text that is not in English, None where it is.

    `words` are the text's words in lower case. Only what is surely another language
    is refused: a short text that could be English is taken for it.

    >>> not_english("Ratifier la Convention contre la torture",
    ...             "ratifier la convention contre la torture".split())
    'another language'
    """
    small = sum(word in _ENGLISH for word in words)
    if words and small >= _ENOUGH * len(words):
        return None
    if len(words) > _SHORT or _FOREIGN.search(text):
        name = language_of(text)
        return None if name == ENGLISH else name
    others = sum(word in _OTHERS for word in words)
    return "another language" if others > small else None
