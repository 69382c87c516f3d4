"""What kind of paper a file holds, decided by its content and never by its name.

The symbol says it where its form belongs to one kind; else the title on the cover
does, the first that stands there. The wordings stand in tables, a row for each kind.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from upr.cover import Cover, cover_of
from upr.errors import NoTextError, NotUprError, WrongLanguageError
from upr.languages import ENGLISH, language_of
from upr.reading.lines import Printed, Zone
from upr.records import DocumentKind

_FEWEST_LETTERS = 20  # a page; scans carry a job number or a stamp as text
_PARAGRAPHS_A_PAGE = 12  # of a Word file
_LINES_OF_PAGE = 25  # the upper half, enough to tell its language
_MOST_PASSAGES = 12  # looked at for the language, spread over the whole
_OPENING_PASSAGES = 6  # text begins on page 2 to 4
_SHARE_OF_ENGLISH = 0.25  # of the pages; annexes in English have fewer
_REVIEW = re.compile(
    r"universal\s+periodic\s+review"
    r"|examen\s+périodique\s+universel"
    r"|examen\s+periódico\s+universal"
    r"|универсальн\w+\s+периодическ\w+\s+обзор"
    r"|普遍定期审议"
    r"|الاستعراض\s+الدوري\s+الشامل",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """How one kind of paper names itself on its cover."""

    kind: DocumentKind
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of symbol that belongs to one kind of paper."""

    kind: DocumentKind
    pattern: re.Pattern[str]
    is_of_review: bool = True  # False where other papers of the Council have it too


def _title(kind: DocumentKind, pattern: str) -> Title:
    return Title(kind, re.compile(pattern, re.IGNORECASE | re.VERBOSE))


def _form(kind: DocumentKind, pattern: str, *, is_of_review: bool = True) -> Form:
    later = r"(?:/(?:Rev|Corr)\.\d+)*"  # a revision or correction is of the same kind
    return Form(kind, re.compile(pattern + later), is_of_review)


# The words of the cover as they stand in papers of sessions 1 to 48.
TITLES = (
    _title(
        DocumentKind.DRAFT_REPORT,
        r"""draft\ report\ of\ the\ working\ group\ on\ the\ universal\ periodic
          | unedited\ version .{0,400}? report\ of\ the\ working\ group\ on\ the\ un""",
    ),
    _title(
        DocumentKind.ADDENDUM,
        r"""report\ of\ the\ working\ group\ on\ the\ universal\ periodic\ review
            .{0,200}? (?: \baddendum\b | views\ on\ conclusions\ and/or\ recomm )""",
    ),
    _title(
        DocumentKind.REPORT,
        r"report\ of\ the\ working\ group\ on\ the\ universal\ periodic\ review",
    ),
    _title(  # in its running head, behind the State
        DocumentKind.THEMATIC_LIST,
        r"""UPR\ of\ .{3,90}?\ (?: thematic\ (?:list|matrix)\ of\ recommendations
            | [-–]\ (?:first|second|third|fourth)\ cycle\b )""",
    ),
    _title(
        DocumentKind.NATIONAL_REPORT,
        r"national\ report\ (?:submitted|presented)\ (?:in\ accordance|pursuant)",
    ),
    _title(
        DocumentKind.COMPILATION,
        r"compilation\ (?:of\ information\ )?(?:prepared\ by\ the\ office|on\ \w)",
    ),
    _title(
        DocumentKind.SUMMARY,
        r"summary\ (?:of\ stakeholders[’'‟]?|(?:of\ \w+\ )?prepared\ by\ the\ office)",
    ),
    _title(
        DocumentKind.DECISION,
        r"""decision\ adopted\ by\ the\ human\ rights\ council
            .{0,200}? outcome\ of\ the\ universal\ periodic\ review""",
    ),
    _title(
        DocumentKind.COUNCIL_REPORT,
        r"report\ of\ the\ human\ rights\ council\ on\ its\ [\w\ -]+\ session",
    ),
)
FORMS = (
    _form(DocumentKind.NATIONAL_REPORT, r"A/HRC/WG\.6/\d+/[A-Z]{3}/1"),
    _form(DocumentKind.COMPILATION, r"A/HRC/WG\.6/\d+/[A-Z]{3}/2"),
    _form(DocumentKind.SUMMARY, r"A/HRC/WG\.6/\d+/[A-Z]{3}/3"),
    # the reports of session 1 were first issued so
    _form(DocumentKind.REPORT, r"A/HRC/WG\.6/\d+/[A-Z]{3}/4"),
    _form(DocumentKind.CORRIGENDUM, r"A/HRC/\d+/\d+/Corr\.\d+", is_of_review=False),
    _form(DocumentKind.DRAFT_REPORT, r"A/HRC/WG\.6/\d+/L\.\d+"),
    _form(DocumentKind.ADDENDUM, r"A/HRC/\d+/\d+/Add\.\d+", is_of_review=False),
    _form(DocumentKind.DECISION, r"A/HRC/DEC/\d+/\d+", is_of_review=False),
)
# How the text of a paper begins, where the cover forgets the title (A/HRC/8/37).
OPENINGS = (
    _title(
        DocumentKind.REPORT,
        r"""the\ working\ group\ on\ the\ universal\ periodic\ review,?\ established
            .{0,200}?\ held\ its\ [\w-]+\ session""",
    ),
)
# What people keep beside the papers of the review, and why it is not read.
REFUSALS = (
    (
        re.compile(r"advance[d]? questions? (?:to|for|addressed)\b", re.IGNORECASE),
        "These are advance questions to a State; they hold no recommendations.",
    ),
    (
        re.compile(
            r"was reviewed by UPR WG \d+|trends in supported recomm", re.IGNORECASE
        ),
        "This is a poster about a review; read its report instead.",
    ),
    (
        re.compile(
            r"i have the honour to refer to the \w+ cycle review", re.IGNORECASE
        ),
        "This is a letter about a review; read its report instead.",
    ),
)


