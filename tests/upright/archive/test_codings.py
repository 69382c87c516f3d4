"""Codings: given on import, kept with their history, decided by people."""

from datetime import timedelta

import pytest

from tests.upright.builders import NOW, document, item
from upr.coding import Scheme, model_version
from upr.records import DocumentKind
from upright.archive.coding_decisions import Decision, decide, known_codes, undo
from upright.archive.coding_queries import (
    After,
    after,
    coding_history,
    codings_of_item,
    decided_codings,
    unsure,
    unsure_count,
)
from upright.archive.errors import CodingError
from upright.archive.models import Change, Coding, Document, Recommendation
from upright.archive.queries import rows_for_index

RATIFY = item("136.1", ("Ratify the Convention against Torture", "XAB"))
CONTINUE = item("136.2", ("Continue to improve the education of girls", "XAC"))
FRENCH = item("136.3", ("Ratifier la Convention contre la torture", "XAB"))
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def coding(settings) -> None:
    """Texts are coded, by the model that is installed."""
    settings.UPRIGHT_CODING = True


def text(key: str = "136.1") -> Recommendation:
    """The text in force of an item with one."""
    return Recommendation.objects.get(item__key=key, until=None)


def decision(scheme: Scheme, *codes: str, key: str = "136.1") -> Decision:
    return Decision(Document.objects.earliest("pk"), key, 1, scheme, codes)


def test_texts_are_coded_when_they_are_archived(archive):
    archive(document(RATIFY, FRENCH))

    [[code, score, coder]] = text().codings["action"]
    assert (code, coder) == ("5", "model")
    assert 0.2 < score <= 1
    assert text().sure_action == score
    assert "Torture and other CID treatment" in {
        code for code, _, _ in text().codings["issues"]
    }
    assert (text("136.3").codings, text("136.3").sure_action) == ({}, None)

    [row] = Coding.objects.all()
    assert (row.model, row.at, row.by, row.since) == (model_version(), NOW, None, 1)
    assert row.codes["action"] == [["5", score]]
    assert Document.objects.get().coded_by == model_version()
    first, french = rows_for_index()
    assert first.codings[0] == ("action", "5", score, "model")
    assert french.codings == ()


def test_a_site_can_leave_texts_uncoded(archive, settings):
    settings.UPRIGHT_CODING = False
    archive(document(RATIFY))

    assert (text().codings, Coding.objects.count()) == ({}, 0)
    assert Document.objects.get().coded_by == ""


def test_an_archive_without_the_extra_is_archived_uncoded(archive, monkeypatch, caplog):
    monkeypatch.setitem(__import__("sys").modules, "upr.coding.weights", None)
    archive(document(RATIFY))

    assert text().codings == {}
    assert "upr.coding.weights is not installed" in caplog.text


def test_what_is_coded_is_not_coded_again(archive, monkeypatch):
    archive(document(RATIFY, CONTINUE))
    [before] = Coding.objects.filter(item_key="136.1")
    coded = []
    monkeypatch.setattr("upr.coding.code", lambda texts, **_: coded.append(texts))

    answered = item("136.1", ("Ratify the Convention against Torture", "XAB"))
    archive(document(answered, CONTINUE, name="again.pdf", reissued=True))

    assert coded == []
    assert Coding.objects.get(item_key="136.1") == before


def test_other_words_are_coded_and_the_old_coding_is_kept(archive, correct):
    archive(document(RATIFY))
    correct("136.1", "text", "Consider ratifying the Convention", order=1)

    old, new = Coding.objects.order_by("since")
    assert (old.until, new.until) == (2, None)
    assert (old.codes["action"][0][0], new.codes["action"][0][0]) == ("5", "3")
    assert text().codings["action"][0][0] == "3"


def test_a_draft_that_gives_way_takes_its_codings_along(archive):
    archive(
        document(RATIFY, symbol="A/HRC/WG.6/21/L.1", kind=DocumentKind.DRAFT_REPORT)
    )
    archive(document(RATIFY))

    assert list(Coding.objects.values_list("document__kind", "until")) == [
        ("draft_report", 2),
        ("report", None),
    ]


def test_a_decision_replaces_what_the_model_gives_in_its_scheme_alone(archive, staff):
    archive(document(RATIFY))
    before = text()

    row = decide(decision(Scheme.ACTION, "4"), LATER, staff)

    assert text().codings["action"] == [["4", 1.0, "person"]]
    assert text().codings["issues"] == before.codings["issues"]
    assert (text().sure_action, text().sure_issues) == (None, before.sure_issues)
    assert (row.since, row.by, row.at) == (2, staff, LATER)
    change = Change.objects.get(pk=2)
    assert (change.kind, change.by, change.note) == (
        "coding",
        staff,
        "A/HRC/901/1 136.1, action",
    )
    before.refresh_from_db()
    assert (before.until, text().since) == (2, 2)
    assert [one.printed_name for one in text().attributions.all()] == ["Brevania"]


def test_no_code_at_all_is_a_decision_too(archive, staff):
    archive(document(CONTINUE))
    assert "groups" in text("136.2").codings

    decide(decision(Scheme.GROUPS, key="136.2"), NOW, staff)

    assert "groups" not in text("136.2").codings
    assert text("136.2").sure_groups is None


