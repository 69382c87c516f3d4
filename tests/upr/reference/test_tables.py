from datetime import date

import pytest

from upr.errors import UnknownNameError
from upr.reference.tables import Table, day, found, parts, rows, whole


def test_cells():
    assert (day("2014-11-04"), day("")) == (date(2014, 11, 4), None)
    assert (whole("12"), whole("")) == (12, None)
    assert (parts("FRA; DEU;"), parts("")) == (("FRA", "DEU"), ())


def test_rows_are_read_by_column():
    first = next(rows("sdg-goals.csv"))
    assert first == {"number": "1", "title": "No poverty"}


def test_table_reads_its_file_once_and_only_when_asked():
    reads = []

    def load():
        reads.append("read")
        return {"a": 1, "b": 2}

    table = Table(load)
    assert reads == []
    assert (table["a"], len(table), list(table)) == (1, 2, ["a", "b"])
    assert ("a" in table, "c" in table, table.get("c")) == (True, False, None)
    assert reads == ["read"]


def test_what_is_not_found_says_so():
    assert found({"a": 1}, "a", "letter") == 1
    with pytest.raises(UnknownNameError, match="'b' is no letter in the reference"):
        found({"a": 1}, "b", "letter")
