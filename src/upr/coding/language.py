"""Whether a text is in English: only English is coded."""

import re
from collections.abc import Callable, Sequence

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
_WHOLE = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LATIN_WORD = re.compile(r"[a-z]{2}|@")  # names in one form begin with "@"
_TELLING = re.compile(r"[a-z][a-z'-]{2,}")
# In each of 28,673 English texts of the corpus more than half of them are known, in
# other languages hardly any.
_KNOWN = 1 / 2

OTHER, NO_WORDS = "another language", "no words"
Known = Callable[[Sequence[str]], Sequence[bool]]


def not_english(
    text: str, words: Sequence[str], known: Known | None = None
) -> str | None:
    """The name of the language of a text that is not in English, None where it is.

    `words` are the text's words in lower case; `known` tells which of some words are
    English. Where only it could tell a text apart and it is not given, and where a text
    could be English, it is taken for English. A text without any word is "no words".

    >>> not_english("Ratifier la Convention contre la torture",
    ...             "ratifier la convention contre la torture".split())
    'another language'
    """
    if not any(map(_LATIN_WORD.search, words)):
        return (language_of(text) or OTHER) if _LETTERS.search(text) else NO_WORDS
    is_plain = not _FOREIGN.search(text)
    # "Zrušit" is no "it": words end where the letters of any language do.
    whole = words if is_plain else _WHOLE.findall(text.lower())
    small = sum(word in _ENGLISH for word in whole)
    if small >= _ENOUGH * len(words):
        return None
    if len(words) > _SHORT or not is_plain:
        name = language_of(text)
        if name is not None:
            return None if name == ENGLISH else name
    if known is not None and _is_of_unknown_words(words, known):
        return OTHER
    others = sum(word in _OTHERS for word in words)
    return OTHER if others > small else None


def _is_of_unknown_words(words: Sequence[str], known: Known) -> bool:
    telling = [word for word in words if _TELLING.fullmatch(word)]
    return sum(known(telling)) < _KNOWN * len(telling)
