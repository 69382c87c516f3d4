"""Which of a recommendation's parts the words show: for those who draft them.

Transparent checks, no model: each sign is a word or a phrase that stands in the text.
A text is stronger the more parts it shows: a specific action, something that can be
measured, a time, and the body that is to act.
"""

import re
from collections.abc import Iterator

from upr.coding.codes import Named, Part, Sign
from upr.coding.words import STATE, fold_names, plain_words, references

_VERBS = (
    "abolish|accede|adopt|allocate|amend|appoint|ban|close|commute|create"
    "|(?:de)?criminali[sz]e|draft|enact|end|establish|extend|extradite|grant|introduce"
    "|invite|issue|launch|legali[sz]e|lift|organi[sz]e|prohibit|prosecute|publish"
    "|ratify|release|remove|repeal|reply|set up|sign|submit|train|withdraw"
)
# Specific where a text or a part of it opens with them; elsewhere they say little:
# "continue its efforts to implement", "a code of conduct".
_OPENING = (
    "accept|adhere|align|approve|become|complete|conclude|conduct|finali[sz]e"
    "|harmoni[sz]e|implement|incorporate|investigate|modify|replace"
)
_BODIES = (
    r"government|parliament|ministr(?:y|ies) of [a-z]+|ministr(?:y|ies)|courts?"
    r"|judiciary|police|prosecutors?|prosecution service|ombuds(?:man|person)"
    r"|human rights commission|national human rights institution|local authorities"
    r"|authorities|electoral commission|prison (?:service|administration)"
    r"|security forces|armed forces|municipalities|provinces"
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november"
    "|december"
)
_CHECKS = {
    Part.ACTION: re.compile(
        rf"\b(?:{_VERBS})\b|(?:^|(?<=; ))(?:[a-z]+ly )?(?:{_OPENING})\b", re.IGNORECASE
    ),
    # a share, an amount, an age, a count; not a year, not the number of a convention
    Part.MEASURE: re.compile(
        r"\b\d+(?:[.,]\d+)?\s*(?:%|per ?cent\b|percent\b)"
        r"|\b(?:from|to|of|under|below|at) \d{1,2} years(?: old| of age)?\b"
        r"|\bage of (?:criminal responsibility |marriage )?\w* ?\d{1,2}\b"
        r"|\b(?:indicators?|benchmarks?|measurable|targets?|quotas?|disaggregated)\b"
        r"|\b\d+(?:[.,]\d+)? (?:million|billion|judges|places|schools|dollars|euros)\b",
        re.IGNORECASE,
    ),
    Part.TIME: re.compile(
        r"\bby (?:the end of )?(?:(?:" + _MONTHS + r") )?(?:19|20)\d\d\b"
        r"|\bwithin (?:the next |a period of )?(?:\w+ )?"
        r"(?:days?|weeks?|months?|years?)\b"
        r"|\b(?:before|until) (?:the )?(?:next|mid-term|end|(?:19|20)\d\d)\b"
        r"|\b(?:time-?frames?|timetables?|timelines?|deadlines?|time-bound)\b"
        r"|\bbefore (?:its|the) (?:next|third|fourth|fifth) (?:review|upr|cycle)\b"
        r"|\bimmediately\b|\bannual(?:ly)?\b|\bevery (?:\w+ )?(?:year|month)s?\b",
        re.IGNORECASE,
    ),
    Part.BODY: re.compile(rf"\b(?:{_BODIES})\b", re.IGNORECASE),
}


def signs(text: str) -> tuple[Sign, ...]:
    """The words that show a part of a recommendation, in the order of the text.

    >>> [(sign.part.value, sign.words) for sign in signs("Ratify OP-CAT by 2030")]
    [('specific action', 'Ratify'), ('time-bound', 'by 2030')]
    """
    found = (
        Sign(part, match.group(), match.start())
        for part, check in _CHECKS.items()
        for match in check.finditer(text)
    )
    return tuple(sorted(found, key=lambda sign: sign.start))


def named(text: str) -> tuple[Named, ...]:
    """The instruments, bodies and procedures a text names, each once, in its order.

    >>> [found.ref for found in named("Accede to the CRPD and invite UNHCR")]
    ['CRPD', 'UNHCR']
    """
    return tuple(_named(fold_names(plain_words(text))))


def _named(words: list[str]) -> Iterator[Named]:
    known = references()
    for word in dict.fromkeys(words):
        if word.startswith("@") and word != STATE:
            reference = known[word.removeprefix("@")]
            yield Named(reference.ref, reference.kind, reference.name)
