"""The query language, parsed by recursive descent into a tree.

    query   = any END
    any     = all { "OR" all }
    all     = not { [ "AND" ] not }          words side by side must all hold
    not     = "NOT" not | leaf
    leaf    = "(" any ")" | phrase | word | prefix | field ":" value
            | symbol [ paragraph ]

The operators are written in capitals. What stands in docs/search-language.md, with
examples, is this grammar for people.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from upright.search import text
from upright.search.cutting import Kind, Lexeme, cut
from upright.search.errors import QueryError
from upright.search.fields import FIELDS, understood
from upright.search.syntax import All, Any, FieldIs, Node, Not, Phrase, Prefix, Word
from upright.search.typed import Typed

MAX_NESTING = 20  # brackets and NOTs in one another
MAX_LEAVES = 64  # words, phrases and fields
MAX_MENDED = 5  # mistakes of one query that a suggestion mends
MIN_PREFIX = 2  # characters before the star


def parse(query: str) -> Node | None:
    """The tree of `query`; None where it holds nothing but white space.

    Raises QueryError with an explanation for everything it does not understand.
    """
    try:
        return _parse(query)
    except QueryError as error:
        error.suggestion = _working(error.suggestion)
        raise


def _parse(query: str) -> Node | None:
    if not query.strip():
        return None
    return _Parser(query, cut(query)).query()


def _working(suggestion: str) -> str:
    """A suggestion that is understood, further mistakes mended too; else none."""
    for _mistake in range(MAX_MENDED):
        try:
            return suggestion if _parse(suggestion) else ""
        except QueryError as error:
            suggestion = error.suggestion
    return ""


@dataclass
class _Parser:
    typed: str
    lexemes: list[Lexeme]
    at: int = 0
    nesting: int = 0
    leaves: int = 0

    @property
    def here(self) -> Lexeme:
        return self.lexemes[self.at]

    def query(self) -> Node:
        if all(lexeme.kind is Kind.END for lexeme in self.lexemes):
            raise self.refused(_("There is no word in the query."), self.here)
        node = self.any()
        if self.here.kind is Kind.CLOSE:
            message = _("A bracket is closed here that was never opened.")
            raise self.refused(message, self.here, "")
        if node is None:
            message = _("There is no word in the query: only punctuation.")
            raise self.refused(message, self.lexemes[0])
        return node

    def any(self) -> Node | None:
        return self.joined("OR", self.all, Any)

    def all(self) -> Node | None:
        parts: list[Node] = []
        while True:
            part = self.negated()
            if part is not None:
                parts.append(part)
            if self.is_operator("AND"):
                self.operator(parts[-1] if parts else None)
            elif self.here.kind in {Kind.END, Kind.CLOSE} or self.is_operator("OR"):
                return _one(parts, All)

    def joined(
        self,
        operator: str,
        part: Callable[[], Node | None],
        join: type[Any],
    ) -> Node | None:
        parts = [part()]
        while self.is_operator(operator):
            self.operator(parts[-1])
            parts.append(part())
        return _one([node for node in parts if node is not None], join)

    def operator(self, before: Node | None) -> None:
        """Step over AND or OR, which need something on both sides."""
        lexeme = self.here
        self.at += 1
        ends = self.here.kind in {Kind.END, Kind.CLOSE}
        if before is None or ends or self.is_operator("AND") or self.is_operator("OR"):
            message = _("%(operator)s stands between two things to look for.")
            raise self.refused(message % {"operator": lexeme.text}, lexeme, "")

    def negated(self) -> Node | None:
        if not self.is_operator("NOT"):
            return self.leaf()
        lexeme = self.here
        self.at += 1
        with_nesting = self.nested(lexeme, self.negated)
        if with_nesting is None:
            message = _("NOT stands before what is to be left out; nothing follows it.")
            raise self.refused(message, lexeme, "")
        return Not(with_nesting)

    def nested(self, lexeme: Lexeme, part: Callable[[], Node | None]) -> Node | None:
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            message = _("The query nests brackets and NOTs too deeply.")
            raise self.refused(message, lexeme)
        node = part()
        self.nesting -= 1
        return node

    def leaf(self) -> Node | None:
        lexeme = self.here
        if lexeme.kind in {Kind.END, Kind.CLOSE, Kind.OPERATOR}:
            return None
        self.at += 1
        if lexeme.kind is Kind.OPEN:
            return self.bracket(lexeme)
        self.leaves += 1
        if self.leaves > MAX_LEAVES:
            message = _("The query asks for more than %(most)d things at once.")
            raise self.refused(message % {"most": MAX_LEAVES}, lexeme)
        return self.simple(lexeme)

    def bracket(self, opening: Lexeme) -> Node:
        node = self.nested(opening, self.any)
        if self.here.kind is not Kind.CLOSE:
            message = _("A bracket opens here and none closes it.")
            error = self.refused(message, opening)
            error.suggestion = f"{self.typed.rstrip()})"
            raise error
        self.at += 1
        if node is None:
            message = _("There is nothing to look for in the brackets.")
            raise self.refused(message, opening)
        return node

    def simple(self, lexeme: Lexeme) -> Node | None:
        if lexeme.kind is Kind.PHRASE:
            return self.phrase(lexeme)
        if lexeme.kind is Kind.SYMBOL:
            return _symbol(lexeme)
        if lexeme.kind is Kind.FIELD:
            typed = Typed(
                lexeme.text, lexeme.value, self.typed, lexeme.start, lexeme.end
            )
            return understood(typed)
        return self.word(lexeme)

    def phrase(self, lexeme: Lexeme) -> Node:
        if "*" in lexeme.text:
            message = _("A star does not work inside a phrase.")
            better = f'"{lexeme.text.replace("*", "")}"'
            raise self.refused(message, lexeme, better)
        stems = tuple(text.stems(lexeme.text))
        if not stems:
            message = _("There is no word between these quotation marks.")
            raise self.refused(message, lexeme, "")
        if len(stems) == 1:
            return Word(lexeme.text, stems[0])
        return Phrase(lexeme.text, stems)

    def word(self, lexeme: Lexeme) -> Node | None:
        self.refuse_other_languages(lexeme)
        typed = lexeme.text.rstrip(",.;:!?")
        if "*" in typed:
            return self.prefix(lexeme, typed)
        stems = tuple(text.stems(typed))
        if len(stems) > 1:
            return Phrase(typed, stems)
        return Word(typed, stems[0]) if stems else None

    def prefix(self, lexeme: Lexeme, typed: str) -> Node:
        beginnings = text.words(typed)
        if not typed.endswith("*") or typed.count("*") > 1 or len(beginnings) != 1:
            message = _("A star works at the end of one word, as in educat*.")
            better = typed.strip("*").split("*")[0]
            raise self.refused(message, lexeme, f"{better}*" if better else "")
        if len(beginnings[0]) < MIN_PREFIX:
            message = _("A star needs at least %(least)d letters before it.")
            raise self.refused(message % {"least": MIN_PREFIX}, lexeme)
        return Prefix(typed, beginnings[0])

    def refuse_other_languages(self, lexeme: Lexeme) -> None:
        """Refuse what other search engines understand and this language does not."""
        word = lexeme.text
        if word[0] in "-+" and len(word) > 1 and text.words(word):
            rest = word[1:]
            message = _(
                "To leave something out, write NOT before it; no plus is needed."
            )
            raise self.refused(
                message, lexeme, f"NOT {rest}" if word[0] == "-" else rest
            )
        if word.endswith(":") and word[:-1].lower() in FIELDS:
            message = _("A value must follow the colon of “%(field)s” at once.")
            error = self.refused(message % {"field": word[:-1]}, lexeme)
            rest = self.typed[lexeme.end :].lstrip()
            error.suggestion = f"{self.typed[: lexeme.end]}{rest}" if rest else ""
            raise error
        if word in {"&&", "||", "!"}:
            better = {"&&": "AND", "||": "OR", "!": "NOT"}[word]
            message = _("Conditions are joined by AND, OR and NOT, in capitals.")
            raise self.refused(message, lexeme, better)

    def is_operator(self, name: str) -> bool:
        return self.here.kind is Kind.OPERATOR and self.here.text == name

    def refused(
        self, message: str, lexeme: Lexeme, better: str | None = None
    ) -> QueryError:
        """An error that points at `lexeme`, offering the query with `better` there."""
        if better is None:
            return QueryError(message, lexeme.start)
        offered = f"{self.typed[: lexeme.start]}{better}{self.typed[lexeme.end :]}"
        return QueryError(message, lexeme.start, " ".join(offered.split()))


def _one(parts: list[Node], join: type[All] | type[Any]) -> Node | None:
    if len(parts) > 1:
        return join(tuple(parts))
    return parts[0] if parts else None


def _symbol(lexeme: Lexeme) -> Node:
    document = FieldIs(lexeme.text, "document", (lexeme.text,), lexeme.text)
    if not lexeme.value:
        return document
    paragraph = FieldIs(lexeme.value, "paragraph", (lexeme.value,), lexeme.value)
    return All((document, paragraph))
