"""`upright serve`: the site from one command, by gunicorn."""

import gc
import hashlib
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.utils import timezone
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from upr.errors import UprError
from upright.archive.coding import code, model_problem, model_version
from upright.archive.readiness import NOT_READY, has_pending_migrations
from upright.archive.recoding import behind
from upright.calendar import queries as calendar
from upright.calendar.actions import publish
from upright.explore.freshness import program_fingerprint
from upright.keeper import Keeper, end_keeper, start_keeper
from upright.search.errors import IndexUnavailableError
from upright.search.index import current_snapshot

THREADS = 4  # requests at a time in each worker
RUBBISH = (20_000, 20, 20)  # how often Python looks for it; see `gc.set_threshold`


class CannotServeError(Exception):
    """The site cannot start; the text is a sentence for a person."""


class Site(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """The site under gunicorn, with our settings instead of a file of its own."""

    def __init__(self, host: str, port: int, workers: int, has_worker: bool) -> None:
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.workers = workers
        self.has_worker = has_worker
        self.keeper: Keeper | None = None
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn what it needs."""
        chosen = {
            "bind": [self.address],
            "workers": self.workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "loglevel": "error",  # its warnings hold addresses of visitors
            "accesslog": None,  # nobody's address is written down
            "when_ready": self._begin,
            "post_worker_init": warm,
            "on_exit": self._end,
            "timeout": 60,
            "graceful_timeout": 10,
            # Workers tell that they live by touching a file: not on a slow disk.
            "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,  # noqa: S108
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """Return the application, in each worker."""
        application: Callable[..., Any] = get_wsgi_application()
        return application

    def _begin(self, arbiter: object) -> None:
        """Say where the site is; called when its socket listens."""
        if self.has_worker:
            self.keeper = start_keeper()
        sys.stdout.write(f"Upright is on http://{self.address}/ (Ctrl-C ends it)\n")
        sys.stdout.flush()

    def _end(self, arbiter: object) -> None:
        """End the worker with the site."""
        if self.keeper is not None:
            end_keeper(self.keeper)


def warm(worker: object) -> None:
    """Load beside the first answers of a worker what they would else wait for."""
    Thread(target=_load, name="warming", daemon=True).start()


def _load() -> None:
    try:
        program_fingerprint()
        current_snapshot()
        if model_version():
            code(["Ratify the treaty"], explain=True)
    except (IndexUnavailableError, UprError):
        return  # whoever needs it is told what is wrong
    finally:
        connections.close_all()
        # What stays for good is not looked through for rubbish again and again, in the
        # middle of an answer; and a page makes more than a few hundred things.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*RUBBISH)


def serve(host: str, port: int, workers: int, *, has_worker: bool = True) -> None:
    """Serve until stopped, with a worker beside it that does what is queued and due.

    Raises CannotServeError if the site cannot start.
    """
    _check_port(host, port)
    if problem := model_problem():
        raise CannotServeError(problem)
    prepare_database()
    prepare_calendar()
    prepare_static_files()
    if codings := behind():
        sys.stdout.write(f"{codings}\n")
    connections.close_all()  # none may be shared with the workers
    Site(host, port, workers, has_worker).run()


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotServeError(
                f"{host}:{port} cannot be used ({error.strerror}): perhaps Upright "
                f"runs already. Another port: upright serve --port {port + 1}"
            ) from error


def prepare_database() -> None:
    """Bring a local SQLite database up to date.

    Raises CannotServeError, which says what to do, where another one is not.
    """
    if not has_pending_migrations():
        return
    if connection.vendor != "sqlite":
        raise CannotServeError(NOT_READY)
    call_command("migrate", interactive=False, verbosity=0)


def prepare_calendar() -> None:
    """Publish the calendars anew where this program has other rules than the last."""
    if not calendar.is_current():
        publish(timezone.now())


def prepare_static_files() -> None:
    """Collect and compress styles and scripts, if any has changed since."""
    if settings.DEBUG:
        return  # served from where they are
    root = Path(settings.STATIC_ROOT)
    mark = root / ".collected"
    present = _static_fingerprint()
    if mark.is_file() and mark.read_text() == present:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    draft = root / f".collected.{os.getpid()}"
    draft.write_text(present)
    draft.replace(mark)


def _static_fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = storage.size(name), storage.get_modified_time(name).timestamp()
            digest.update(f"{name} {facts}\n".encode())
    return digest.hexdigest()
