"""Whether a text is in English: only English is coded."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from upr.coding.words import plain_words
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
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2c00-\ud7ff]{2}")
_TELLING = re.compile(r"[a-z][a-z'-]{2,}")
# In each of 28,673 English texts of the corpus more than half of them are known, in
# other languages hardly any.
_KNOWN = 1 / 2
_KNOWN_AFTER_VERB = 1 / 3  # after a verb that English alone writes so
# Verbs that texts begin with, of which hardly a word of French, Spanish, Portuguese,
# Italian or German is a near miss: of "promote", "respect" and "accede" some are
# ("promove", "Respekt", "acede").
_VERBS = (
    "abolish accept address adopt allow apply become comply consider continue"
    " criminalize decriminalize develop enact encourage ensure eradicate establish"
    " examine expand finalize fulfil guarantee implement improve increase intensify"
    " investigate maintain prohibit protect publish ratify ratifying recognize"
    " reconsider refrain repeal review sign strengthen submit support undertake"
    " withdraw"
)
_OPENING = tuple(_VERBS.split())
# As French or Romanian has them, too.
_SHARED_VERBS = "accept adopt consider continue examine support"
_ENGLISH_VERBS = frozenset(_OPENING) - frozenset(_SHARED_VERBS.split())

OTHER, NO_WORDS = "another language", "no words"
Known = Callable[[Sequence[str]], Sequence[bool]]


def not_english(
    text: str, words: Sequence[str], known: Known | None = None
) -> str | None:
    """The name of the language of a text that is not in English, None where it is.

    `words` are the text's words in lower case; `known` tells which of some words are
    English; a verb of recommendations with one slip of the pen counts as known. Where
    only it could tell a text apart and it is not given, and where a text could be
    English, it is taken for English. A text without any word is "no words".

    >>> not_english("Ratifier la Convention contre la torture",
    ...             "ratifier la convention contre la torture".split())
    'another language'
    """
    if not any(map(_LATIN_WORD.search, words)):
        return (language_of(text) or OTHER) if _LETTERS.search(text) else NO_WORDS
    is_plain = not _FOREIGN.search(text)
    # "Zrušit" is no "it": words end where the letters of any language do.
    small = _small(words if is_plain else _WHOLE.findall(text.lower()))
    if is_plain and small < _ENOUGH * len(words):
        small = _small(plain_words(text))  # "Convention on the ...": it was one word
    if small >= _ENOUGH * len(words):
        return None
    if len(words) > _SHORT or not is_plain:
        name = language_of(text)
        if name is not None:
            return None if name == ENGLISH else name
    telling = [word for word in words if _TELLING.fullmatch(word)]
    if telling:
        is_other = known is not None and _are_unknown(telling, known)
    else:  # nothing but names in Latin letters: "批准CEDAW"
        is_other = bool(_OTHER_SCRIPT.search(text))
    others = sum(word in _OTHERS for word in words)
    return OTHER if is_other or others > small else None


def _small(words: Sequence[str]) -> int:
    return sum(word in _ENGLISH for word in words)


def _are_unknown(words: Sequence[str], known: Known) -> bool:
    are_known = known(words)
    enough = _KNOWN_AFTER_VERB if words[0] in _ENGLISH_VERBS else _KNOWN
    missing = enough * len(words) - sum(are_known)
    if missing <= 0:
        return False
    pairs = zip(words, are_known, strict=True)
    return sum(_is_misspelt(word) for word, is_known in pairs if not is_known) < missing


def _is_misspelt(word: str) -> bool:
    begins = word[:2]  # a slip leaves the first letter, or makes it the second
    return any(verb[0] in begins and _is_near(word, verb) for verb in _OPENING)


def _is_near(word: str, verb: str) -> bool:
    """Whether two neighbours have changed places, or one letter inside is not right.

    At the ends other languages differ: "adopte", "continuer", "consideri".
    """
    if abs(len(word) - len(verb)) > 1:
        return False
    start = _shared(word, verb)
    end = _shared(word[start:][::-1], verb[start:][::-1])
    wrong, right = word[start : len(word) - end], verb[start : len(verb) - end]
    if len(wrong) == 2 and wrong == right[::-1]:
        return True
    has_ends = word[0] == verb[0] and word[-1] == verb[-1]
    return has_ends and max(len(wrong), len(right)) <= 1


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
