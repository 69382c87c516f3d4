"""Downloads as Parquet and in UHRI's shape: typed, whole, and read back."""

import io
import json
import tracemalloc
import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

import upr
from tests.upright.search.test_downloads import ABOUT, SAID, a_row
from upr.exchange.uhri_json import KEYS
from upright.search.downloads import COLUMNS
from upright.search.foreign_forms import parquet_file, uhri_file

ROW = replace(a_row("=1+1 <b>"), history=(SAID,))


def test_parquet_has_the_columns_with_their_types():
    table = pq.read_table(io.BytesIO(b"".join(parquet_file([ROW], ABOUT))))

    assert tuple(table.column_names) == COLUMNS
    (row,) = table.to_pylist()
    assert row["text"] == "=1+1 <b>"
    assert row["recommending_states"] == ["CHL", "CIV"]
    assert (row["cycle"], row["date"], row["certain"]) == (2, date(2014, 11, 4), True)
    assert (row["action_by"], row["model"]) == ("model", "3-0a1b2c3d")
    (said,) = row["position_history"]
    assert (said["value"], said["date"], said["by_staff"]) == (
        "partly",
        date(2015, 3, 1),
        False,
    )


def test_parquet_says_what_it_answers():
    schema = pq.read_schema(io.BytesIO(b"".join(parquet_file([ROW], ABOUT))))

    assert schema.metadata[b"query"] == b"=water"
    assert schema.metadata[b"data version"] == b"7"


def test_nothing_found_is_a_file_of_parquet_without_rows():
    table = pq.read_table(io.BytesIO(b"".join(parquet_file([], ABOUT))))

    assert (tuple(table.column_names), table.num_rows) == (COLUMNS, 0)


def test_parquet_keeps_little_in_memory():
    def peak(number: int) -> int:
        tracemalloc.start()
        for _part in parquet_file((a_row(number=n) for n in range(number)), ABOUT):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(1)  # what pyarrow loads when it is first used is no row's
    # One batch of 10,000 rows at a time.
    assert peak(50_000) < 1.3 * peak(20_000)


def test_uhri_objects_have_uhris_keys_and_say_the_rest_apart():
    (found,) = json.loads(b"".join(uhri_file([ROW], ABOUT)))

    assert tuple(found)[:-1] == KEYS
    assert found["Text"] == "115.4 =1+1 <b>"
    assert found["UprRecommendingCountry"] == ["Chile", "Côte d’Ivoire"]
    assert found["UprPositions"] == ["Supported"]
    assert uuid.UUID(found["AnnotationId"]).version == 5
    assert found["Upright"]["data_version"] == 7
    assert found["Upright"]["model"] == "3-0a1b2c3d"
    assert found["Upright"]["position_history"][0]["words"] == "accepts in part"


def test_uhri_objects_are_read_back(tmp_path: Path):
    path = tmp_path / "found.json"
    path.write_bytes(b"".join(uhri_file([a_row(), a_row("Ratify B", 2)], ABOUT)))

    one, two = upr.load(path).records

    assert (one.text, two.text) == ("Ratify A", "Ratify B")
    assert (one.state, one.symbol, one.paragraph) == ("SVN", "A/HRC/28/15", "115.4")
    assert (one.iso3s, one.response) == (("CHL", "CIV"), "Supported")
    assert (one.session, one.published) == (20, date(2014, 11, 4))


def test_the_same_recommendation_keeps_its_id():
    later = replace(ABOUT, version=8, query="other")
    (one,), (two,) = (
        json.loads(b"".join(uhri_file([a_row()], about))) for about in (ABOUT, later)
    )
    assert one["AnnotationId"] == two["AnnotationId"]
    other = json.loads(b"".join(uhri_file([replace(a_row(), item_order=2)], ABOUT)))
    assert one["AnnotationId"] != other[0]["AnnotationId"]


def test_nothing_found_is_an_empty_array():
    assert json.loads(b"".join(uhri_file([], ABOUT))) == []
