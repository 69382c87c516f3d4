"""The child process that opens a workbook: rows go out as lines of JSON.

The library that reads workbooks is fast and reads the old .xls that others refuse, but
it can abort the whole process on a broken one. Here it takes nothing with it.
"""

import json
import os
import sys
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NoReturn

from upr.child_process import OUT_OF_MEMORY, limit_process

if TYPE_CHECKING:
    import python_calamine

REFUSED = 71  # the library says what is wrong: the message is on standard error


def main() -> NoReturn:
    """Write the rows of the first sheet that has any; standard input says what."""
    asked = json.loads(sys.stdin.readline())
    limit_process(asked["seconds"], asked["memory_bytes"])
    # Slow import, and it counts against the limits: they stand before it.
    import python_calamine  # noqa: PLC0415 -- limits come first

    try:
        book = python_calamine.load_workbook(asked["path"])
        _write(book)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        sys.stderr.write(str(error)[:300])
        sys.exit(REFUSED)
    sys.exit(0)


def _write(book: "python_calamine.CalamineWorkbook") -> None:
    names = book.sheet_names
    for name in names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height:
            others = [other for other in names if other != name]
            _line({"sheet": name, "others": others, "first_row": sheet.start})
            for row in sheet.iter_rows():
                _line([_plain(cell) for cell in row])
            return
    _line({"sheet": "", "others": [], "first_row": None})


def _line(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")


def _plain(cell: object) -> str:
    """The cell as text: whole numbers without a point, days as ISO writes them."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell.total_seconds())
    return str(cell)


if __name__ == "__main__":
    main()
