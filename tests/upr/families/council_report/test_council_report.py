"""Chapter VI of the Council's report, on imagined States."""

from datetime import date

from upr.families import council_report, papers
from upr.reading.lines import Line, Printed, Zone
from upr.records import Document, DocumentKind, Source

COVER = """
Human Rights Council
Twenty-eighth session
Report of the Human Rights Council on its twenty-eighth
session
United Nations A/HRC/914/2
General Assembly Distr.: General
7 May 2019
"""
OPENING = """
201. The review of {name} was held on 28 October 2014 in conformity with all the
relevant provisions, and was based on the following documents:
(a) The national report submitted by {name} (A/HRC/WG.6/20/XAA/1);
202. At its 54th meeting, on 26 March 2015, the Human Rights Council considered and
adopted the outcome of the review of {name} (see sect. C below).
203. The outcome of the review of {name} comprises the report of the Working
Group on the Universal Periodic Review (A/HRC/914/{number}), the views of the State
under review and its replies (see also A/HRC/914/{number}/Add.1).
"""
VIEWS = """
1. Views expressed by the State under review on the recommendations and/or
conclusions, its voluntary commitments and the outcome
204. Aldoria had supported 98 recommendations and noted 2.
205. It had now accepted recommendations 98.4 and 98.7. It was not in a position to
accept two recommendations (9 and 10) in paragraph 98 of the report.
206. Aldoria could not accept the recommendation to abolish the tax on salt. The tax
paid for the harbours.
2. Views expressed by Member and observer States of the Council on the review
outcome
207. Brevania thanked Aldoria for having accepted recommendation 98.1.
3. General comments made by other stakeholders
208. The League of the Coast regretted that recommendation 98.2 was not accepted.
4. Concluding remarks of the State under review
209. The delegation thanked all States.
Brevania
"""
SECOND = """
210. The review of Brevania was held on 29 October 2014 in conformity with all the
relevant provisions.
211. At its 55th meeting, on 27 March 2015, the Council considered and adopted the
outcome of the review of Brevania (see sect. C below).
212. The outcome comprises the report of the Working Group on the Universal Periodic
Review (A/HRC/914/6 and Corr.1).
213. The Vice-President said that Brevania had sent its position in writing.
B. General debate on agenda item 6
214. At its 56th meeting the Council held a general debate.
"""
WHOLE = (
    "VI. Universal periodic review ........ 200–220 70\n"
    "I. Resolutions\n"
    "1. A resolution was adopted.\n"
    "VI. Universal periodic review\n"
    "200. The Council considered the outcomes.\n"
    "A. Consideration of universal periodic review outcomes\n"
    "Aldoria\n"
    + OPENING.format(name="Aldoria", number=15)
    + VIEWS
    + SECOND
    + "VII. Human rights situation\n"
    "215. Nothing of this is read.\n"
)


def read(text: str) -> Document:
    lines = [Line(words, 1) for words in COVER.strip().split("\n")]
    for page, words in enumerate(text.strip().split("\n"), start=20):
        lines.append(Line(words, page // 10, bold=words.startswith("B. ")))
        if page % 10 == 0:
            lines.append(Line("A/HRC/914/2", page // 10, zone=Zone.FURNITURE))
    source = Source("a.pdf", "0" * 64, "application/pdf", 9, "1", "")
    printed = Printed(source.media_type, 9, tuple(line for line in lines if line.text))
    paper = papers.parse(printed, DocumentKind.COUNCIL_REPORT, source)
    return council_report.read(printed, paper)


def test_each_review_has_its_outcome():
    first, second = read(WHOLE).outcomes
    assert (first.state, first.name, first.report) == ("XAA", "Aldoria", "A/HRC/914/15")
    assert (first.held, first.adopted) == (date(2014, 10, 28), date(2015, 3, 26))
    assert (second.state, second.report) == ("XAB", "A/HRC/914/6")
    assert (first.paragraph, second.paragraph) == ("201", "210")


def test_the_session_of_the_working_group_is_told_by_the_days_of_the_reviews():
    assert read(WHOLE).facts.session == 20
    other = WHOLE.replace("held on 29 October 2014", "held on 16 February 2010")
    assert read(other).facts.session is None


def test_what_the_state_said_is_kept_with_its_paragraphs():
    comments = read(WHOLE).comments
    assert [(one.paragraph, one.state) for one in comments] == [
        ("204", "XAA"),
        ("205", "XAA"),
        ("206", "XAA"),
        ("209", "XAA"),
        ("213", "XAB"),
    ]
    assert comments[1].about == ("98.4", "98.7", "98.9", "98.10")
    assert comments[3].text == "The delegation thanked all States."


def test_positions_are_taken_where_items_are_named_by_number():
    statements = read(WHOLE).statements
    assert [
        (one.state, one.items, one.value.value, one.paragraph) for one in statements
    ] == [
        ("XAA", ("98.4", "98.7"), "supported", "205"),
        ("XAA", ("98.9", "98.10"), "noted", "205"),
    ]


def test_positions_on_what_is_described_in_words_are_left_over():
    (leftover,) = read(WHOLE).leftovers
    assert leftover.text == (
        "Aldoria could not accept the recommendation to abolish the tax on salt."
    )
    assert leftover.why.startswith("Aldoria, paragraph 206: ")


def test_the_paper_is_about_no_one_state_and_its_checks_pass():
    document = read(WHOLE)
    assert (document.state, document.symbol) == (None, "A/HRC/914/2")
    assert document.source.layout == "chapter VI, by State"
    assert [check.name for check in document.checks if not check.passed] == []


def test_an_unknown_state_is_told():
    document = read(WHOLE.replace("The review of Brevania", "The review of Atlantis"))
    assert [check.name for check in document.checks if not check.passed] == [
        "known_states"
    ]
    assert document.outcomes[1].state is None


def test_a_session_without_outcomes_gives_nothing():
    document = read("I. Resolutions\n1. A resolution was adopted.")
    assert (document.outcomes, document.comments, document.leftovers) == ((), (), ())
    assert document.source.layout == ""
