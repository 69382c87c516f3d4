"""The fixed mix of 40 questions: narrow, broad, phrases, Boolean, prefixes, filters.

Each is written for Upright, for SQLite FTS5 and for PostgreSQL's `to_tsquery`, with
the same filters: what is measured is the same question.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from upright.search.asking import Request


@dataclass(frozen=True)
class Question:
    """One question in three languages; "" asks for everything."""

    kind: str
    upright: str
    fts5: str = ""
    postgres: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)  # column and value

    @property
    def request(self) -> Request:
        """As Upright is asked."""
        return Request(self.upright, {k: (v,) for k, v in self.filters.items()})


def _words(kind: str, text: str, **filters: str) -> Question:
    words = text.split()
    return Question(
        kind,
        text,
        " ".join(f'"{word}"' for word in words),
        " & ".join(words),
        filters,
    )


def _phrase(text: str, **filters: str) -> Question:
    return Question(
        "phrase", f'"{text}"', f'"{text}"', " <-> ".join(text.split()), filters
    )


def _prefix(beginning: str, **filters: str) -> Question:
    # FTS5 and PostgreSQL compare the prefix with stems: near enough for a race.
    return Question(
        "prefix", f"{beginning}*", f"{beginning}*", f"{beginning}:*", filters
    )


QUESTIONS = (
    *(
        _words("narrow", text)
        for text in (
            "albinism",
            "moratorium executions",
            "birth registration",
            "witchcraft",
            "genital mutilation",
            "standing invitation",
            "enforced disappearance",
            "stateless persons",
        )
    ),
    *(_words("broad", text) for text in ("rights", "women", "children", "measures")),
    *(
        _phrase(text)
        for text in (
            "human rights defenders",
            "optional protocol",
            "death penalty",
            "persons with disabilities",
            "rights of the child",
            "national human rights institution",
        )
    ),
    Question("Boolean", "torture OR detention", '"torture" OR "detention"',
             "torture | detention"),
    Question("Boolean", "education NOT girls", '"education" NOT "girls"',
             "education & !girls"),
    Question("Boolean", "(police OR prison) AND training",
             '("police" OR "prison") AND "training"', "(police | prison) & training"),
    Question("Boolean", '"death penalty" AND NOT moratorium',
             '"death penalty" NOT "moratorium"', "death <-> penalty & !moratorium"),
    Question("Boolean", "ratify (torture OR disappearance) protocol",
             '"ratify" AND ("torture" OR "disappearance") AND "protocol"',
             "ratify & (torture | disappearance) & protocol"),
    Question("Boolean", "migrants OR refugees OR asylum",
             '"migrants" OR "refugees" OR "asylum"', "migrants | refugees | asylum"),
    _prefix("educat"),
    _prefix("discriminat"),
    _prefix("traffick"),
    _prefix("judic"),
    _words("filtered", "torture", cycle="2"),
    _words("filtered", "women", state="SVN"),
    _words("filtered", "education", recommending_state="NOR"),
    _words("filtered", "rights", position="noted"),
    _words("filtered", "violence", session="14"),
    _words("filtered", "children", recommending_state="SVN", cycle="1"),
    _phrase("death penalty", position="noted"),
    Question("filtered", "", filters={"state": "CHE"}),
    Question("filtered", "", filters={"recommending_state": "FRA"}),
    Question("filtered", "", filters={"session": "9", "position": "supported"}),
    Question("everything", ""),
    Question("everything", "", filters={"cycle": "2"}),
)  # fmt: skip
