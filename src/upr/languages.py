"""Which language a text is in, by its script and its commonest words.

Only to refuse by name what is not read here: the six languages of the United Nations
and a few that are easily taken for one of them.
"""

import re
from collections import Counter

ENGLISH = "English"

_SAMPLE = 12_000  # signs: some four pages, more than enough
_FEWEST_HITS = 5  # below, a text is too short to tell
_SCRIPTS = {
    "Latin": re.compile(r"[a-zA-Z\u00c0-\u024f]"),
    "Arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "Cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "Chinese": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    "Japanese": re.compile(r"[\u3040-\u30ff]"),
    "Korean": re.compile(r"[\uac00-\ud7af]"),
}
_ASCII = re.compile(r"[\x00-\x7f\u2010-\u2026\u00b9²³⁰⁴-⁹]*\Z")  # and typographic signs
# Japanese prints Chinese signs among its own, Korean sometimes does.
_OWN_SIGNS = 0.1
# Letters of other languages in the script, that Arabic and Russian do not have.
_PERSIAN = re.compile(r"[\u067e\u0686\u0698\u06af]")
_UKRAINIAN = re.compile(r"[\u0454\u0456\u0457\u0491]", re.IGNORECASE)
_OTHER_LETTERS = 0.01

_WORDS = {
    ENGLISH: "the of and to in that is was for it with as on by be had which were",
    "French": "le la les des et du une dans que qui pour est au aux sur par il ont",
    "Spanish": "el los las y del en una que por con para se es su al sobre como más",
    "Portuguese": "os as do da dos das em uma que não com para ao na no pelo são",
    "Italian": "il lo gli della di che e del per una in nel alla sono con dei è",
    "German": "der die das und den von zu mit dem ist des im für nicht auf ein eine",
    "Dutch": "de het een en van in dat op te zijn voor met niet aan er door bij",
}
_VOCABULARY = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_SHARE = 1 / 12  # running text has one of these words in three to five
_LONG = 50  # words; a text of so many without any is in a language not listed
_TOKEN = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """Return the English name of the language, None where the text is too short.

    Languages that are not told apart here come as "another language".

    >>> language_of("La délégation a remercié les États de leurs questions et des"
    ... " recommandations qui ont été faites par la salle")
    'French'
    """
    text = text[:_SAMPLE]
    if _ASCII.match(text):
        return _by_words(text)
    counts = {name: len(found.findall(text)) for name, found in _SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name])
    if counts[script] < _FEWEST_HITS:
        return None
    for name in ("Japanese", "Korean"):
        if counts[name] > _OWN_SIGNS * sum(counts.values()):
            return name
    if script == "Latin":
        return _by_words(text)
    return _by_letters(text, script, counts[script])


def _by_letters(text: str, script: str, letters: int) -> str:
    if script == "Arabic" and len(_PERSIAN.findall(text)) > _OTHER_LETTERS * letters:
        return "another language"
    if script == "Cyrillic":
        foreign = len(_UKRAINIAN.findall(text)) > _OTHER_LETTERS * letters
        return "another language" if foreign else "Russian"
    return script


def _by_words(text: str) -> str | None:
    words = Counter(_TOKEN.findall(text.lower()))
    hits = {
        name: sum(words[word] for word in vocabulary)
        for name, vocabulary in _VOCABULARY.items()
    }
    best = max(hits, key=lambda name: hits[name])
    if hits[best] < _FEWEST_HITS:
        return None if words.total() < _LONG else "another language"
    return best if hits[best] > words.total() * _SHARE else "another language"
