"""Leases: one process at a time, and never for ever."""

import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from tests.upright.builders import NOW
from tests.upright.own_site import PRELUDE, OwnSite
from upright.archive.leases import (
    LASTS,
    Lease,
    LeaseLostError,
    is_held,
    leased,
    let_go,
    renew,
    take,
)

pytestmark = pytest.mark.django_db
SOON = NOW + LASTS - timedelta(seconds=1)
LATER = NOW + LASTS
AT = """
from datetime import datetime, timedelta, UTC
from upright.archive.leases import LASTS, take
"""
TAKEN_FOR_EVER = f"""
{AT}
import time
assert take("digest", datetime(2026, 11, 24, 9, tzinfo=UTC))
print("taken", flush=True)
time.sleep(60)
"""
MANY_TAKERS = """
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, UTC
from django.db import connection
from upright.archive.leases import Lease, take
NOW = datetime(2026, 11, 24, tzinfo=UTC)
def taker(_):
    try: return take("digest", NOW) is not None
    finally: connection.close()
for at in range(6):
    with ThreadPoolExecutor(8) as pool: print(sum(pool.map(taker, range(8))))
    # the next time there is none; then one that has run out
    Lease.objects.all().delete() if at % 2 else Lease.objects.update(until=NOW)
"""
TAKEN_AGAIN = f"""
{AT}
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
print(take("digest", NOW + LASTS - timedelta(seconds=1)) is None)
print(take("digest", NOW + LASTS) is None)
"""


def test_what_one_holds_another_cannot_take_until_it_runs_out():
    first = take("digest", NOW)
    assert first is not None
    assert take("digest", SOON) is None
    assert take("alerts", SOON) is not None
    assert (is_held("digest", SOON), is_held("digest", LATER)) == (True, False)

    second = take("digest", LATER)

    assert second is not None
    with pytest.raises(LeaseLostError):
        renew(first, LATER)
    let_go(first)  # too late: it is the second's
    assert is_held("digest", LATER) is True


def test_a_lease_that_is_renewed_stays():
    held = take("digest", NOW)
    assert held is not None

    renew(held, SOON)

    assert take("digest", LATER) is None
    let_go(held)
    assert take("digest", LATER) is not None


def test_the_block_lets_go_also_when_it_fails():
    def failing() -> None:
        with leased("digest", NOW) as held:
            assert held is not None
            with leased("digest", NOW) as other:
                assert other is None
            assert is_held("digest", NOW) is True
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert Lease.objects.count() == 0


def test_of_many_takers_at_once_one_gets_it(own_site: OwnSite):
    assert own_site.run(MANY_TAKERS) == "1\n" * 6


def test_what_a_killed_process_held_is_free_when_it_runs_out(own_site: OwnSite):
    with subprocess.Popen(
        [sys.executable, "-c", PRELUDE + TAKEN_FOR_EVER],
        env=own_site.environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "taken\n"
        process.send_signal(signal.SIGKILL)

    assert own_site.run(TAKEN_AGAIN) == "True\nFalse\n"
