"""People sign in by mail address."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from upright import settings as shipped
from upright.accounts.models import User


def test_an_account_needs_an_address(db):
    with pytest.raises(ValueError, match="mail address"):
        User.objects.create_user("")


def test_a_superuser_is_made_by_the_command(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "correct horse battery")
    call_command("createsuperuser", interactive=False, email="Alice@Example.org")

    alice = User.objects.get()
    assert (alice.email, alice.is_staff, alice.is_superuser) == (
        "Alice@example.org",
        True,
        True,
    )
    assert str(alice) == "Alice@example.org"


def test_people_sign_in_by_their_address_however_its_letters_are_cased(db, client):
    User.objects.create_superuser("alice@example.org", "correct horse")

    answer = client.post(
        reverse("admin:login"),
        {
            "username": "ALICE@example.org",
            "password": "correct horse",
            "next": reverse("admin:index"),
        },
    )

    assert (answer.status_code, answer.url) == (302, reverse("admin:index"))


def test_an_address_has_one_account(db):
    User.objects.create_user("alice@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("Alice@example.org")


def test_an_account_without_a_password_cannot_be_signed_in_to(db, client):
    User.objects.create_user("bob@example.org", is_staff=True)

    assert not client.login(username="bob@example.org", password="")


def test_passwords_are_kept_by_argon2(settings):
    settings.PASSWORD_HASHERS = shipped.PASSWORD_HASHERS
    user = User(email="alice@example.org")

    user.set_password("correct horse")

    assert user.password.startswith("argon2$argon2id$")


def test_accounts_can_be_managed_in_the_admin(db, client, staff):
    client.force_login(staff)

    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 200
    made = client.post(
        reverse("admin:accounts_user_add"),
        {
            "email": "bob@example.org",
            "usable_password": "true",
            "password1": "correct horse battery",
            "password2": "correct horse battery",
        },
    )

    bob = User.objects.get(email="bob@example.org")
    assert made.url == reverse("admin:accounts_user_change", args=[bob.pk])
    assert client.get(made.url).status_code == 200
