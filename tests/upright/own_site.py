"""A site of its own for tests that need several processes: folder and database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
from django.db import connection
from psycopg import sql

PRELUDE = "import django; django.setup(); from upright.archive.models import *; "


@dataclass(frozen=True)
class OwnSite:
    """What a process needs to be of this site."""

    environment: dict[str, str]
    home: Path

    def run(self, code: str) -> str:
        """Run Python in the site, with the archive's models at hand; its output."""
        done = subprocess.run(
            [sys.executable, "-c", PRELUDE + code],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def upright(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the command `upright` in the site."""
        return subprocess.run(
            [sys.executable, "-m", "upright.cli", *words],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )


@contextmanager
def own_site_in(folder: Path) -> Iterator[OwnSite]:
    """A migrated site on the kind of database the tests run on, gone afterwards."""
    with _database() as address:
        environment = {
            **os.environ,
            "UPRIGHT_HOME": str(folder),
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "upright.settings",
            "PYTHONWARNINGS": "error",
            "UPRIGHT_CODING": "0",  # what tests say must not depend on the model
        }
        site = OwnSite(environment, folder)
        site.run("from django.core.management import call_command as c; c('migrate')")
        yield site


@contextmanager
def _database() -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield ""  # in the site's own folder
        return
    name = f"upright_{uuid4().hex[:12]}"
    server = {
        "host": connection.settings_dict["HOST"],
        "port": connection.settings_dict["PORT"] or 5432,
        "user": connection.settings_dict["USER"],
        "password": connection.settings_dict["PASSWORD"],
    }
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as at_work:
        at_work.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            user = f"{server['user']}:{server['password']}"
            host = quote(server["host"], safe="")  # may be the folder of a socket
            yield f"postgres://{user}@{host}:{server['port']}/{name}"
        finally:
            at_work.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )
