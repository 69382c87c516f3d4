"""The source of translations has every text of the screens, and no other."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import upright

ROOT: Final = Path(upright.__file__).parent
SOURCE: Final = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
WORDS: Final[dict[str, Any]] = {  # what marks a text, and which of its arguments it is
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
ALIAS: Final = re.compile(r"\w*gettext\w* as (?!_\b)\w+")


def screens() -> list[Path]:
    return [
        path
        for path in ROOT.rglob("*")
        if path.suffix in {".py", ".html", ".txt"} and "static" not in path.parts
    ]


def texts_of(path: Path) -> Iterator[tuple[str | None, Any]]:
    text = path.read_text()
    if path.suffix == ".py":
        found = extract("python", io.BytesIO(text.encode()), WORDS)
    else:  # what Django makes of a template is no Python; this reads less strictly
        made = templatize(text)
        found = extract("javascript", io.BytesIO(made.encode()), WORDS)
    return ((context, message) for _line, message, _comments, context in found)


def test_the_source_of_translations_has_the_texts_of_the_screens():
    # Made anew by the command that stands at its top.
    shown = {text for path in screens() for text in texts_of(path)}
    with SOURCE.open("rb") as opened:
        listed = {(one.context, one.id) for one in read_po(opened) if one.id}

    assert len(shown) > 1000
    assert shown - listed == set()
    assert listed - shown == set()


def test_nothing_in_it_is_fuzzy_or_given_up():
    with SOURCE.open("rb") as opened:
        catalogue = read_po(opened)

    assert [one.id for one in catalogue if one.id and one.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_texts_are_marked_by_names_that_are_looked_for():
    python = [path for path in screens() if path.suffix == ".py"]
    found = {path.name: ALIAS.findall(path.read_text()) for path in python}
    assert {name: aliases for name, aliases in found.items() if aliases} == {}
