"""How a recommendation is cited: in UN style, in APA, as BibTeX and as RIS.

Pure functions on one `Citable`. What is cited is the printed document, never
Upright; an imagined document is never cited as the United Nations'.
"""

import re
from dataclasses import dataclass
from datetime import date

COUNCIL = "United Nations Human Rights Council"
IMAGINED_AUTHOR = "Upright demonstration (imagined document)"

_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
# https://ctan.org/pkg/latex: the ten characters LaTeX gives a meaning to.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}


@dataclass(frozen=True, slots=True)
class Citable:
    """A paragraph of a document, as far as a citation needs it."""

    symbol: str  # "A/HRC/28/15"
    citation: str  # "para. 136.12"
    title: str  # of the document, in one line
    published: date | None  # the date printed on the cover
    address: str  # absolute and permanent
    is_imagined: bool = False

    @property
    def author(self) -> str:
        """The body that issued the document."""
        return IMAGINED_AUTHOR if self.is_imagined else COUNCIL


def un_style(citable: Citable) -> str:
    """Return the footnote as the UN's editors write it.

    >>> un_style(Citable("A/HRC/914/15", "para. 136.12", "Report", None, ""))
    'A/HRC/914/15, para. 136.12.'
    """
    imagined = " (imagined document)" if citable.is_imagined else ""
    return f"{citable.symbol}, {citable.citation}{imagined}."


def apa(citable: Citable) -> str:
    """Return the reference in APA style, 7th edition, without its italics."""
    return (
        f"{citable.author}. ({_apa_date(citable.published)}). {citable.title} "
        f"({citable.symbol}), {citable.citation}. {citable.address}"
    )


def bibtex(citable: Citable) -> str:
    """Return one BibTeX entry; its key is made of the symbol and the paragraph."""
    published = citable.published
    fields = {
        "author": f"{{{_latex(citable.author)}}}",
        "title": f"{{{_latex(citable.title)}}}",
        "institution": _latex(citable.author),
        "number": _latex(citable.symbol),
        "year": str(published.year) if published else "",
        "date": published.isoformat() if published else "",
        "note": _latex(_upper_first(citable.citation)),
        "url": citable.address,
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@techreport{{{_key(citable)},\n{''.join(lines)}}}\n"


def ris(citable: Citable) -> str:
    """Return one RIS record, lines ended as its readers expect, with CR LF."""
    published = citable.published
    fields = [
        ("TY", "RPRT"),
        ("AU", citable.author),
        ("TI", citable.title),
        ("PB", citable.author),
        ("SN", citable.symbol),
        ("PY", str(published.year) if published else ""),
        ("DA", published.strftime("%Y/%m/%d") if published else ""),
        ("SP", citable.citation),
        ("UR", citable.address),
    ]
    lines = [f"{tag}  - {value}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n"])


def file_stem(citable: Citable) -> str:
    """Return a file name without ending: `A-HRC-28-15_136.12`."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", _plain(citable)).strip("-")


def symbol_stem(symbol: str) -> str:
    """Return a symbol as part of a file's name: `A-HRC-28-15`.

    >>> symbol_stem("A/HRC/28/15")
    'A-HRC-28-15'
    """
    return re.sub(r"[^A-Za-z0-9._-]+", "-", symbol).strip("-.")


def _apa_date(published: date | None) -> str:
    if published is None:
        return "n.d."
    return f"{published.year}, {_MONTHS[published.month - 1]} {published.day}"


def _plain(citable: Citable) -> str:
    return f"{citable.symbol}_{citable.citation.removeprefix('para. ')}"


def _key(citable: Citable) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", _plain(citable)).strip("-")


def _latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in text)


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