def test_the_same_decision_again_changes_nothing(archive, staff):
    archive(document(RATIFY))
    first = decide(decision(Scheme.ACTION, "4"), NOW, staff)

    assert decide(decision(Scheme.ACTION, "4"), LATER, staff) == first
    assert Change.objects.count() == 2


def test_what_is_taken_back_gives_way_to_what_was_before(archive, staff):
    archive(document(RATIFY))
    given = text().codings
    decide(decision(Scheme.ACTION, "4"), NOW, staff)
    second = decide(decision(Scheme.ACTION, "3"), NOW, staff)

    first = undo(second, LATER, staff)

    assert first is not None
    assert text().codings["action"] == [["4", 1.0, "person"]]
    assert undo(first, LATER, staff) is None
    assert text().codings == given
    with pytest.raises(CodingError, match="not in force any more"):
        undo(first, LATER, staff)
    history = coding_history(Document.objects.get(), "136.1", 1)
    assert [(row.coder, row.since, row.until) for row in history] == [
        ("model", 1, None),
        ("person", 2, 3),
        ("person", 3, 4),
        ("person", 4, 5),
    ]


@pytest.mark.parametrize(
    ("scheme", "codes", "why"),
    [
        (Scheme.ACTION, ["6"], "No code of this scheme: 6."),
        (Scheme.ACTION, ["4", "5"], "one action category"),
        (Scheme.ACTION, [], "one action category"),
        (Scheme.ISSUES, ["Womens' rights"], "No code of this scheme"),
    ],
)
def test_what_cannot_be_is_refused(archive, staff, scheme, codes, why):
    archive(document(RATIFY))

    with pytest.raises(CodingError, match=why):
        decide(decision(scheme, *codes), NOW, staff)
    with pytest.raises(CodingError, match="no such recommendation"):
        decide(decision(Scheme.ACTION, "5", key="136.9"), NOW, staff)
    assert Change.objects.count() == 1


def test_every_scheme_has_its_codes():
    assert [len(known_codes(scheme)) for scheme in Scheme] == [5, 54, 12, 17, 169]


def test_a_decision_stays_through_a_reading_and_a_correction(archive, staff, correct):
    archive(document(RATIFY))
    decide(decision(Scheme.ACTION, "4"), NOW, staff)
    archive(document(RATIFY, CONTINUE, reissued=True))
    assert text().codings["action"] == [["4", 1.0, "person"]]

    correct("136.1", "number", "136.7")
    correct("136.1", "text", "Consider the Convention", order=1)

    assert text("136.7").codings["action"] == [["4", 1.0, "person"]]
    found = codings_of_item(Document.objects.get(), "136.1")[1]
    assert found.is_of_other_words("action", text("136.7").text) is True
    assert found.is_of_other_words("issues", text("136.7").text) is False
    assert list(decided_codings()) == []  # of other words: no example to learn from


def test_decisions_are_given_with_the_words_they_are_of(archive, staff):
    archive(document(RATIFY, CONTINUE))
    row = decide(decision(Scheme.ACTION, "4", key="136.2"), NOW, staff)

    assert list(decided_codings()) == [(CONTINUE.recommendations[0].text, row)]


def test_the_codings_of_an_item_as_of_a_version(archive, staff):
    archive(document(RATIFY))
    decide(decision(Scheme.ACTION, "4"), NOW, staff)
    report = Document.objects.get()

    now, then = codings_of_item(report, "136.1"), codings_of_item(report, "136.1", 1)

    assert (list(now[1].decided), list(then[1].decided)) == (["action"], [])
    assert now[1].model == then[1].model != None  # noqa: E711 -- one chain
    assert codings_of_item(report, "136.9") == {}


def test_the_least_sure_come_first_and_page_by_page(archive, staff):
    archive(document(RATIFY, CONTINUE, FRENCH))
    for key, score in (("136.1", 0.9), ("136.2", 0.4)):
        Recommendation.objects.filter(item__key=key).update(sure_action=score)

    [first] = unsure(Scheme.ACTION, imagined=True, size=1)
    [second] = unsure(Scheme.ACTION, imagined=True, after=after(first, Scheme.ACTION))

    assert (first.item.key, second.item.key) == ("136.2", "136.1")
    assert after(first, Scheme.ACTION) == After(0.4, first.pk)
    assert unsure(Scheme.ACTION, after=None) == []  # of real States none are here
    assert unsure_count(Scheme.ACTION, imagined=True) == 1
    decide(decision(Scheme.ACTION, "2", key="136.2"), NOW, staff)
    assert [row.item.key for row in unsure(Scheme.ACTION, imagined=True)] == ["136.1"]


def test_pages_of_equal_scores_miss_nobody(archive):
    texts = [item(f"136.{n}", (f"Ratify treaty {n}", "XAB")) for n in range(1, 6)]
    archive(document(*texts))
    Recommendation.objects.update(sure_action=0.5)

    seen, place = [], None
    while page := unsure(Scheme.ACTION, imagined=True, after=place, size=2):
        seen += [row.item.key for row in page]
        place = after(page[-1], Scheme.ACTION)

    assert seen == [f"136.{n}" for n in range(1, 6)]
