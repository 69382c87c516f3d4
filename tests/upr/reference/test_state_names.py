import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upr.reference import states
from upr.reference.state_names import key_of
from upr.reference.states import Certainty, resolve, resolve_code
from upr.reference.tables import parts, rows

NAMES = [(s.iso3, n.name) for s in states.STATES.values() for n in s.names]
ALIASES = [(row["iso3"], row["alias"]) for row in rows("state-aliases.csv")]
NO_STATES = [row["name"] for row in rows("not-states.csv")]
names = st.sampled_from(NAMES)


def test_every_name_is_exact():
    for iso3, name in NAMES:
        assert (resolve(name).iso3, resolve(name).certainty) == (iso3, Certainty.EXACT)


def test_every_alias_resolves_to_its_state():
    for iso3, alias in ALIASES:
        found = resolve(alias)
        assert (alias, found.iso3, found.certainty) == (alias, iso3, Certainty.ALIAS)


def test_no_two_states_share_a_key():
    owners: dict[str, set[str]] = {}
    for iso3, name in NAMES + ALIASES:
        owners.setdefault(key_of(name), set()).add(iso3)
    assert {key: own for key, own in owners.items() if len(own) > 1} == {}


def test_no_alias_stands_twice():
    assert len({key_of(alias) for _, alias in ALIASES}) == len(ALIASES)


def test_names_of_no_state_are_never_taken_for_one():
    for name in NO_STATES:
        assert resolve(name).iso3 is None, name


def test_suggestions_for_names_of_no_state_are_codes():
    suggested = {c for row in rows("not-states.csv") for c in parts(row["suggestions"])}
    assert suggested <= set(states.REAL)


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        # Apostrophes, hyphens, diacritics and ligatures as reports print them.
        ("Côte d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Côte d‟Ivoire", "CIV"),
        ("Cote d` Ivoire", "CIV"),
        ("CÔTE D´IVOIRE", "CIV"),
        ("Lao‟s People Democratic Republic", "LAO"),
        ("Lao People\u2019s Democratic Republic", "LAO"),
        ("Democratic Peoples’ Republic of Korea", "PRK"),
        ("Timor Leste", "TLS"),
        ("Timor\u2011Leste", "TLS"),
        ("Guinea\ufffeBissau", "GNB"),
        ("New-Zealand", "NZL"),
        ("Viet-Nam", "VNM"),
        ("Turkiye", "TUR"),
        ("São Tomé and Príncipe", "STP"),
        # Brackets, the order of words, "the".
        ("Iran (Islamic Republic of", "IRN"),
        ("(Iran (Islamic Republic of))", "IRN"),
        ("Islamic Republic of Iran", "IRN"),
        ("Venezuela(Bolivarian Republic of)", "VEN"),
        ("Bolivarian Republic of Venezuela", "VEN"),
        ("Bolivia (Plurinational Republic of)", "BOL"),
        ("the Netherlands", "NLD"),
        ("The Former Yugoslav Republic of Macedonia", "MKD"),
        ("Republic of the Congo", "COG"),
        ("Galdria (Federated Union of)", "XAG"),
        ("Plurinational Commonwealth of Valdesta", "XAV"),
        # Footnotes, punctuation, line breaks.
        ("Chile,¹", "CHL"),
        ("Mexico3", "MEX"),
        ("Peru;", "PER"),
        ("Costa\nRica.", "CRI"),
        ("Liech-\ntenstein", "LIE"),
        # Short forms.
        ("UK", "GBR"),
        ("U.S.A.", "USA"),
        ("DPRK", "PRK"),
        ("St. Kitts & Nevis", "KNA"),
        ("Syrian Arab Rep.", "SYR"),
        # Misspellings that stand in reports.
        ("United Sates", "USA"),
        ("United States of Americas", "USA"),
        ("Lichtenstein", "LIE"),
        ("New Zeeland", "NZL"),
        ("Holly See", "VAT"),
        ("Azerbeijan", "AZE"),
        ("Trinidad an Tobago", "TTO"),
        ("Russia Federation", "RUS"),
        ("Bolivia (Purinational State of)", "BOL"),
        ("Libya Arab Jamahiriya", "LBY"),
        ("United Kingdom of the Great Britain", "GBR"),
        ("Brunei", "BRN"),
        # Names that are part of others.
        ("Guinea", "GIN"),
        ("Equatorial Guinea", "GNQ"),
        ("Papua New Guinea", "PNG"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Sudan", "SDN"),
        ("South Sudan", "SSD"),
        ("Ireland", "IRL"),
        # The short name of the Republic of the Congo in the United Nations.
        ("Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
        ("Republic of Korea", "KOR"),
        ("Korea, Republic of", "KOR"),
        ("Democratic People's Republic of Korea", "PRK"),
    ],
)
def test_printed_name_resolves(name, iso3):
    assert resolve(name).iso3 == iso3


