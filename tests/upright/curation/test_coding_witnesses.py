"""What other databases say beside a text to be coded, and where it is hidden."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.upright.builders import NOW
from tests.upright.curation.coding import coder, round_of
from tests.upright.curation.test_coding_views import at
from tests.upright.witnesses.exports import (
    CHILDREN,
    PRISONS,
    report,
    row,
    uhri,
    uhri_file,
    upr_info,
)
from upr.coding import Scheme
from upright.archive.models import Recommendation
from upright.curation.coding_witnesses import said_elsewhere
from upright.witnesses.importing import import_export
from upright.witnesses.models import Tie

pytestmark = pytest.mark.django_db

SAID = "//p[@class='elsewhere']"


@pytest.fixture
def recorded(archive, states, tmp_path):
    """A report of three items; others record the first, twice by UPR Info."""
    archive(report())
    rows = (row(CHILDREN), row(CHILDREN, "Chile", issue="Rights of the Child,Women"))
    import_export(upr_info(tmp_path / "upr-info.csv", *rows), lambda: NOW)
    objects = uhri(AffectedPersons=["- Children"], Sdgs=["16", "16.2"])
    import_export(uhri_file(tmp_path / "uhri.json", objects), lambda: NOW)


@pytest.fixture
def said(recorded, client):
    """What stands beside the first text of a round, as who codes sees it."""

    def said(scheme: Scheme = Scheme.ACTION, **fields: object) -> list[str]:
        client.force_login(coder(f"ann{scheme.value}"))
        response = client.get(at(round_of(scheme, **fields)))
        assert response.status_code == 200
        page: Any = html.fromstring(response.content.decode())
        assert page.xpath("string(//blockquote)").startswith(CHILDREN)
        return [" ".join(one.text_content().split()) for one in page.xpath(SAID)]

    return said


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (Scheme.ACTION, ["UPR Info: 4"]),
        (Scheme.ISSUES, ["UPR Info: Rights of the Child, Women"]),
        (Scheme.GROUPS, ["Universal Human Rights Index: Children"]),
        (Scheme.SDG_GOALS, ["Universal Human Rights Index: 16"]),
        (Scheme.SDG_TARGETS, ["Universal Human Rights Index: 16.2"]),
    ],
)
def test_what_others_say_in_the_scheme_stands_beside_the_text(said, scheme, expected):
    assert said(scheme) == expected


@pytest.mark.parametrize(
    "hidden", [{"shows_model": False}, {"hides_states": True}], ids=str
)
def test_a_blind_round_shows_nothing_of_it(said, hidden):
    assert said(**hidden) == []


def test_what_is_tied_in_doubt_is_not_shown(recorded, said):
    Tie.objects.update(sure=0.5)

    assert said() == []


def test_a_text_that_nobody_records_has_nothing_beside_it(recorded):
    text = Recommendation.objects.get(text__startswith=PRISONS, until=None)

    assert said_elsewhere(Scheme.ACTION, text) == []


def test_queries_do_not_grow_with_records(archive, states, tmp_path, client):
    archive(report())
    client.force_login(coder("ann"))
    address = at(round_of())

    def asked(number: int) -> int:
        rows = [row(CHILDREN, by) for by in ("Norway", "Chile", "Peru")[:number]]
        path = upr_info(tmp_path / f"upr-info-{number}.csv", *rows)
        import_export(path, lambda: NOW)
        with CaptureQueriesContext(connection) as queried:
            assert client.get(address).status_code == 200
        return len(queried)

    asked(1)  # what is asked once in the life of a process
    assert asked(1) == asked(3)
