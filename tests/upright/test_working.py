"""The worker beside the site: it works, it comes back, it goes with the site."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.upright.own_site import OwnSite

ENQUEUE = "from tests.upright.archive.test_jobs import greeting; greeting.enqueue(5)"
RESULTS = (
    "from django_tasks_db.models import DBTaskResult as R; "
    "print([r.return_value for r in R.objects.all()])"
)


def eventually(condition: Callable[[], bool]) -> None:
    """Wait until it holds; 20 s at most."""
    for _ in range(200):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")


@pytest.fixture
def site(own_site: OwnSite) -> OwnSite:
    """A site whose processes find the jobs of these tests."""
    own_site.environment["PYTHONPATH"] = str(Path.cwd())
    return own_site


def served_by(site: OwnSite, *words: str) -> subprocess.Popen[str]:
    """`upright serve`, listening."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "upright.cli", "serve", "--port", str(port), *words],
        env=site.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Upright is on ")
    return process


def workers_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The workers that a site keeps."""
    found = psutil.Process(process.pid).children(recursive=True)
    return [one for one in found if "worker" in one.cmdline()]


@pytest.fixture
def served(site: OwnSite) -> Iterator[subprocess.Popen[str]]:
    """A site with its worker."""
    with served_by(site) as process:
        yield process
        process.kill()


def test_a_killed_worker_comes_back_and_does_what_is_queued(site, served):
    eventually(lambda: len(workers_of(served)) == 1)
    [first] = workers_of(served)
    first.kill()
    site.run(ENQUEUE)

    eventually(lambda: site.run(RESULTS) == "['hello 5']\n")

    [second] = workers_of(served)
    assert second.pid != first.pid


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_worker_ends_with_the_site(served, how):
    eventually(lambda: len(workers_of(served)) == 1)
    family = psutil.Process(served.pid).children(recursive=True)

    served.send_signal(how)
    status = served.wait()

    assert status == (-how if how == signal.SIGKILL else 0)
    eventually(lambda: not any(one.is_running() for one in family))


def test_a_node_can_serve_without_a_worker_and_another_work_alone(site):
    with served_by(site, "--no-worker") as process:
        assert workers_of(process) == []
        site.run(ENQUEUE)
        with subprocess.Popen(
            [sys.executable, "-m", "upright.cli", "worker"], env=site.environment
        ) as worker:
            eventually(lambda: site.run(RESULTS) == "['hello 5']\n")
            worker.send_signal(signal.SIGTERM)
            assert worker.wait() == 0
        process.terminate()
