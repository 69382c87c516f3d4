"""A worker is killed by SIGKILL at every step; two work at once. Over real SMTP."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.upright.own_site import OwnSite, own_site_in
from tests.upright.subscriptions.mail_server import Server, mail_server, words_of
from tests.upright.subscriptions.ticking import NOBODY

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = [sys.executable, "-m", "tests.upright.subscriptions.ticking"]
# Soon, when the dead one's lease is over, and when a doubt has waited.
LATER = "1,6,8,70,72,140,200"
# Where it dies, and how often the reader then finds the mail: twice only where nobody
# can know whether the server took the words.
POINTS = {
    "before:composing.compose_due": 1,
    "before:composing.settle": 1,
    "before:outbox.tell": 1,  # within the transaction, the mark moved already
    "after:outbox.tell": 1,  # within the transaction, the mail written already
    "after:composing.settle": 1,
    "before:sending.send_waiting": 1,
    "before:sending.claim": 1,
    "after:sending.claim": 1,
    "before:transport.SmtpCourier._connected": 1,
    "after:transport.SmtpCourier._announce": 1,
    "before:sending.mark_handing": 1,
    "after:sending.mark_handing": 1,
    "before:transport._give": 1,
    "after:transport._give": 2,
    "before:sending.mark_sent": 2,
    "after:sending.mark_sent": 1,
    "before:pruning.note_traces": 1,
    "before:pruning.wipe_traces": 1,
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def site(
    server: Server,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker,
) -> Iterator[OwnSite]:
    """A site that sends mail, with something to be told of."""
    with (
        django_db_blocker.unblock(),
        own_site_in(tmp_path_factory.mktemp("site")) as own,
    ):
        environment = {
            **own.environment,
            "EMAIL_URL": server.address,
            "SITE_ADDRESS": "https://upright.example",
            "PYTHONPATH": str(ROOT),
        }
        site = OwnSite(environment, own.home)
        site.run("from tests.upright.subscriptions.site_parts import *; fill()")
        yield site


def let_subscribe(site: OwnSite, *addresses: str) -> None:
    site.run(
        "from tests.upright.subscriptions.site_parts import *; "
        f"subscribe({list(addresses)!r})"
    )


def start(site: OwnSite, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*PROGRAM, *words], cwd=ROOT, env=site.environment)


def ended(process: subprocess.Popen[bytes]) -> int:
    return process.wait(timeout=120)


@pytest.mark.parametrize(("point", "copies"), POINTS.items(), ids=POINTS)
def test_a_killed_worker_loses_nothing_and_sends_nothing_else(
    site: OwnSite, server: Server, point: str, copies: int
) -> None:
    reader = f"{point.replace(':', '-').replace('_', '-').lower()}@example.org"
    assert ended(start(site, point, "0", reader)) == -signal.SIGKILL
    assert ended(start(site, NOBODY, LATER)) == 0

    mails = server.mails_to(reader)
    assert len(mails) == copies
    assert len({mail["Message-ID"] for mail in mails}) == 1
    assert len({words_of(mail) for mail in mails}) == 1
    assert mails[0]["Subject"] == "Upright: 1 new recommendation"
    assert "Read A/HRC/902/2" in words_of(mails[0])


def test_two_ticks_at_once_send_nothing_twice(
    site: OwnSite, server: Server, tmp_path: Path
) -> None:
    readers = [f"reader{number}@twice.example" for number in range(12)]
    let_subscribe(site, *readers)
    gate = tmp_path / "gate"
    two = [start(site, NOBODY, "0,0.1", "", str(gate)) for _one in range(2)]
    while len(list(tmp_path.glob("gate.*"))) < len(two):
        assert all(one.poll() is None for one in two)
        time.sleep(0.01)
    gate.touch()

    assert [ended(one) for one in two] == [0, 0]
    assert {
        reader: len(server.mails_to(reader)) for reader in readers
    } == dict.fromkeys(readers, 1)


def test_no_address_is_in_what_a_tick_says(site: OwnSite, server: Server) -> None:
    """Whatever a server answers: its words can hold the address."""
    readers = [
        f"{name}@{name}.example" for name in ("nobody", "spam", "full", "hangs-up")
    ]
    let_subscribe(site, *readers)
    done = subprocess.run(
        [*PROGRAM, NOBODY, "0"],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
        check=True,
    )

    said = done.stdout + done.stderr
    assert "not sent" in said
    assert [reader for reader in readers if reader in said] == []
    assert [words for words in ("@", "There is no") if words in said] == []
