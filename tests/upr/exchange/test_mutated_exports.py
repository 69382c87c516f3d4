"""Files with bytes changed at random: rows, rows with reasons, or an error of ours."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.upr.exchange.test_saving import RECORD
from upr.errors import ExportError
from upr.exchange.exports import read_whole
from upr.exchange.saving import Form, save

# Workbooks are opened in a process of their own, a tenth of a second each.
EXAMPLES = {Form.UHRI_XLSX: 15}
INSERTED = [b"\0", b'"', b"\r", b"\xff", b"[", b"}", b"\xef\xbb\xbf", b"9" * 30, b"-"]


@pytest.mark.parametrize(
    "form",
    [
        *(Form.UPR_INFO_CSV, Form.UHRI_JSON, Form.UHRI_XLSX, Form.DIHR_CSV),
        *(Form.CSV, Form.JSON_LINES, Form.PARQUET),
    ],
)
def test_a_mutated_file_is_read_or_refused(tmp_path: Path, form: Form) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    save([RECORD] * 3, good, form)
    content = good.read_bytes()
    places = st.lists(st.integers(0, len(content)), min_size=1, max_size=4)

    @settings(
        deadline=None,
        max_examples=EXAMPLES.get(form, 150),
        suppress_health_check=[HealthCheck.nested_given],
    )
    @given(places, st.sampled_from(INSERTED), st.integers(0, 40), st.booleans())
    def check(at: list[int], inserted: bytes, dropped: int, is_cut: bool) -> None:
        mutated = content
        for place in at:
            mutated = mutated[:place] + inserted + mutated[place + dropped :]
        bad.write_bytes(mutated[: at[0]] if is_cut else mutated)
        with contextlib.suppress(ExportError):
            read_whole(bad)

    check()
