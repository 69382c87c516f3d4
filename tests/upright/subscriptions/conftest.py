"""A site that sends mail, something to be told of, and somebody who asked for it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import override_settings

from tests.upright.builders import NOW, document, item
from tests.upright.conftest import Archive
from tests.upright.subscriptions.mail_server import Server, mail_server
from upright.archive.queries import data_version
from upright.subscriptions import periods
from upright.subscriptions.models import Frequency, Subscriber, Subscription

ANN = "ann@example.org"
# A Tuesday; digests are written from seven in the morning in Geneva on.
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NEXT_DAY = TUESDAY + timedelta(days=1)
Subscribe = Callable[..., Subscription]
Outbox = Callable[[], list[mail.EmailMultiAlternatives]]


@pytest.fixture(autouse=True)
def sends_mail(settings) -> None:
    """Alerts are on; Django's test runner keeps the mails in `mail.outbox`."""
    settings.SENDS_MAIL = True
    settings.SITE_ADDRESS = "https://upright.example"
    settings.DEFAULT_FROM_EMAIL = "Upright <alerts@upright.example>"


@pytest.fixture(autouse=True, scope="session")
def own_static_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """WhiteNoise looks at a folder of our own; it warns where there is none."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture
def server(settings) -> Iterator[Server]:
    """A real mail server, which the site sends to."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def report(archive: Archive) -> None:
    """A report on the imagined Aldoria: data version 1."""
    archive(
        document(
            item("136.1", ("Protect women from violence", "XAB")),
            item("136.2", ("Educate every child", "XAC")),
        )
    )


@pytest.fixture
def second_report(report: None, archive: Archive) -> Callable[..., None]:
    """Another report on it, to be told of."""

    def add(*texts: str) -> None:
        items = [
            item(f"12.{number}", (text, "XAB")) for number, text in enumerate(texts, 1)
        ]
        archive(document(*items, symbol="A/HRC/902/2", session=35), at=NOW)

    return add


@pytest.fixture
def subscribe(db: None) -> Subscribe:
    """A confirmed subscription, told up to now."""

    def subscribe(
        what: str = "received?state=XAA",
        address: str = ANN,
        frequency: Frequency = Frequency.DAILY,
        at: datetime = TUESDAY,
        **fields: object,
    ) -> Subscription:
        subscriber, _made = Subscriber.objects.get_or_create(
            address=address,
            defaults={"language": "en", "created_at": at, "confirmed_at": at},
        )
        kind, _mark, parameters = what.partition("?")
        return Subscription.objects.create(
            subscriber=subscriber,
            kind=kind,
            parameters=parameters,
            frequency=frequency,
            **{
                "created_at": at,
                "confirmed_at": at,
                "told_at": at,
                "told_version": data_version(),
                "told_period": periods.period_of(frequency, at),
                **fields,
            },
        )

    return subscribe


def day(text: str) -> date:
    """A date as it is written."""
    return date.fromisoformat(text)
