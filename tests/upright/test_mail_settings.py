"""What the environment says of mail."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from upright.mail_settings import CONSOLE, NOWHERE, SMTP, MailSettings, mail_settings


def read(debug: bool = False, **environment: str) -> MailSettings:
    return mail_settings(environment, [], https=False, debug=debug)


def test_without_a_server_no_mail_is_sent() -> None:
    found = read()

    assert (found.is_on, found.backend) == (False, NOWHERE)
    assert found.site == "http://127.0.0.1:8000"


def test_developers_see_mails_on_the_console() -> None:
    assert (read(debug=True).is_on, read(debug=True).backend) == (True, CONSOLE)
    assert read(EMAIL_URL="console:").backend == CONSOLE


@pytest.mark.parametrize(
    ("url", "scheme", "port"),
    [
        ("smtp://mail.example", "smtp", 25),
        ("smtp+tls://mail.example", "smtp+tls", 587),
        ("smtps://mail.example", "smtps", 465),
        ("smtp://mail.example:2525", "smtp", 2525),
    ],
)
def test_a_server_by_its_address(url: str, scheme: str, port: int) -> None:
    found = read(EMAIL_URL=url)

    assert (found.is_on, found.backend, found.host) == (True, SMTP, "mail.example")
    assert (found.scheme, found.port) == (scheme, port)


def test_names_and_passwords_may_hold_anything() -> None:
    found = read(EMAIL_URL="smtp+tls://me%40x.example:p%3A%2F%40@mail.example")

    assert (found.user, found.password) == ("me@x.example", "p:/@")


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://me:secret@mail.example",
        "smtp://",
        "smtp://me:secret@mail.example:x",
        "smtp://me:secret@[mail",
    ],
)
def test_a_mistake_is_said_without_the_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as raised:
        read(EMAIL_URL=url)

    assert "EMAIL_URL" in str(raised.value)
    assert "secret" not in str(raised.value)


def test_settings_do_not_print_a_password() -> None:
    assert "secret" not in repr(read(EMAIL_URL="smtp://me:secret@mail.example"))


def test_a_mail_provider_by_its_backend() -> None:
    backend = "anymail.backends.mailgun.EmailBackend"
    found = read(EMAIL_BACKEND=backend, ANYMAIL='{"MAILGUN_API_KEY": "k"}')

    assert (found.is_on, found.backend) == (True, backend)
    assert found.anymail == {"MAILGUN_API_KEY": "k"}


@pytest.mark.parametrize("written", ["{", "[]"])
def test_settings_of_a_provider_are_an_object(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ANYMAIL"):
        read(ANYMAIL=written)


@pytest.mark.parametrize(
    ("hosts", "https", "given", "site"),
    [
        (
            ["upright.example", "www.upright.example"],
            True,
            "",
            "https://upright.example",
        ),
        ([".upright.example"], False, "", "http://upright.example"),
        (["*"], True, "", "http://127.0.0.1:8000"),
        (["a.example"], True, "https://b.example/", "https://b.example"),
    ],
)
def test_links_in_mails_begin_with_the_site(
    hosts: list[str], https: bool, given: str, site: str
) -> None:
    environment = {"SITE_ADDRESS": given} if given else {}
    found = mail_settings(environment, hosts, https=https, debug=False)

    assert found.site == site
    assert found.sender == f"Upright <alerts@{site.split('/')[2].split(':')[0]}>"


@pytest.mark.parametrize("given", ["upright.example", "https://a.example/path"])
def test_an_address_of_the_site_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SITE_ADDRESS"):
        read(SITE_ADDRESS=given)
