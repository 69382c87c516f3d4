"""Phrases in texts that are given as words."""

import pytest

from upr.coding.phrases import Tree, folded, plant


def tree() -> Tree:
    found: Tree = {}
    plant(found, ["rights", "child"], "@CRC")
    plant(found, ["rights", "child", "protocol"], "@OP")
    plant(found, ["loss", "and", "damage"], "climate")
    plant(found, [], "nothing")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the rights of the child", [("the", 0, 1), ("@CRC", 1, 4)]),
        # the longest wins, and small words inside are passed over
        ("rights of the child and protocol", [("@OP", 0, 6)]),
        # a small word that a phrase has must stand there
        ("loss and damage", [("climate", 0, 3)]),
        ("loss or damage", [("loss", 0, 1), ("or", 1, 1), ("damage", 2, 1)]),
        # a phrase that only begins is none, and small words at its end are not taken
        ("rights of", [("rights", 0, 1), ("of", 1, 1)]),
        ("rights child of", [("@CRC", 0, 2), ("of", 2, 1)]),
        ("", []),
    ],
)
def test_phrases_are_found(text, expected):
    assert list(folded(tree(), text.split())) == expected
