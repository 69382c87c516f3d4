"""`upright serve`: one command, and the site is there."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from tests.upright.archive.test_recoding import PAPERS, SETUP
from tests.upright.own_site import OwnSite
from upr.coding import model_version
from upright.archive.recoding import BEHIND
from upright.calendar import queries as calendar
from upright.serving import prepare_calendar

STYLE = re.compile(r'href="(/static/admin/css/base\.[0-9a-f]+\.css)"')


@pytest.fixture
def port() -> int:
    """A port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def is_on(port: int) -> str:
    return f"Upright is on http://127.0.0.1:{port}/ (Ctrl-C ends it)\n"


@contextmanager
def serving(
    own_site: OwnSite, port: int, *said: str
) -> Iterator[subprocess.Popen[str]]:
    """The site, once it has said these lines."""
    with subprocess.Popen(
        [sys.executable, "-m", "upright.cli", "serve", "--port", str(port)],
        env=own_site.environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in said] == list(said)
        yield process
        process.kill()


@pytest.fixture
def served(own_site: OwnSite, port: int) -> Iterator[subprocess.Popen[str]]:
    """The site, listening."""
    with serving(own_site, port, is_on(port)) as process:
        yield process


def test_the_site_answers_once_it_says_where_it_is(own_site, served, port):
    with urlopen(f"http://127.0.0.1:{port}/admin/login/") as page:
        style = STYLE.search(page.read().decode())
    assert style is not None
    with urlopen(f"http://127.0.0.1:{port}{style[1]}") as sheet:
        assert sheet.headers["Cache-Control"] == (
            "max-age=315360000, public, immutable"
        )

    second = own_site.upright("serve", "--port", str(port))

    assert second.returncode == 2
    assert second.stderr.startswith(f"127.0.0.1:{port} cannot be used")
    assert f"upright serve --port {port + 1}" in second.stderr

    served.send_signal(signal.SIGTERM)
    assert served.wait() == 0


def test_a_database_that_is_behind_is_brought_up_or_named(own_site):
    own_site.run(
        "from django.core.management import call_command as c; "
        "c('migrate', 'archive', 'zero', verbosity=0)"
    )
    code = (
        "from django.db import connection as c; "
        "from upright.serving import prepare_database as p, CannotServeError as E\n"
        "try: p(); print(c.vendor, Change.objects.count())\n"
        "except E as error: print(c.vendor, error)"
    )

    assert own_site.run(code) in (
        "sqlite 0\n",
        "postgresql The database is not up to date. Run: upright manage migrate\n",
    )


@pytest.mark.django_db
def test_the_calendars_are_published_once_by_each_set_of_rules():
    assert calendar.is_current() is False
    prepare_calendar()
    first = calendar.published_at()
    assert calendar.is_current() is True
    prepare_calendar()
    assert calendar.published_at() == first


def test_a_worker_loads_beside_its_first_answers_what_they_need(own_site):
    code = (
        "from django.conf import settings; settings.UPRIGHT_CODING = True\n"
        "import gc, threading; from upright.serving import warm; warm(None)\n"
        "for one in threading.enumerate():\n"
        "    if one.name == 'warming': one.join()\n"
        "from upr.coding.coder import installed_coder as coder\n"
        "from upright.search.index import site_store as store\n"
        "print(coder.cache_info().currsize, store().snapshot().version)\n"
        "print(gc.get_freeze_count() > 0, gc.get_threshold()[0])"
    )

    assert own_site.run(code) == "1 0\nTrue 20000\n"


def test_a_model_that_cannot_be_used_is_refused_at_the_start(own_site, port):
    named = own_site.home / "none.npz"
    own_site.environment["UPRIGHT_CODING"] = "1"
    own_site.environment["UPRIGHT_CODING_MODEL"] = str(named)
    commands = (["serve", "--port", str(port)], ["worker"], ["manage", "check"])
    done = [own_site.upright(*command) for command in commands]

    assert [one.returncode for one in done] == [2, 2, 1]
    said = f"UPRIGHT_CODING_MODEL names {named}, which cannot be used."
    assert [said in one.stderr for one in done] == [True, True, True]


def test_at_the_start_it_says_that_codings_are_of_another_model(own_site, port):
    own_site.environment["PYTHONPATH"] = "."
    own_site.run(SETUP)
    own_site.environment["UPRIGHT_CODING"] = "1"
    said = BEHIND % (model_version(), len(PAPERS))
    with serving(own_site, port, f"{said}\n", is_on(port)):
        pass
