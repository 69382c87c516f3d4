"""Word files of imagined reports, small, for the real reader: made without a library.

Paragraphs and nothing else; `report(n)` gives another file for each n.
"""

import io
import zipfile
from xml.sax.saxutils import escape

TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.\
openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/\
relationships/officeDocument" Target="word/document.xml"/></Relationships>"""
BODY = """<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body>{}</w:body></w:document>"""
PARAGRAPH = '<w:p><w:r>{}<w:t xml:space="preserve">{}</w:t></w:r></w:p>'
HEADINGS = ("Report of", "Aldoria", "Introduction", "I.", "II.")
ITEMS = 12


def report(number: int) -> bytes:
    """A report on Aldoria, A/HRC/931/NUMBER, with ITEMS recommendations."""
    lines = [
        "United Nations",
        f"A/HRC/931/{number}",
        "General Assembly",
        "Distr.: General 21 December 2015 Original: English",
        "Human Rights Council",
        "Agenda item 6",
        "Universal periodic review",
        "Report of the Working Group on the Universal Periodic Review",
        "Aldoria",
        "Introduction",
        "1. The Working Group on the Universal Periodic Review, established in "
        "accordance with Human Rights Council resolution 5/1, held its twenty-first "
        "session from 19 to 30 January 2015. The review of Aldoria was held at the "
        "7th meeting, on 22 January 2015. At its 10th meeting, held on 27 January "
        "2015, the Working Group adopted the report on Aldoria.",
        "I. Summary of the proceedings of the review process",
        "2. The delegation thanked all delegations.",
        "II. Conclusions and/or recommendations",
        "3. The following recommendations enjoy the support of Aldoria:",
        *(
            f"3.{at} Teach year {at} of report {number} to every pupil (Brevania);"
            for at in range(1, ITEMS)
        ),
        f"3.{ITEMS} Publish what was decided (Corvalia, Dunmere).",
        "4. All conclusions and/or recommendations contained in the present report "
        "reflect the position of the submitting State(s) and/or the State under "
        "review. They should not be construed as endorsed by the Working Group as a "
        "whole.",
    ]
    body = "".join(PARAGRAPH.format(_weight(line), escape(line)) for line in lines)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", BODY.format(body)),
        ):
            # Dated 1980, not now: the same report has the same bytes.
            package.writestr(zipfile.ZipInfo(name), part)
    return file.getvalue()


def _weight(line: str) -> str:
    return "<w:rPr><w:b/></w:rPr>" if line.startswith(HEADINGS) else ""
