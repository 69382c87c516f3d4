"""Several texts and many States in one item."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upr.item_text.formulations import formulations
from upr.reference import states


def _parted(text):
    return [
        (part.text, tuple(state.iso3 or state.name for state in part.states))
        for part in formulations(text)
    ]


CASES = [
    # one text, one State
    ("Ratify the Covenant (Chile);", [("Ratify the Covenant", ("CHL",))]),
    # several States in one bracket; the comma lost
    ("Train judges (Chile, Peru and Mali).", [("Train judges", ("CHL", "PER", "MLI"))]),
    (
        "Train judges (United Kingdom France, Mexico);",
        [("Train judges", ("GBR", "FRA", "MEX"))],
    ),
    # brackets side by side
    ("Train judges (Chile) (Peru) (Mali);", [("Train judges", ("CHL", "PER", "MLI"))]),
    ("Train judges (Chile); (Peru);", [("Train judges", ("CHL", "PER"))]),
    # texts parted by a semicolon, a slash, a comma
    (
        "Train judges (Chile); Build courts (Peru);",
        [("Train judges", ("CHL",)), ("Build courts", ("PER",))],
    ),
    (
        "Train judges (Chile)/ Build courts (Peru) / Open archives (Mali);",
        [
            ("Train judges", ("CHL",)),
            ("Build courts", ("PER",)),
            ("Open archives", ("MLI",)),
        ],
    ),
    (
        "Train judges (Chile), build courts (Peru) and open archives (Mali);",
        [
            ("Train judges", ("CHL",)),
            ("Build courts", ("PER",)),
            ("Open archives", ("MLI",)),
        ],
    ),
    # verbs that share an object
    (
        "Sign (Iraq)/sign and ratify (Spain)/accede to (Mali) the Optional Protocol",
        [
            ("Sign the Optional Protocol", ("IRQ",)),
            ("Sign and ratify the Optional Protocol", ("ESP",)),
            ("Accede to the Optional Protocol", ("MLI",)),
        ],
    ),
    (
        "Consider (Chile); ratifying (Chile, Mexico) the Convention on seas;",
        [("Consider ratifying the Convention on seas", ("CHL", "MEX"))],
    ),
    # brackets inside the sentence
    (
        "Ratify (Chile, Mexico) as soon as possible (France) the Optional Protocol;",
        [
            ("Ratify the Optional Protocol", ("CHL", "MEX")),
            ("Ratify as soon as possible the Optional Protocol", ("FRA",)),
        ],
    ),
    # a State named more than once says what each of its brackets follows
    (
        "Sign (Peru, Mali) and ratify (Peru, Mali, Chad) the Covenant "
        "(Peru, Mali, Chad) and its Optional Protocol (Peru);",
        [
            ("Sign and ratify the Covenant and its Optional Protocol", ("PER",)),
            ("Sign and ratify the Covenant", ("MLI",)),
            ("Ratify the Covenant", ("TCD",)),
        ],
    ),
    # words after the last bracket belong to all texts of the sentence
    (
        "Set up a body (Benin), name its members (Chile), following the Protocol;",
        [
            ("Set up a body, following the Protocol", ("BEN",)),
            ("Name its members, following the Protocol", ("CHL",)),
        ],
    ),
    # an object without a verb takes the first verb
    (
        "Accede to the Covenant (Spain); the Convention on seas (France);",
        [
            ("Accede to the Covenant", ("ESP",)),
            ("Accede to the Convention on seas", ("FRA",)),
        ],
    ),
    # nested, unclosed and unopened brackets
    (
        "Train judges (Iran (Islamic Republic of));",
        [("Train judges", ("IRN",))],
    ),
    (
        "Train judges (Venezuela(Bolivarian Republic of));",
        [("Train judges", ("VEN",))],
    ),
    ("Train judges (Iran (Islamic Republic of);", [("Train judges", ("IRN",))]),
    ("Train judges (Spain;", [("Train judges", ("ESP",))]),
    ("Train judges of the Court Ghana);", [("Train judges of the Court", ("GHA",))]),
    # other brackets stay in the text
    (
        "Ratify the Convention (CAT) under its article (art. 6) (Chile);",
        [("Ratify the Convention (CAT) under its article (art. 6)", ("CHL",))],
    ),
    # square brackets are the editors'
    ("Train [all] judges (Chile);", [("Train [all] judges", ("CHL",))]),
    # footnote references are not of the text
    (
        "Train judges (Chile,¹ China,² Mexico³);⁴",
        [("Train judges", ("CHL", "CHN", "MEX"))],
    ),
    # no State at all
    ("Train judges.", [("Train judges", ())]),
    # announcing words
    ("To train judges (Chile);", [("Train judges", ("CHL",))]),
    ("Recommended that Benin train judges (Chile);", [("Train judges", ("CHL",))]),
    ("Encourage Benin to train judges (Chile);",
     [("Encourage Benin to train judges", ("CHL",))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_formulations_part_an_item(text, expected):
    assert _parted(text) == expected


NAMES = st.sampled_from(sorted(state.name for state in states.REAL.values()))
VERBS = st.sampled_from(["Train judges", "Build courts", "Open the archives"])


@given(st.lists(st.tuples(VERBS, st.lists(NAMES, min_size=1, max_size=4, unique=True)),
                min_size=1, max_size=5))  # fmt: skip
def test_what_is_put_together_with_semicolons_is_parted_again(parts):
    text = "; ".join(f"{words} ({', '.join(names)})" for words, names in parts)
    codes = [
        (words, tuple(states.resolve(name).iso3 for name in names))
        for words, names in parts
    ]
    assert _parted(f"{text};") == codes


@given(st.text(alphabet="ab ();,./:Chile", max_size=80))
def test_no_words_are_lost_and_nothing_raises(text):
    found = formulations(text)
    assert len(found) >= 1
