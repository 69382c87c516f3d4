"""How mail is sent, as the environment says it.

| variable | meaning | when it is absent |
| --- | --- | --- |
| `EMAIL_URL` | `smtp+tls://user:password@host:587` (STARTTLS), `smtps://` (TLS from the start), `smtp://` (neither: a server on the same machine), `console:` | no mail is sent, and pages say that alerts are off; with `DEBUG=1` mails go to the console |
| `EMAIL_BACKEND` | a backend of Django's instead, such as `anymail.backends.mailgun.EmailBackend` | what `EMAIL_URL` says |
| `ANYMAIL` | the settings of django-anymail, as JSON | none |
| `EMAIL_FROM` | the sender: `Upright <alerts@example.org>` | `Upright <alerts@HOST>` |
| `SITE_ADDRESS` | how links in mails begin: `https://upright.example` | made of the first of `ALLOWED_HOSTS`; else http://127.0.0.1:8000 |
"""  # noqa: E501 -- a table's row is one line

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
BACKENDS = {
    "": NOWHERE,
    "console": CONSOLE,
    "smtp": SMTP,
    "smtp+tls": SMTP,
    "smtps": SMTP,
}
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
LOCAL = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True, repr=False)  # a password must not be printed
class MailSettings:
    """What the environment says of mail."""

    is_on: bool
    backend: str
    scheme: str
    host: str
    port: int
    user: str
    password: str
    sender: str
    site: str  # how links in mails begin, without a slash at the end
    anymail: dict[str, Any]


def mail_settings(
    environment: Mapping[str, str], hosts: list[str], https: bool, debug: bool
) -> MailSettings:
    """Return the settings of mail; `hosts` are those a public site answers to.

    Raises ImproperlyConfigured, without repeating what may hold a password.
    """
    site = _site_address(environment, hosts, https)
    own = urlsplit(site).hostname or "localhost"
    url = _url(environment.get("EMAIL_URL") or ("console:" if debug else ""))
    backend = environment.get("EMAIL_BACKEND") or BACKENDS[url.scheme]
    return MailSettings(
        is_on=backend != NOWHERE,
        backend=backend,
        scheme=url.scheme,
        host=url.hostname or "localhost",
        port=url.port or PORTS.get(url.scheme, 25),
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        sender=environment.get("EMAIL_FROM") or f"Upright <alerts@{own}>",
        site=site,
        anymail=_anymail(environment),
    )


def _site_address(environment: Mapping[str, str], hosts: list[str], https: bool) -> str:
    given = environment.get("SITE_ADDRESS", "").strip().rstrip("/")
    if given:
        parts = urlsplit(given)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
            message = "SITE_ADDRESS must be like https://upright.example"
            raise ImproperlyConfigured(message)
        return given
    named = [host.lstrip(".") for host in hosts if host.strip("*.")]
    if not named:
        return LOCAL
    return f"{'https' if https else 'http'}://{named[0]}"


def _url(written: str) -> SplitResult:
    try:
        parts = urlsplit(written)
        is_known = parts.port is None or parts.port > 0
    except ValueError as error:
        # Its text would repeat the address, and the password in it.
        raise ImproperlyConfigured("EMAIL_URL cannot be read.") from error
    has_scheme = bool(parts.scheme) or not written
    has_host = parts.scheme not in PORTS or bool(parts.hostname)
    is_known = is_known and parts.scheme in BACKENDS
    if not (is_known and has_scheme and has_host):
        raise ImproperlyConfigured(
            "EMAIL_URL must be like smtp+tls://user:password@host:587, "
            "smtps://…, smtp://… or console:"
        )
    return parts


def _anymail(environment: Mapping[str, str]) -> dict[str, Any]:
    try:
        given = json.loads(environment.get("ANYMAIL") or "{}")
    except ValueError as error:
        raise ImproperlyConfigured("ANYMAIL must be JSON.") from error
    if not isinstance(given, dict):
        raise ImproperlyConfigured("ANYMAIL must be an object of JSON.")
    return given
