"""The text of an item parted into recommendations, each with its States.

"Sign (Chile) and ratify (Peru) the Covenant; adopt a plan (Mali)" holds three texts:
"Sign the Covenant", "ratify the Covenant" and "adopt a plan". A bracket ends a text.
What follows it belongs to the same sentence unless a semicolon or a full stop stands
between; what follows the last bracket of a sentence belongs to every text of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from upr.item_text.announcing import without_announcement
from upr.item_text.brackets import Mark, marks
from upr.records import RecommendingState

SUPERSCRIPTS = re.compile(r"\s?[⁰¹²³⁴-⁹]+")
# A text that ends with one of these lacks what it speaks of: "Sign and ratify (Spain)"
_OPEN_END = re.compile(
    r"\b(?:accede(?: to)?|acceding(?: to)?|accession to|adopt(?:ing)?|and|approve"
    r"|become (?:a )?(?:state )?party(?: to)?|consider(?:ing)?|establish(?:ing)?|for"
    r"|implement(?:ing)?|in|of|on|or|ratif(?:y|ying)|ratification(?: of)?|core|by"
    r"|sign(?:ing)?|signature(?: of)?|the|to|towards|with|withdraw|and/or)\W*$",
    re.IGNORECASE,
)
LONGEST_OPEN = 12  # words; a longer text that ends in "ratify" has had its object
# The same, in a text of a few words: "Ratify as soon as possible (France)"
_ADVERB_END = re.compile(
    r"\b(?:as soon as possible|without delay|\w+ly|early|with priority|\w+ing)\W*$",
    re.IGNORECASE,
)
LONGEST_BARE = 5  # words
# Verbs that begin a text of its own even where no comma parts it.
_VERB = re.compile(
    r"(?:accede|adhere|adopt|amend|become|consider|continue|create|ensure|establish"
    r"|expedite|implement|ratify|sign|strengthen|take|withdraw)\b",
    re.IGNORECASE,
)
# Words that go on with the text before them, though a comma parts them.
_GOES_ON = re.compile(
    r"(?:as|by|especially|following|in|including|notably|on|particularly|pursuant"
    r"|so|taking|that|through|under|when|where|which|while|with|within|without)\s",
    re.IGNORECASE,
)
# A text that begins so has no verb of its own.
_NO_VERB = re.compile(
    r"(?:the|its|their|an?|all|other|those|these)\s|[A-Z]{2,}", re.ASCII
)
_OBJECT = re.compile(r"\b(?:the|its|an?|all|[A-Z]{2}[A-Z-]+)\b.*")
# Where the verb of a text ends and its object begins.
_VERB_END = re.compile(
    r"\b(?i:acced(?:e|ing)\s+to|accession\s+to|becom(?:e|ing)\s+(?:a\s+)?part(?:y|ies)\s+to"
    r"|ratif(?:y|ying)|ratification\s+of|sign(?:ing)?|signature\s+of)\b"
    r"(?=\s+(?:the\b|its\b|an?\b|all\b|[A-Z]))"
)
_SEPARATOR = re.compile(
    r"^[\s,/&]*(?:,|/|&|\band\b|\bor\b)[\s,/]*(?:and\b|or\b)?\s*", re.IGNORECASE
)
_SPACED_SIGN = re.compile(r" ([,;.])")
_LEADING_LINK = re.compile(r"^(?:and|or)\s+(?=\w)", re.IGNORECASE)
_EDGES = " ,;:/&-–•·"
_SENTENCE_END = re.compile(r"[⁰¹²³⁴-⁹\s]*[;.]+(?=\D|$)")
_LETTERS = re.compile(r"[^\W\d_⁰¹²³⁴-⁹]")


@dataclass(frozen=True, slots=True)
class Formulation:
    """One text and the States that made it; `printed` has the footnote references."""

    text: str
    printed: str
    states: tuple[RecommendingState, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two brackets, and the States of the bracket after it."""

    text: str
    mark: Mark | None  # None after the last bracket

    @property
    def is_separate(self) -> bool:
        """Whether a comma, a slash or "and" parts it from what stands before."""
        found = _SEPARATOR.match(self.text)
        if found is None:
            return bool(_VERB.match(self.words))
        goes_on = _GOES_ON.match(self.words) and not found.group().strip(" ,/&")
        return not goes_on

    @property
    def words(self) -> str:
        return _SEPARATOR.sub("", self.text).strip()


