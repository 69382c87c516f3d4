"""Small Word files, written by hand."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "hdr",
    "footer": "ftr",
}


def docx(body: str, **parts: str) -> bytes:
    """A Word file; `parts` (styles, numbering, footnotes, header, ...) hold XML."""
    return package(package_parts(body, **parts))


def package_parts(body: str, **parts: str) -> dict[str, bytes]:
    """The parts of a Word file, by name."""
    links = "".join(_link(kind, f"{kind}.xml") for kind in parts)
    made = {
        "_rels/.rels": _relations(_link("officeDocument", "word/document.xml")),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations(links),
    }
    for kind, xml in parts.items():
        made[f"word/{kind}.xml"] = _part(_ROOTS[kind], xml)
    return made


def package(parts: Mapping[str, bytes]) -> bytes:
    """A zip package with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return file.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph; runs without markup become plain text."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return (
        f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph in a list."""
    numbered = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )
    return paragraph(text, properties=numbered)


def table(*rows: tuple[str, ...]) -> str:
    """A table; cells hold paragraphs or text."""
    return "<w:tbl>" + "".join(map(_row, rows)) + "</w:tbl>"


def level(place: int, text: str, kind: str = "decimal", more: str = "") -> str:
    """A level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    """An abstract list."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
    )


def num(number: int, of: int, more: str = "") -> str:
    """A list that uses an abstract one."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def _row(cells: tuple[str, ...]) -> str:
    inner = "".join(
        f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>"
        for cell in cells
    )
    return f"<w:tr>{inner}</w:tr>"


def _part(root: str, xml: str) -> bytes:
    return f"{_DECLARATION}<w:{root} {_NAMES}>{xml}</w:{root}>".encode()


def _relations(links: str) -> bytes:
    xml = f'{_DECLARATION}<Relationships xmlns="{_RELS}">{links}</Relationships>'
    return xml.encode()


def _link(kind: str, target: str) -> str:
    return f'<Relationship Id="r-{kind}" Type="{_RELATION}/{kind}" Target="{target}"/>'