@pytest.mark.parametrize(
    ("name", "certainty", "suggestions"),
    [
        ("Korea", Certainty.NEAR, ("KOR", "PRK")),
        ("Northern Ireland", Certainty.NEAR, ("GBR",)),
        ("Southern Sudan", Certainty.NEAR, ("SSD", "SDN")),
        ("Republic of China", Certainty.NEAR, ("CHN",)),
        ("Swedn", Certainty.NEAR, ("SWE",)),
        ("Azerbijan", Certainty.NEAR, ("AZE",)),
        ("Nigera", Certainty.NEAR, ("NGA", "NER")),
        ("Czech Republicand", Certainty.NEAR, ("CZE",)),
        ("Kosovo", Certainty.UNKNOWN, ()),
        ("(Islamic Republic of)", Certainty.UNKNOWN, ()),
        ("United Republic", Certainty.UNKNOWN, ()),
        ("Nigerland", Certainty.UNKNOWN, ()),
        ("Roman", Certainty.UNKNOWN, ()),
        ("art. 6", Certainty.UNKNOWN, ()),
        ("ICCPR", Certainty.UNKNOWN, ()),
        ("MAR", Certainty.UNKNOWN, ()),
        ("the", Certainty.UNKNOWN, ()),
        ("", Certainty.UNKNOWN, ()),
    ],
)
def test_doubtful_name_gets_no_state(name, certainty, suggestions):
    found = resolve(name)
    assert (found.iso3, found.certainty) == (None, certainty)
    assert found.suggestions == suggestions
    assert not found.is_known


def test_resolved_keeps_the_name_as_printed():
    assert resolve("the Netherlands ").name == "the Netherlands "


@given(st.text())
def test_resolving_never_raises(name):
    found = resolve(name)
    assert found.is_known == (found.certainty in {Certainty.EXACT, Certainty.ALIAS})
    assert not (found.is_known and found.suggestions)


@given(names, st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_does_not_matter(pair, change):
    iso3, name = pair
    assert resolve(change(name)).iso3 == iso3


@given(names, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_composition_does_not_matter(pair, form):
    iso3, name = pair
    assert resolve(unicodedata.normalize(form, name)).iso3 == iso3


@given(names)
def test_diacritics_do_not_matter(pair):
    iso3, name = pair
    letters = unicodedata.normalize("NFD", name)
    assert resolve("".join(c for c in letters if c.isascii())).iso3 == iso3


@given(
    names,
    st.sampled_from(["", "the ", "The ", "(", "¹ ", "  "]),
    st.sampled_from(["", ".", ",", ";", ")", "))", "¹", "²³", " 4", "\n"]),
    st.sampled_from([" ", "  ", "\n", "\u00a0"]),
)
def test_what_stands_around_a_name_does_not_matter(pair, before, after, space):
    iso3, name = pair
    assert resolve(before + name.replace(" ", space) + after).iso3 == iso3


@given(names, st.sampled_from("'’‘‛‟`´"))
def test_apostrophes_are_alike(pair, apostrophe):
    iso3, name = pair
    assert resolve(name.replace("'", apostrophe)).iso3 == iso3


@given(names, st.data())
def test_a_lost_letter_never_leads_to_another_state(pair, data):
    iso3, name = pair
    place = data.draw(st.integers(0, len(name) - 1))
    found = resolve(name[:place] + name[place + 1 :])
    assert found.iso3 in {iso3, None} or (iso3, found.iso3) == ("IRN", "IRQ")


@pytest.mark.parametrize(
    ("code", "iso3"),
    [
        ("SVN", "SVN"),
        ("svn", "SVN"),
        ("XAA", "XAA"),
        ("ROM", "ROU"),
        ("FIJ", "FJI"),
        ("GBN", "GNB"),
        ("TSL", "TLS"),
        ("ZAB", "ZMB"),
        ("NDL", "NLD"),
        ("QQQ", None),
        ("", None),
    ],
)
def test_code_in_a_symbol_resolves(code, iso3):
    assert resolve_code(code) == iso3


def test_odd_codes_are_no_codes_of_other_states():
    odd = {row["code"] for row in rows("state-codes.csv")}
    assert not odd & set(states.STATES)
