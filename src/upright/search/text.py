"""How words are cut and folded: the same for texts, for queries and for marking.

A word is a run of letters and digits. Case and diacritics are ignored (Türkiye =
Turkiye), English endings are taken off (`stems`), and no word is too common to count.
Prefixes are compared with the words as they stand (`words`).
"""

import re
import unicodedata
from functools import cached_property

from tantivy import Filter, Index, TextAnalyzer, TextAnalyzerBuilder, Token, Tokenizer

STEMS = "upright_stems"  # names under which the index knows the two analysers
WORDS = "upright_words"
KEYS = "upright_keys"

# Raised digits are marks of footnotes, not part of the word before them.
# A capital dotted I would be folded to two characters, and the word cut between them.
_CUTTABLE = str.maketrans(dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " ") | {"İ": "I"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def _folded() -> TextAnalyzerBuilder:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    return builder.filter(Filter.lowercase()).filter(Filter.ascii_fold())


_WORDS: TextAnalyzer = _folded().build()
_STEMS: TextAnalyzer = _folded().filter(Filter.stemmer("English")).build()
_KEYS: TextAnalyzer = TextAnalyzerBuilder(Tokenizer.raw()).build()


def register(index: Index) -> None:
    """Tell `index` its analysers; needed each time it is opened."""
    index.register_tokenizer(STEMS, _STEMS)
    index.register_tokenizer(WORDS, _WORDS)
    index.register_tokenizer(KEYS, _KEYS)


def shown(text: str) -> str:
    """The text as it is kept to be shown: letters composed, nothing invisible in it."""
    if text.isascii():
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def cuttable(text: str) -> str:
    """The shown text as it is cut into words; every character keeps its place."""
    return text if text.isascii() else text.translate(_CUTTABLE)


def stems(text: str) -> list[str]:
    """The stems of the words of `text`, in order.

    >>> stems("Türkiye's universities")
    ['turkiy', 's', 'universiti']
    """
    return _STEMS.analyze(cuttable(shown(text)))


def words(text: str) -> list[str]:
    """The words of `text`, folded, in order.

    >>> words("Ratify the ICCPR-OP2!")
    ['ratify', 'the', 'iccpr', 'op2']
    """
    return _WORDS.analyze(cuttable(shown(text)))


class Cut:
    """A shown text cut into words: their stems, and where they stand.

    Only what is asked for is worked out: most words of a text match nothing.
    """

    def __init__(self, text: str) -> None:
        """Cut a text as it was cut for the index."""
        self._text = cuttable(text)
        self.stems: list[str] = _STEMS.analyze(self._text)

    @cached_property
    def words(self) -> list[str]:
        """The folded words, in order."""
        return _WORDS.analyze(self._text)

    @cached_property
    def _tokens(self) -> list[Token]:
        return _WORDS.pre_tokenize(self._text).tokens

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters from word `first` to word `last`, both included."""
        return self._tokens[first].char_offset_from, self._tokens[last].char_offset_to
