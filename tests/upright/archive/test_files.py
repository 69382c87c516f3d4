"""Files are stored whole, under their digest."""

import os
import socket

from upright.archive import files

SHA = "ab" + "0" * 62
PDF = "application/pdf"


def test_a_file_is_stored_once(settings):
    name = files.keep(b"bytes", SHA, PDF)
    path = settings.MEDIA_ROOT / name
    kept = path.stat().st_ino

    assert files.keep(b"bytes", SHA, PDF) == name == f"documents/ab/{SHA}.pdf"
    assert path.stat().st_ino == kept


def test_a_file_that_was_cut_short_is_written_anew(settings):
    path = settings.MEDIA_ROOT / files.stored_name(SHA, PDF)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"by")

    files.keep(b"bytes", SHA, PDF)

    assert path.read_bytes() == b"bytes"


def test_parts_of_processes_that_are_gone_are_swept(settings):
    folder = settings.MEDIA_ROOT / "documents" / "ab"
    folder.mkdir(parents=True)
    here = socket.gethostname()
    gone = 2**22 + 1  # above the highest process number of Linux
    names = {
        "gone": f".part-{here}-{gone}-0a1b2c3d",
        "mine": f".part-{here}-{os.getpid()}-0a1b2c3d",
        "another machine's": f".part-elsewhere-{gone}-0a1b2c3d",
    }
    for name in names.values():
        (folder / name).touch()

    assert files.sweep() == 1
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [names["mine"], names["another machine's"]]
    )


def test_sweeping_where_nothing_was_stored_yet_finds_nothing():
    assert files.sweep() == 0
