"""Nothing in a log names who reads or writes."""

import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client
from django.utils.module_loading import import_string

from upright.accounts.models import User
from upright.discretion import DiscreetFormatter, discreet

LOGGING: Any = settings.LOGGING  # a tree of plain values
CANARY = "canary@example.org"


@pytest.fixture
def written() -> Iterator[Callable[[], str]]:
    """What the site's log holds."""
    plain = LOGGING["formatters"]["plain"]
    formatter = import_string(plain["class"])(plain["format"], style=plain["style"])
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    loggers = [logging.getLogger(name) for name in ("upright", "django.request")]
    for logger in loggers:
        logger.addHandler(handler)
    yield stream.getvalue
    for logger in loggers:
        logger.removeHandler(handler)


def test_every_line_of_the_log_goes_this_way() -> None:
    handlers = LOGGING["handlers"].values()
    formatters = LOGGING["formatters"]
    used = {import_string(formatters[one["formatter"]]["class"]) for one in handlers}

    assert used == {DiscreetFormatter}


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("to ann@example.org.", "to …@…"),
        ("<Ann.B+c@mail.example.org>", "<…@…>"),
        (
            "DETAIL:  Key (email)=(a@b.example) exists",
            "DETAIL:  Key (email)=(…@…) exists",
        ),
        ("GET /alerts/leave/AbC-_9/?x=1", "GET /alerts/leave/…/?x=1"),
        ("/alerts/confirm/AbC", "/alerts/confirm/…"),
        ("/alerts/sent/ and /search/?q=a", "/alerts/sent/ and /search/?q=a"),
        ("A/HRC/28/15 para. 12 @ 9", "A/HRC/28/15 para. 12 @ 9"),
    ],
)
def test_addresses_and_secrets_are_left_out(said: str, written: str) -> None:
    assert discreet(said) == written


@pytest.mark.django_db
def test_an_error_of_the_database_names_nobody(written: Callable[[], str]) -> None:
    """PostgreSQL says which value stood there already."""
    User.objects.create_user(CANARY, "correct horse")
    try:
        User.objects.create_user(CANARY, "correct horse")
    except IntegrityError:
        logging.getLogger("upright").exception("not made: %s", CANARY)

    assert "IntegrityError" in written()
    assert "test_discretion.py" in written()  # where in the code
    assert "canary@" not in written()


@pytest.mark.django_db
def test_a_page_that_fails_is_logged_without_its_secret(
    client: Client, written: Callable[[], str], monkeypatch
) -> None:
    def failing(*_arguments: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr("upright.subscriptions.queries.link", failing)
    client.raise_request_exception = False
    assert client.get("/alerts/mine/s3cret/").status_code == 500

    assert "/alerts/mine/…/" in written()
    assert [word for word in ("s3cret", "canary@") if word in written()] == []
