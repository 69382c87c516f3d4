"""A query cut into lexemes: brackets, phrases, words, symbols, fields."""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from upright.search.errors import QueryError

MAX_LENGTH = 1000  # characters; longer ones are pasted texts, not queries


class Kind(StrEnum):
    """What a lexeme is."""

    OPEN = "("
    CLOSE = ")"
    PHRASE = "phrase"
    WORD = "word"
    OPERATOR = "operator"
    FIELD = "field"
    SYMBOL = "symbol"
    END = "end"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query.

    `text` is the word, the phrase without its quotes, the operator, the name of the
    field or the symbol; `value` what follows a field's colon or a symbol.
    """

    kind: Kind
    text: str
    start: int  # in the query as typed
    end: int
    value: str = ""


OPERATORS = frozenset({"AND", "OR", "NOT"})
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"（": "(", "）": ")"})
_SPACE = re.compile(r"\s+")
# "A/HRC/28/15", alone or with its paragraph as people cite it: "A/HRC/28/15 115.4",
# "A/HRC/28/15, para. 115.4", "A/HRC/8/3, para. 95, recommendation 1"
_SYMBOL = re.compile(
    r"(?P<symbol>A/[A-Z]+(?:/[\w.\-]*\w)+)"
    r"(?:,?\s*(?:(?:paras?\b\.?|paragraphs?\b|¶|§)\s*(?P<cited>\d+(?:\.\d+)*)"
    r"(?:,?\s*recommendation\s*(?P<number>\d+))?|(?P<key>\d+(?:\.\d+)+)))?"
    r"(?=[\s()\"*,.;:]|$)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?P<name>[^\W\d_][^\W_]*(?:[-_][^\W_]+)*):(?=\S)")
_CHUNK = re.compile(r'[^\s()"]+')


def cut(query: str) -> list[Lexeme]:
    """The lexemes of `query`, the last of them END.

    Raises QueryError for what is too long, no text, or an unbalanced quote.
    """
    _check(query)
    plain = query.translate(_QUOTES)
    lexemes = []
    at = 0
    while at < len(plain):
        space = _SPACE.match(plain, at)
        if space:
            at = space.end()
            continue
        lexeme = _next(plain, at)
        lexemes.append(lexeme)
        at = lexeme.end
    lexemes.append(Lexeme(Kind.END, "", len(query), len(query)))
    return lexemes


def _check(query: str) -> None:
    if len(query) > MAX_LENGTH:
        message = _(
            "The query is longer than %(most)d characters. Keep its telling words."
        ) % {"most": MAX_LENGTH}
        raise QueryError(message, MAX_LENGTH)
    for position, character in enumerate(query):
        if "\ud800" <= character <= "\udfff" or character == "\0":
            message = _("The query holds a character that is no text.")
            raise QueryError(message, position)


def _next(plain: str, at: int) -> Lexeme:
    if plain[at] in "()":
        return Lexeme(Kind(plain[at]), plain[at], at, at + 1)
    if plain[at] == '"':
        text, end = _quoted(plain, at)
        return Lexeme(Kind.PHRASE, text, at, end)
    symbol = _SYMBOL.match(plain, at)
    if symbol:
        return _symbol(symbol)
    field = _FIELD.match(plain, at)
    if field:
        return _field(plain, at, field)
    return _word(plain, at)


def _symbol(match: re.Match[str]) -> Lexeme:
    key = match["key"] or match["cited"] or ""
    if match["number"]:
        key = f"{key}.{match['number']}"
    symbol = match["symbol"].upper()
    return Lexeme(Kind.SYMBOL, symbol, match.start(), match.end(), key)


def _quoted(plain: str, at: int) -> tuple[str, int]:
    close = plain.find('"', at + 1)
    if close < 0:
        message = _("A quotation mark opens a phrase here and none closes it.")
        raise QueryError(message, at, plain + '"')
    return plain[at + 1 : close], close + 1


def _field(plain: str, at: int, field: re.Match[str]) -> Lexeme:
    name, start = field["name"], field.end()
    if plain[start] == '"':
        value, end = _quoted(plain, start)
    else:
        chunk = _CHUNK.match(plain, start)
        value = chunk.group() if chunk else ""
        end = start + len(value)
    return Lexeme(Kind.FIELD, name, at, end, value)


def _word(plain: str, at: int) -> Lexeme:
    chunk = _CHUNK.match(plain, at)
    text = chunk.group() if chunk else plain[at]
    kind = Kind.OPERATOR if text in OPERATORS else Kind.WORD
    return Lexeme(kind, text, at, at + len(text))
