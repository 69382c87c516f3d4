"""The words that announce a recommendation, left out of its text.

"Recommended that Chad adopt a law" and "To adopt a law" both become "Adopt a law";
the item keeps the words as printed. Where no verb follows, the announcing word
stays: "Recommended the abolition of the death penalty".
"""

import re

VERBS = (
    r"recommend(?:ed|s|ing)?|encourag(?:ed?|es|ing)|suggest(?:ed|s|ing)?"
    r"|urg(?:ed|es|ing)|call(?:ed|s|ing)\s+(?:up)?on"
    r"|invit(?:ed|es|ing)|propos(?:ed|es|ing)|advis(?:ed|es)|appeal(?:ed|s)\s+to"
)
# "as recommended by the Committee" announces nothing.
ANNOUNCES = re.compile(rf"(?<!\bas )(?<!\bas)\b(?:{VERBS})\b(?!\s+by\b)", re.IGNORECASE)

_NAME = r"(?:the\s+)?[A-Z][\w’'-]+\s+(?:(?:[A-Z][\w’'-]+|of|and|the)\s+)*"
_BODY = (
    r"(?:the\s+)?(?:[A-Z]\w+\s+)?"
    r"(?:Government|State|authorities|delegation|it|Party|country)\s+"
    rf"(?:of\s+{_NAME})?"
)
_WHOM = rf"(?:{_BODY}|{_NAME})?"


def _lead(verbs: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\W|(?:and|also|further|strongly|therefore|it)\b)*(?i:{verbs})\s+"
        rf"(?:also\s+|further\s+)?(?:to\s+(?=[A-Z]|the\s|it\s))?{_WHOM}"
        rf"(?:(?:that|to)\s+)?{_WHOM}(?:should\s+|to\s+)?(?:\([a-z]\)\s*)?(?=[a-z])"
    )


_LEAD = _lead(VERBS)
# In lists "Encourage the media to report" is what is asked for, not who asks.
_LEAD_IN_LIST = _lead(r"recommend(?:ed|s)")
_NO_VERB = re.compile(r"(?:[a-z]+ing|the|an?|its|their|that|these|all|any)\b")
_TO = re.compile(r"(?:(?:that|to)\s+)+(?=[a-z])", re.IGNORECASE)


def without_announcement(text: str, *, in_list: bool = True) -> str:
    """Return a text without the words that only announce it, first letter capital.

    Outside the lists of section II all verbs of VERBS announce; in them "recommended".

    >>> without_announcement("Recommended to Benin to take steps")
    'Take steps'
    >>> without_announcement("recommended the abolition of the death penalty")
    'Recommended the abolition of the death penalty'
    """
    words = text.strip()
    lead = (_LEAD_IN_LIST if in_list else _LEAD).match(words)
    if lead and not _NO_VERB.match(words, lead.end()):
        words = words[lead.end() :]
    to = _TO.match(words)
    words = words[to.end() :] if to else words
    return words[:1].upper() + words[1:]