def recognise(printed: Printed) -> DocumentKind:
    """Return the kind of paper that is printed.

    Raises NoTextError for a scan, WrongLanguageError for a paper of the Council in
    another language than English, NotUprError for everything else.
    """
    _check_text(printed)
    cover = cover_of(printed)
    passages = _passages(printed)
    kind = _kind(cover) or _kind_by_opening(passages)
    language = _language(passages) or (ENGLISH if kind else None)
    if language not in (ENGLISH, None) and _is_of_council(cover, kind):
        raise WrongLanguageError(language)
    if kind is None:
        raise NotUprError(_why_not(cover, language))
    return kind


def _check_text(printed: Printed) -> None:
    needed = _FEWEST_LETTERS * (printed.pages or 1)
    for line in printed.lines:
        if line.zone is not Zone.FURNITURE:
            needed -= sum(map(str.isalpha, line.text))
        if needed <= 0:  # after a page or two: most files have text
            return
    raise NoTextError(
        "The pages hold pictures and no text: a scan. Run it through text "
        "recognition (OCR) or find the original file."
    )


def _kind(cover: Cover) -> DocumentKind | None:
    text = cover.text
    for form in FORMS:
        if form.pattern.fullmatch(cover.symbol):
            return form.kind if form.is_of_review or _REVIEW.search(text) else None
    found = [(m.start(), t.kind) for t in TITLES if (m := t.pattern.search(text))]
    # min keeps the first row of those that begin at one place: an addendum and a
    # report begin alike
    start, kind = min(found, key=lambda place: place[0], default=(0, None))
    return kind if cover.symbol or _begins_line(cover, start) else None


def _kind_by_opening(passages: Sequence[str]) -> DocumentKind | None:
    text = " ".join(passages[:_OPENING_PASSAGES])
    found = (row.kind for row in OPENINGS if row.pattern.search(text))
    return next(found, None)


def _begins_line(cover: Cover, start: int) -> bool:
    """Whether a line begins there: titles do, mentions in a letter seldom."""
    begin = 0
    for line in cover.lines:
        if begin == start:
            return True
        begin += len(line.text) + 1
    return False


def _passages(printed: Printed) -> list[str]:
    """The beginning of each page; the cover only where there is nothing else.

    What stands for a page in a Word file is a run of paragraphs.
    """
    pages: dict[int, list[str]] = {}
    for line in printed.lines:
        if line.zone is not Zone.FURNITURE:
            number = line.page or (line.index or 0) // _PARAGRAPHS_A_PAGE
            pages.setdefault(number, []).append(line.text)
    texts = [" ".join(lines[:_LINES_OF_PAGE]) for lines in pages.values()]
    return texts[1:] or texts


def _language(passages: Sequence[str]) -> str | None:
    """The language of the paper: of most of its pages, English if it is of some.

    Reports issued in "English/French" give the statements of the State in French
    and their conclusions in English (A/HRC/12/16).
    """
    step = -(-len(passages) // _MOST_PASSAGES)
    asked = [unicodedata.normalize("NFKC", text) for text in passages[:: step or 1]]
    found = Counter(filter(None, map(language_of, asked)))
    if found[ENGLISH] >= _SHARE_OF_ENGLISH * found.total() > 0:
        return ENGLISH
    return max(found, key=lambda name: found[name], default=None)


def _is_of_council(cover: Cover, kind: DocumentKind | None) -> bool:
    if kind is not None or cover.symbol:
        return True
    return bool(_REVIEW.search(unicodedata.normalize("NFKC", cover.text)))


def _why_not(cover: Cover, language: str | None) -> str:
    for pattern, sentence in REFUSALS:
        if pattern.search(cover.text):
            return sentence
    if cover.symbol:
        return f"{cover.symbol} is no paper of the Universal Periodic Review."
    if language not in (ENGLISH, None):
        return (
            f"This is no paper of the Universal Periodic Review; it is in {language}."
        )
    return (
        "This is no paper of the Universal Periodic Review: its first page has neither "
        "the title nor the symbol of one."
    )