def formulations(text: str) -> list[Formulation]:
    """Return the texts of an item, in printed order; one without States if none.

    >>> [(f.text, [s.iso3 for s in f.states]) for f in formulations(
    ...     "Sign (Chile)/ratify (Peru) the Covenant; adopt a plan (Mali);")]
    [('Sign the Covenant', ['CHL']), ('Ratify the Covenant', ['PER']), \
('Adopt a plan', ['MLI'])]
    """
    pieces = list(_pieces(text))
    if len(pieces) == 2 and pieces[0].mark and not _LETTERS.search(pieces[1].text):
        return [_formulation(pieces[0].text, pieces[0].mark.states)]  # nearly all items
    found: list[Formulation] = []
    for sentence in _sentences(pieces):
        found.extend(_sentence_formulations(sentence))
    return found or [_formulation(text, ())]


def _pieces(text: str) -> Iterator[_Piece]:
    position = 0
    for mark in marks(text):
        yield _Piece(text[position : mark.start], mark)
        position = mark.end
    yield _Piece(text[position:], None)


def _sentences(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces that belong together: a semicolon or full stop after a bracket parts.

    A verb without its object goes with the sentence after it, and an object without
    its verb with the sentence before it.
    """
    sentence: list[_Piece] = []
    for piece in _parted_tails(pieces):
        rest = _after_end(piece.text)
        if rest is None:
            sentence.append(piece)
            continue
        if sentence and not _is_bare(sentence) and not _NO_VERB.match(rest.lstrip()):
            yield sentence
            sentence = []
        if _LETTERS.search(rest) or piece.mark is not None:
            parted = sentence and not _is_bare(sentence)
            sentence.append(_Piece(f",{rest}" if parted else rest, piece.mark))
    if sentence:
        yield sentence


def _parted_tails(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Part "(Peru) the Covenant; adopt a plan (Mali)" after "the Covenant".

    Only where the words go on after the bracket: else the semicolon is of the text.
    """
    for index, piece in enumerate(pieces):
        goes_on = index > 0 and _after_end(piece.text) is None and not piece.is_separate
        if goes_on and piece.mark and ";" in piece.text:
            end = piece.text.index(";")
            yield _Piece(piece.text[:end], None)
            yield _Piece(piece.text[end:], piece.mark)
        else:
            yield piece


def _after_end(text: str) -> str | None:
    """The words after the semicolon or full stop a text begins with; None without."""
    found = _SENTENCE_END.match(text)
    return text[found.end() :] if found else None


def _is_bare(sentence: Sequence[_Piece]) -> bool:
    """Whether every text of the sentence lacks what it speaks of."""
    return all(piece.mark and _is_open(piece.words) for piece in sentence)


def _is_open(text: str) -> bool:
    """Whether a text lacks its object."""
    count = len(text.split())
    if count <= 1:
        return True
    is_bare = count <= LONGEST_BARE and bool(_ADVERB_END.search(text))
    return is_bare or (count <= LONGEST_OPEN and bool(_OPEN_END.search(text)))


def _sentence_formulations(sentence: Sequence[_Piece]) -> Iterator[Formulation]:
    """One formulation for each different text, in the order of the first brackets.

    A State's text is made of the pieces whose brackets name it, and of the words
    after the last bracket: "Sign (Chile, Peru) and ratify (Peru) the Covenant" says
    "Sign the Covenant" for Chile and "Sign and ratify the Covenant" for Peru.
    """
    tail = "" if sentence[-1].mark else _tail(sentence[-1].text)
    pieces = [piece for piece in sentence if piece.mark]
    if not pieces:
        yield _formulation(tail, ())
        return
    texts: dict[str, list[RecommendingState]] = {}
    for state in _named(pieces):
        texts.setdefault(_text_of(state, pieces, tail), []).append(state)
    for text, states in texts.items():
        yield _formulation(text, tuple(states))


def _named(pieces: Sequence[_Piece]) -> list[RecommendingState]:
    """Every State of the sentence once, in printed order."""
    found: dict[str, RecommendingState] = {}
    for piece in pieces:
        for state in piece.mark.states if piece.mark else ():
            found.setdefault(state.iso3 or state.name, state)
    return list(found.values())


def _text_of(state: RecommendingState, pieces: Sequence[_Piece], tail: str) -> str:
    own = [i for i, piece in enumerate(pieces) if _is_by(piece, state)]
    words = [_beginning(pieces, own[0])]
    has_object = any(_is_object(pieces[i]) for i in own[1:]) or tail[:1].isalpha()
    if _is_open(words[0]) and not has_object:
        words.append(_object(pieces, own[0]))
    words.extend(pieces[index].text.strip(" /") for index in own[1:])
    return " ".join(filter(None, [*words, tail]))


def _is_by(piece: _Piece, state: RecommendingState) -> bool:
    states = piece.mark.states if piece.mark else ()
    return any((s.iso3 or s.name) == (state.iso3 or state.name) for s in states)


def _beginning(pieces: Sequence[_Piece], index: int) -> str:
    """The words of the piece a State's text begins with, made whole.

    What is not parted from the words before it goes on with them: "Ratify (Chile) as
    soon as possible (France)". What is parted and has no verb takes the first one:
    "Ratify the Covenant (Spain), the Convention (France)".
    """
    piece = pieces[index]
    if not index or (piece.is_separate and not _NO_VERB.match(piece.words)):
        return piece.words
    if piece.is_separate:
        return f"{_head(pieces[0].words)} {piece.words}"
    return f"{_beginning(pieces, index - 1)} {piece.text.strip()}"


def _head(text: str) -> str:
    """The words before the object: "Consider acceding to", of a whole text."""
    found = [m.end() for m in _VERB_END.finditer(text)]
    return text[: found[-1]] if found else text.partition(" ")[0]


def _is_object(piece: _Piece) -> bool:
    return not piece.is_separate and not _GOES_ON.match(piece.words)


def _object(pieces: Sequence[_Piece], index: int) -> str:
    """The words that complete a text which lacks its object.

    Those that go on after a later bracket, or else the object of another text of the
    sentence: "Sign (Peru)/ratify the Covenant (Chile)".
    """
    later = pieces[index + 1 :]
    for place, piece in enumerate(later, index + 1):
        if _is_object(piece):
            rest = _object(pieces, place) if _is_open(piece.words) else ""
            return f"{piece.words} {rest}".strip()
    for piece in (*reversed(pieces[:index]), *later):
        ends = [found.end() for found in _VERB_END.finditer(piece.words)]
        if ends:
            return piece.words[ends[-1] :].strip()
    objects = (_OBJECT.search(piece.words) for piece in later)
    return next((found.group() for found in objects if found), "")


def _tail(text: str) -> str:
    words = text.strip(" ;.:")
    words = re.sub(r"^,\s*(?=\S)", ", ", words)
    return words if _LETTERS.search(words) and words not in {"and", "or"} else ""


def _formulation(printed: str, named: tuple[RecommendingState, ...]) -> Formulation:
    words = printed if printed.isascii() else SUPERSCRIPTS.sub("", printed)
    words = _SPACED_SIGN.sub(r"\1", " ".join(words.split())).strip(_EDGES)
    words = _LEADING_LINK.sub("", words)
    if words.lower().endswith((" and", " or", ";and", ",and")):
        words = words.rpartition("and" if words.lower().endswith("and") else "or")[0]
    text = without_announcement(words.strip(_EDGES + "."))
    return Formulation(text, printed, named)
