"""Sets a composed paper as a Word file, numbered by numbering.xml as the UN's are."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from demo.composition import Block, Composed, Inline, Mark

PARAGRAPHS = 1  # the list that numbers paragraphs, and items under them
BULLETS = 2
LEVELS = {"paragraph": (PARAGRAPHS, 0), "item": (PARAGRAPHS, 1), "bullet": (BULLETS, 0)}
FOOTNOTES_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
)
FOOTER = "Imagined document · written for demonstration"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip file can hold

NUMBERING = f"""
<w:numbering {nsdecls("w")}>
  <w:abstractNum w:abstractNumId="1">
    <w:multiLevelType w:val="multilevel"/>
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
      <w:suff w:val="tab"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
      <w:suff w:val="tab"/><w:lvlText w:val="%1.%2"/><w:lvlJc w:val="left"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="2">
    <w:multiLevelType w:val="hybridMultilevel"/>
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
      <w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>
"""

SEPARATORS = f"""
<w:footnotes {nsdecls("w")}>
  <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>
  </w:footnote>
  <w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>
    <w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>
"""


class WordFile:
    """A Word file in the making."""

    def __init__(self, paper: Composed) -> None:
        """Begin an empty file for `paper`."""
        self.paper = paper
        self.document: Document = docx.Document()
        self.footnotes = parse_xml(SEPARATORS)
        self.note_count = 0
        normal = self.document.styles["Normal"]
        normal.font.name = "Times New Roman"
        normal.font.size = Pt(10)
        self._number()

    def _number(self) -> None:
        numbering = self.document.part.numbering_part.element
        for child in list(numbering):
            numbering.remove(child)
        for child in list(parse_xml(NUMBERING)):
            numbering.append(child)

    def add(self, block: Block) -> None:
        """Set one block."""
        if block.kind == "annex":
            _break_page(self.document)
        paragraph = self.document.add_paragraph()
        if block.kind in LEVELS:
            _set_level(paragraph, *LEVELS[block.kind])
        elif block.number:
            paragraph.add_run(f"{block.number}\t").bold = block.bold
        bold = block.bold or block.kind == "annex"
        self.runs(paragraph, block.inline, bold=bold)
        paragraph.paragraph_format.space_after = Pt(6)
        paragraph.paragraph_format.left_indent = Cm(_indent_cm(block.kind))

    def runs(self, paragraph: Paragraph, inline: Inline, *, bold: bool) -> None:
        """Set words and footnotes in `paragraph`."""
        for part in inline:
            if isinstance(part, Mark):
                self._footnote(paragraph, part)
            else:
                paragraph.add_run(part).bold = bold

    def _footnote(self, paragraph: Paragraph, mark: Mark) -> None:
        self.note_count += 1
        number = str(self.note_count)
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), number)
        run._r.append(reference)  # python-docx has no footnotes of its own
        if not mark.mark.isdigit():
            reference.set(qn("w:customMarkFollows"), "1")
            run.add_text(mark.mark)
        self.footnotes.append(_footnote_element(number, mark))

    def bytes(self) -> bytes:
        """The file; the same paper gives the same bytes."""
        part = Part(
            PackURI("/word/footnotes.xml"),
            FOOTNOTES_TYPE,
            etree.tostring(self.footnotes, encoding="UTF-8", standalone=True),
            self.document.part.package,
        )
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        buffer = io.BytesIO()
        self.document.save(buffer)
        return _repacked(buffer.getvalue())


def _set_level(paragraph: Paragraph, number: int, level: int) -> None:
    numbering = parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
        f'<w:numId w:val="{number}"/></w:numPr>'
    )
    paragraph._p.get_or_add_pPr().append(numbering)  # no public way


def _break_page(document: Document) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _indent_cm(kind: str) -> float:
    return {"paragraph": 2.0, "item": 3.0, "lettered": 3.0, "inset": 3.9}.get(kind, 2.0)


def _footnote_element(number: str, mark: Mark) -> Any:
    own_mark = "<w:footnoteRef/>" if mark.mark.isdigit() else f"<w:t>{mark.mark}</w:t>"
    element = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:r><w:rPr>'
        f'<w:vertAlign w:val="superscript"/></w:rPr>{own_mark}</w:r>'
        f'<w:r><w:t xml:space="preserve"></w:t></w:r></w:p></w:footnote>'
    )
    texts = element.findall(f".//{qn('w:t')}")
    texts[-1].text = f" {mark.text}"
    return element


def _repacked(data: bytes) -> bytes:
    """The package with fixed moments and order, so that its bytes are fixed too."""
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=_package_order):
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), 8)
    return buffer.getvalue()


def _package_order(name: str) -> tuple[bool, str]:
    return name != "[Content_Types].xml", name


def _cover(word: WordFile) -> None:
    cover, symbol = word.paper.cover, word.paper.symbol
    table = word.document.add_table(rows=2, cols=2)
    cells = [
        "United Nations",
        symbol + cover["star"],
        "General Assembly",
        f"Distr.: General\n{cover['distributed']}\n\nOriginal: {cover['original']}",
    ]
    for place, text in enumerate(cells):
        table.cell(*divmod(place, 2)).text = text
    lines = [cover["session"], cover["session_dates"], cover["agenda"]]
    for line in [*filter(None, lines), "Universal periodic review"]:
        word.document.add_paragraph(line)
    title = word.document.add_paragraph()
    title.add_run(cover["title"]).bold = True
    notes = " ".join([*cover["notes"], cover["imagined"]]).removeprefix("* ")
    word.runs(title, (Mark("*", notes),), bold=True)
    word.document.add_paragraph().add_run(cover["state"]).bold = True
    _break_page(word.document)


def _furniture(word: WordFile) -> None:
    section = word.document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = word.paper.symbol
    section.footer.paragraphs[0].text = f"{word.paper.cover['job']}\t{FOOTER}"
    section.first_page_footer.paragraphs[0].text = word.paper.cover["job"]


def docx_bytes(paper: Composed) -> bytes:
    """The paper as a Word file; the same paper gives the same bytes."""
    word = WordFile(paper)
    made = datetime.fromisoformat(paper.cover["date"]).replace(tzinfo=UTC)
    properties = word.document.core_properties
    properties.author = "Upright demonstration"
    properties.title = f"{paper.symbol} {paper.cover['title']}"
    properties.comments = paper.cover["imagined"]
    properties.created = properties.modified = made
    _cover(word)
    for block in paper.blocks:
        word.add(block)
    _furniture(word)
    return word.bytes()
