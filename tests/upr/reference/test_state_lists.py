import pytest
from hypothesis import given
from hypothesis import strategies as st

from upr.reference import states
from upr.reference.states import Certainty, find_in, is_states_list, split_names

NAMES = [(s.iso3, n.name) for s in states.STATES.values() for n in s.names]
SEPARATORS = [", ", "; ", " and ", ", and ", " & ", ") (", ")(", " / ", " as well as "]


def codes(text: str) -> list[str | None]:
    return [name.iso3 for name in split_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain and Mexico", ["ESP", "MEX"]),
        ("(Algeria) (Cabo Verde)", ["DZA", "CPV"]),
        ("Algeria)(Cabo Verde", ["DZA", "CPV"]),
        ("Chile,¹ China,²", ["CHL", "CHN"]),
        ("Slovenia, Chile,1 China,2 Mexico3", ["SVN", "CHL", "CHN", "MEX"]),
        ("Spain as well as the Sudan", ["ESP", "SDN"]),
        ("Spain/Peru", ["ESP", "PER"]),
        # A comma is lost.
        ("United Kingdom France, Mexico", ["GBR", "FRA", "MEX"]),
        ("Austria Israel", ["AUT", "ISR"]),
        # Names with "and", commas and brackets of their own.
        (
            "France, Germany and the United Kingdom of Great Britain and Northern"
            " Ireland",
            ["FRA", "DEU", "GBR"],
        ),
        (
            "Bosnia and Herzegovina and Trinidad and Tobago and Peru",
            ["BIH", "TTO", "PER"],
        ),
        (
            "Iran (Islamic Republic of), Bolivia (Plurinational State of) and Chile",
            ["IRN", "BOL", "CHL"],
        ),
        ("Iran (Islamic Republic of", ["IRN"]),
        ("(Iran (Islamic Republic of)", ["IRN"]),
        ("Venezuela(Bolivarian Republic of), Cuba", ["VEN", "CUB"]),
        ("Iran, Islamic Republic of, Korea, Republic of", ["IRN", "KOR"]),
        # Names that could be cut two ways.
        ("Congo, Republic of Korea", ["COG", "KOR"]),
        ("Guinea, Republic of Moldova", ["GIN", "MDA"]),
        ("Guinea, Papua New Guinea, Guinea-Bissau", ["GIN", "PNG", "GNB"]),
        ("Sudan, South Africa", ["SDN", "ZAF"]),
        ("Iran, Islamic Republic of Pakistan", ["IRN", "PAK"]),
        ("Galdria (Federated Union of), Aldoria", ["XAG", "XAA"]),
        ("", []),
        ("the, and", []),
    ],
)
def test_list_is_cut_into_names(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Spain and the Sudan", ["Spain", "the Sudan"]),
        ("(Iran (Islamic Republic of)) Peru", ["Iran (Islamic Republic of)", "Peru"]),
        ("Iran (Islamic Republic of, Chile¹", ["Iran (Islamic Republic of", "Chile"]),
        ("Iran (Islamic Republic of )", ["Iran (Islamic Republic of )"]),
        ("Rome Statute, Chile", ["Rome Statute", "Chile"]),
    ],
)
def test_names_keep_their_printed_words(text, printed):
    assert [name.name for name in split_names(text)] == printed


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Sweden, Swedn", [("Swedn", Certainty.NEAR, ("SWE",))]),
        ("Serbia; Kosovo", [("Kosovo", Certainty.UNKNOWN, ())]),
        (
            "Chile and Northern Ireland",
            [("Northern Ireland", Certainty.NEAR, ("GBR",))],
        ),
        (
            "Bosnia and Herzegovinia, Peru",
            [("Bosnia and Herzegovinia", Certainty.NEAR, ("BIH",))],
        ),
        # Never cut into a known name and an unknown rest.
        (
            "United Kingdom of Great Britan and Northern Ireland",
            [
                (
                    "United Kingdom of Great Britan and Northern Ireland",
                    Certainty.NEAR,
                    ("GBR",),
                )
            ],
        ),
        (
            "Costa Rica Republic",
            [("Costa Rica Republic", Certainty.NEAR, ("CRI",))],
        ),
        ("France, Blefuscu", [("Blefuscu", Certainty.UNKNOWN, ())]),
        ("France Mexico Blefuscu", [("Blefuscu", Certainty.UNKNOWN, ())]),
    ],
)
def test_doubtful_names_have_no_state(text, doubtful):
    found = [n for n in split_names(text) if not n.is_known]
    assert [(n.name, n.certainty, n.suggestions) for n in found] == doubtful


@pytest.mark.parametrize(
    "text",
    [
        "Chile",
        "(Chile)",
        "Chile,¹ China,²",
        "Spain and Mexico",
        "Algeria) (Cabo Verde",
        "Iran (Islamic Republic of",
        "Iran (Islamic Republic of))",
        "Sweden, Swedn",
        "Swedn",
        "Korea",
        "Costa Rica Republic",
        "Chile, Blefuscu",
        "CHILE, PERU",
        "Côte d’Ivoire;",
        "UK, USA",
    ],
)
def test_is_a_list_of_states(text):
    assert is_states_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Islamic Republic of",
        "art. 6",
        "ICCPR",
        "OP-CAT",
        "INDI",
        "Blefuscu",
        "recommended by Chile",
        "Chile, ICCPR",
        "Rome Statute, Chile",
        "Human Rights Commission of Sierra Leone",
        "Sierra Leone Truth Commission",
        "see paragraph 5",
        "31 May 2003",
        "in Kyrgyzstan",
        "Blefuscu 5, Chile",
        "French, Luxemburgish and German",
        "One Two Three Four Five, Chile",
        "a, Chile",
    ],
)
def test_is_no_list_of_states(text):
    assert not is_states_list(text)


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=6),
    st.data(),
)
def test_names_put_together_come_apart_again(pairs, data):
    text = pairs[0][1]
    for _, name in pairs[1:]:
        text += data.draw(st.sampled_from(SEPARATORS)) + name
    assert codes(text) == [iso3 for iso3, _ in pairs]
    assert is_states_list(text)


@given(st.text(alphabet="Chile Peru,;()/and¹2'’ofthé\n-", max_size=60))
def test_splitting_never_raises_and_invents_nothing(text):
    names = split_names(text)
    assert all(name.name in text for name in names)
    assert isinstance(is_states_list(text), bool)


@given(st.text(max_size=60))
def test_any_text_can_be_split(text):
    assert all(name.name in text for name in split_names(text))
    assert isinstance(is_states_list(text), bool)
    assert all(name.name in text for name in find_in(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The delegation of Chad thanked the United States of America and Côte"
            " d’Ivoire; turkey was eaten in Turkey.",
            ["TCD", "USA", "CIV", "TUR"],
        ),
        ("Chile’s police and Peru's courts", ["CHL", "PER"]),
        ("Iran (Islamic Republic of) spoke.", ["IRN"]),
        ("In Northern Ireland nothing, in Ireland something.", ["IRL"]),
        ("Guinea and Guinea-Bissau", ["GIN", "GNB"]),
        ("nothing here", []),
        ("", []),
    ],
)
def test_names_in_a_sentence_are_found(text, expected):
    assert [name.iso3 for name in find_in(text)] == expected
