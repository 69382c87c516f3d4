"""The environment decides what differs, and a public site is strict."""

import os
import stat
import subprocess
import sys

import pytest

from upright import settings as shipped


def settings_in(home, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the settings become in an environment: home, key, database, cookies."""
    code = (
        "from upright import settings as s; "
        "print(s.HOME, s.SECRET_KEY, s.DATABASES['default']['NAME'], "
        "s.SESSION_COOKIE_SECURE, s.ALLOWED_HOSTS, sep='|')"
    )
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "UPRIGHT_HOME": str(home), **environment},
        check=False,
        capture_output=True,
        text=True,
    )


def test_a_local_site_makes_its_key_once_for_its_owner_alone(tmp_path):
    own = tmp_path / "own"

    first, second = settings_in(own), settings_in(own)

    assert first.stdout == second.stdout
    home, key, database, is_secure, hosts = first.stdout.strip().split("|")
    assert (home, database) == (str(own), str(own / "upright.sqlite3"))
    assert (is_secure, hosts) == ("False", "['localhost', '127.0.0.1', '[::1]']")
    file = own / "secret-key"
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == (key, 0o600)
    assert [path.name for path in own.iterdir()] == ["secret-key"]


def test_a_public_site_needs_a_key_and_gets_secure_cookies(tmp_path):
    without = settings_in(tmp_path, ALLOWED_HOSTS="upright.example.org")
    given = settings_in(
        tmp_path, ALLOWED_HOSTS="upright.example.org, www.example.org", SECRET_KEY="k"
    )

    assert without.returncode == 1
    assert "needs SECRET_KEY" in without.stderr
    assert given.stdout.strip().split("|")[1:] == [
        "k",
        str(tmp_path / "upright.sqlite3"),
        "True",
        "['upright.example.org', 'www.example.org']",
    ]
    assert not (tmp_path / "secret-key").exists()


def test_the_database_is_the_one_of_its_address(tmp_path):
    said = settings_in(tmp_path, DATABASE_URL="postgres://u@host:5432/upright")

    assert said.stdout.split("|")[2] == "upright"


@pytest.mark.parametrize(
    ("value", "switched"), [("1", True), ("on", True), ("0", False), ("", True)]
)
def test_a_switch_says_yes_or_no_and_empty_means_the_default(
    monkeypatch, value, switched
):
    monkeypatch.setenv("UPRIGHT_TEST", value)

    assert shipped.is_on("UPRIGHT_TEST", default=True) is switched


def test_a_file_that_is_named_is_found_from_anywhere(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UPRIGHT_TEST", "own.npz")
    assert shipped.file_named("UPRIGHT_TEST") == tmp_path / "own.npz"
    monkeypatch.setenv("UPRIGHT_TEST", " ")
    assert shipped.file_named("UPRIGHT_TEST") is None


def test_every_page_carries_the_strict_policy(client, db):
    headers = client.get("/admin/login/").headers

    directives = dict(
        part.strip().split(" ", 1)
        for part in headers["Content-Security-Policy"].split(";")
    )
    assert directives == {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "object-src": "'none'",
        "frame-src": "'none'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
