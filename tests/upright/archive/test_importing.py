"""Importing: whole documents, once each."""

from tests.upright.builders import document, item
from upright.archive import queries


def test_an_import_brings_everything_into_force(archive):
    outcome = archive(
        document(
            item("136.1", ("Ratify A", "XAB", "XAC"), ("sign B", "XAC")),
            item("136.2", ("Do C", "XAD", "Nowhere"), position="noted"),
        )
    )

    assert (outcome.kind, outcome.recommendations, outcome.change) == ("new", 3, 1)
    assert queries.totals(None, imagined=True) == queries.Totals(
        reports=1, papers=0, items=2, recommendations=3, attributions=4, states=1
    )
