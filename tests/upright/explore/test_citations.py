from dataclasses import replace
from datetime import date

from upright.explore.citations import Citable, apa, bibtex, file_stem, ris, un_style

CITED = Citable(
    symbol="A/HRC/914/15",
    citation="para. 136.12",
    title="Report of the Working Group: Aldoria",
    published=date(2014, 12, 10),
    address="https://upright.example/recommendations/A/HRC/914/15/136.12/?v=7",
)


def test_un_style_is_symbol_and_paragraph():
    assert un_style(CITED) == "A/HRC/914/15, para. 136.12."


def test_un_style_says_that_a_document_is_imagined():
    assert (
        un_style(replace(CITED, is_imagined=True))
        == "A/HRC/914/15, para. 136.12 (imagined document)."
    )


def test_apa_has_author_date_title_symbol_and_address():
    assert apa(CITED) == (
        "United Nations Human Rights Council. (2014, December 10). "
        "Report of the Working Group: Aldoria (A/HRC/914/15), para. 136.12. "
        "https://upright.example/recommendations/A/HRC/914/15/136.12/?v=7"
    )


def test_apa_without_a_date_says_so():
    assert apa(replace(CITED, published=None)).split(". ")[1] == "(n.d.)"


def test_bibtex_is_one_entry():
    assert bibtex(CITED) == (
        "@techreport{A-HRC-914-15-136-12,\n"
        "  author = {{United Nations Human Rights Council}},\n"
        "  title = {{Report of the Working Group: Aldoria}},\n"
        "  institution = {United Nations Human Rights Council},\n"
        "  number = {A/HRC/914/15},\n"
        "  year = {2014},\n"
        "  date = {2014-12-10},\n"
        "  note = {Para. 136.12},\n"
        "  url = {https://upright.example/recommendations/A/HRC/914/15/136.12/?v=7},\n"
        "}\n"
    )


def test_bibtex_escapes_what_latex_gives_a_meaning():
    lines = bibtex(replace(CITED, title="50 % & {more}_#1")).splitlines()
    assert lines[2] == r"  title = {{50 \% \& \{more\}\_\#1}},"


def test_ris_is_one_record_with_windows_line_ends():
    assert ris(CITED).split("\r\n") == [
        "TY  - RPRT",
        "AU  - United Nations Human Rights Council",
        "TI  - Report of the Working Group: Aldoria",
        "PB  - United Nations Human Rights Council",
        "SN  - A/HRC/914/15",
        "PY  - 2014",
        "DA  - 2014/12/10",
        "SP  - para. 136.12",
        "UR  - https://upright.example/recommendations/A/HRC/914/15/136.12/?v=7",
        "ER  - ",
        "",
    ]


def test_an_imagined_document_is_never_cited_as_the_united_nations():
    imagined = replace(CITED, is_imagined=True)
    everything = apa(imagined) + bibtex(imagined) + ris(imagined)
    assert everything.count("United Nations") == 0


def test_file_stem_holds_nothing_a_file_system_minds():
    cited = replace(CITED, citation="para. 95, recommendation 1")
    assert file_stem(cited) == "A-HRC-914-15_95-recommendation-1"
