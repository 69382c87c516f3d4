"""A reader in a child process can hang, crash or explode, and takes nothing with it."""

import json
import sys

import pytest

import upr
from tests.upr import papers_written
from tests.upr.pdf_builders import encrypted_pdf, exploding_pdf, pdf
from upr import errors
from upr.child import read_in_child
from upr.exchange.plain import to_plain
from upr.reading import Limits

REPORT = pdf(*papers_written.REPORT)


def program(text: str) -> tuple[str, ...]:
    """A reader that does something else than reading."""
    return (sys.executable, "-c", text)


def test_a_document_is_read_as_without_a_child():
    assert read_in_child(REPORT, "report.pdf") == upr.read(REPORT, name="report.pdf")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", errors.UnknownFormatError),
        (b"%PDF-1.7", errors.DamagedFileError),
        (encrypted_pdf(["text"]), errors.EncryptedFileError),
        (pdf(*papers_written.FRENCH), errors.WrongLanguageError),
        (pdf(*papers_written.COOKBOOK), errors.NotUprError),
    ],
)
def test_errors_come_back_as_they_are(data: bytes, kind: type[errors.ReadError]):
    with pytest.raises(errors.ReadError) as raised:
        read_in_child(data)
    with pytest.raises(errors.ReadError) as alone:
        upr.read(data)
    assert type(raised.value) is kind
    assert str(raised.value) == str(alone.value)


def test_limits_reach_the_child():
    with pytest.raises(errors.TooLargeError):
        read_in_child(REPORT, limits=Limits(pages=2))


def test_a_reader_that_hangs_is_stopped():
    with pytest.raises(errors.ReaderStoppedError) as raised:
        read_in_child(
            REPORT,
            limits=Limits(seconds=0.3),
            reader=program("while True: pass"),
        )
    assert str(raised.value) == "Reading took more than 0.3 seconds and was stopped."


def test_a_reader_that_reads_nothing_is_stopped():
    with pytest.raises(errors.ReaderStoppedError):
        read_in_child(
            bytes(1 << 20),
            limits=Limits(seconds=0.3),
            reader=program("import time; time.sleep(60)"),
        )


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is kept by Linux")
def test_a_reader_that_eats_memory_is_stopped():
    eater = program(
        "import sys, upr.child as child, upr.reader as reader\n"
        "reader.read_document = lambda *_: bytearray(1 << 40)\n"
        "child.main()"
    )
    with pytest.raises(errors.ReaderStoppedError) as raised:
        read_in_child(REPORT, limits=Limits(memory_bytes=1 << 29), reader=eater)
    assert str(raised.value) == (
        "Reading needed more than 512 MB of memory and was stopped."
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is kept by Linux")
def test_a_file_that_unpacks_to_too_much_is_stopped():
    limits = Limits(memory_bytes=200 << 20, seconds=20)
    with pytest.raises(errors.ReadError):
        read_in_child(exploding_pdf(1 << 27), limits=limits)


@pytest.mark.parametrize(
    "text",
    [
        "import os; os.abort()",
        "import sys; sys.exit(3)",
        "raise ValueError",
        "print('no JSON')",
        "print('[]')",
        "print('{}')",
        "print('[' * 100000)",
        "print('{\"document\": {}}')",
        'print(\'{"error": "SystemExit", "message": ""}\')',
        'print(\'{"error": "ReadError"}\')',
        "",
    ],
)
def test_a_reader_that_crashes_or_lies_is_told(text: str):
    with pytest.raises(errors.ReaderStoppedError):
        read_in_child(REPORT, reader=program(text))


def test_an_answer_of_a_reader_is_data_and_nothing_else():
    answer = json.dumps({"document": to_plain(upr.read(REPORT))})
    echo = program(f"import sys; sys.stdout.write({answer!r})")
    assert read_in_child(b"", reader=echo) == upr.read(REPORT)


def test_the_child_gets_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "the secret of the site")
    teller = program(
        "import json, os\n"
        "found = os.environ.get('SECRET_KEY', 'none')\n"
        "print(json.dumps({'error': 'NotUprError', 'message': found}))"
    )
    with pytest.raises(errors.NotUprError) as raised:
        read_in_child(REPORT, reader=teller)
    assert str(raised.value) == "none"
