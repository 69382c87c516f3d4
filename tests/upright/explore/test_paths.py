"""Addresses written without a look-up are those that a look-up gives."""

import pytest
from django.urls import get_script_prefix, reverse, set_script_prefix

from upright.explore.paths import path_to, path_to_item


@pytest.mark.parametrize(
    ("symbol", "key"),
    [
        ("A/HRC/28/15", "136.12"),
        ("A/HRC/28/15/Add.1", "95.1"),
        ("A/HRC/WG.6/20/L.5 (draft)", "3 bis"),
        ("A/é?#%/1", "1@;,=~!$&'*+:b"),
    ],
)
def test_an_item_has_the_address_that_is_looked_up(symbol, key):
    expected = reverse("recommendation", args=[symbol, key])
    assert path_to_item(symbol, key) == expected


def test_addresses_keep_to_where_the_site_is_mounted():
    assert path_to("review", "XAA", 2) == "/reviews/XAA/2/"
    before = get_script_prefix()
    set_script_prefix("/upr/")
    try:
        assert path_to("review", "XAA", 2) == "/upr/reviews/XAA/2/"
        assert path_to_item("A/1", "2") == "/upr/recommendations/A/1/2/"
    finally:
        set_script_prefix(before)
