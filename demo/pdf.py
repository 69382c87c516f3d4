"""Sets a composed paper as PDF, with typst."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from demo.composition import Composed

FOLDER = Path(__file__).parent


@cache
def _compiler() -> typst.Compiler:
    # Only the typesetter's own fonts: a paper has the same bytes on every machine.
    return typst.Compiler(
        str(FOLDER / "layout.typ"), root=str(FOLDER), ignore_system_fonts=True
    )


def pdf_bytes(paper: Composed) -> bytes:
    """The paper as a PDF; the same paper gives the same bytes."""
    words = json.dumps(paper.plain(), ensure_ascii=False)
    made = datetime.fromisoformat(paper.cover["date"]).replace(tzinfo=UTC)
    pdf = _compiler().compile(
        format="pdf", sys_inputs={"paper": words}, timestamp=int(made.timestamp())
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no PDF")
    return pdf
