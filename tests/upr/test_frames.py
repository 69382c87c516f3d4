import subprocess
import sys

import pytest

import upr
from tests.upr.exchange.test_exports import UPR_INFO
from tests.upr.papers_written import REPORT
from tests.upr.pdf_builders import pdf
from upr.errors import MissingExtraError


def test_a_document_is_a_frame() -> None:
    frame = upr.to_frame(upr.read(pdf(*REPORT)))

    assert list(frame.paragraph) == ["4.1", "4.2", "4.3", "5.1"]
    assert frame.states.iloc[0] == ["XAB", "XAC"]
    assert (str(frame.page.dtype), len(frame.explode("states"))) == ("Int64", 5)


def test_an_export_is_a_frame(tmp_path) -> None:
    (tmp_path / "a.csv").write_text(UPR_INFO, encoding="utf-8")
    frame = upr.to_frame(upr.load(tmp_path / "a.csv"))

    assert list(frame.state) == ["XAA", "CIV", "XAA"]
    assert list(frame.state_name) == ["Aldoria", "Côte d’Ivoire", "Aldoria"]
    assert (frame.action.sum(), frame.session.isna().sum()) == (9, 1)


def test_without_pandas_the_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['pandas'] = None\n"
        "import upr\n"
        "try: upr.to_frame(None)\n"
        "except upr.UprError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout == (
        "pandas is needed for frames and is not installed: "
        "pip install 'upright[frame]'.\n"
    )
    assert issubclass(MissingExtraError, upr.UprError)


def test_loading_what_is_no_export_is_an_error(tmp_path) -> None:
    (tmp_path / "a").write_text("a,b\n1,2\n")

    with pytest.raises(upr.UprError, match="no export that is known here: a, b"):
        upr.load(tmp_path / "a")
