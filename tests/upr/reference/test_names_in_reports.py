"""Every list of States in section II of the real reports is wholly known."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from upr.reference.states import is_states_list, split_names

CORPUS = Path(
    os.environ.get("UPR_CORPUS", Path(__file__).parents[4] / "shared" / "corpus")
)
BRACKET = re.compile(r"\(((?:[^()]|\([^()]*\)){2,600})\)")
HEADING = re.compile(r"conclusions\s+and/?\s*(?:or)?\s+recommendations", re.IGNORECASE)

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not CORPUS.is_dir(),
        reason=f"the real reports are not here: {CORPUS}",
    ),
]


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))


def brackets_in_section_two(path: Path) -> Iterator[str]:
    text = text_of(path)
    headings = [match.end() for match in HEADING.finditer(text)]
    start = headings[1] if len(headings) > 1 else len(text) // 2
    yield from (match[1] for match in BRACKET.finditer(text, start))


def test_names_in_lists_of_states_are_known():
    names, doubtful = 0, set()
    for path in sorted((CORPUS / "reports").glob("*.pdf")):
        for bracket in filter(is_states_list, brackets_in_section_two(path)):
            for name in split_names(bracket):
                names += 1
                if not name.is_known:
                    doubtful.add((path.stem, name.name))
    assert doubtful == set()
    assert names > 20_000
