"""A site that codes by a model of its own."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from tests.upright.builders import document, item
from upr import coding
from upr.coding import weights
from upr.coding.unseen_wordings import version_with
from upright.archive.coding import code, model_problem, model_version
from upright.archive.coding_queries import coding_state
from upright.archive.models import Coding, Document

OWN = "9-0a1b2c3d"


@pytest.fixture
def own(tmp_path: Path, settings) -> Path:
    """A model with a version of its own, which no setting names yet."""
    settings.UPRIGHT_CODING = True
    path = tmp_path / "own.npz"
    path.write_bytes(weights.packed(replace(weights.installed(), version=OWN)))
    return path


def refused() -> list[str]:
    """What the checks say of the model."""
    return [str(one.msg) for one in run_checks() if one.id == "upright.E001"]


def test_the_model_that_is_named_codes(own, settings):
    settings.UPRIGHT_CODING_MODEL = own
    [codes] = code(["Ratify the Convention against Torture"])
    assert (model_version(), codes.model) == (version_with(OWN),) * 2
    assert (model_problem(), refused()) == ("", [])


@pytest.mark.django_db
def test_recode_codes_anew_by_the_model_that_is_named_and_back(
    own, settings, archive, capsys
):
    archive(document(item("136.1", ("Ratify the Convention against Torture", "XAB"))))
    assert coding_state().waiting == 0
    for named, version in ((own, version_with(OWN)), (None, coding.model_version())):
        settings.UPRIGHT_CODING_MODEL = named
        assert coding_state()[:2] == (version, 1)
        call_command("recode")
        assert capsys.readouterr().out == (
            f"1 recommendations in 1 documents coded by the model {version}.\n"
        )
        assert Coding.objects.get(until=None).model == version
        assert Document.objects.get().coded_by == version
        assert coding_state().waiting == 0


@pytest.mark.parametrize("data", [None, b"", b"no model"])
def test_a_file_that_is_no_model_is_refused_and_nothing_is_coded(own, settings, data):
    path = own.with_name("broken.npz")
    if data is not None:
        path.write_bytes(data)
    settings.UPRIGHT_CODING_MODEL = path
    assert model_version() == ""
    [said] = refused()
    assert said == model_problem()
    assert said.startswith(
        f"UPRIGHT_CODING_MODEL names {path}, which cannot be used. The"
    )


def test_a_site_that_does_not_code_needs_no_model(own, settings):
    settings.UPRIGHT_CODING = False
    settings.UPRIGHT_CODING_MODEL = own.with_name("none.npz")
    assert refused() == []
