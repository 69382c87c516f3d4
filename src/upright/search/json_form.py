"""Everything that matches as one JSON object."""

from collections.abc import Iterable, Iterator

import orjson

from upright.search.answering import Row
from upright.search.downloads import About, values_of

_CHUNK = 64 * 1024  # bytes handed on at a time


def json_file(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """The rows as one object: `about` the file, and `recommendations`, a list."""
    said: dict[str, object] = {
        name.replace(" ", "_"): value for name, value in about.lines()
    }
    said["data_version"] = about.version  # a number here
    head = orjson.dumps({"about": said}).removesuffix(b"}")
    pieces, size = [head, b',"recommendations":['], 0
    for number, row in enumerate(rows):
        line = orjson.dumps(values_of(row, about))
        pieces += [b",\n" if number else b"\n", line]
        size += len(line)
        if size >= _CHUNK:
            yield b"".join(pieces)
            pieces, size = [], 0
    yield b"".join([*pieces, b"\n]}\n"])
