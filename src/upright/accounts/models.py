"""People who sign in: by mail address, without a user name."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts; Django's own commands call it by these names."""

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Return a new account, saved; without a password nobody can sign in to it.

        Raises ValueError without an address.
        """
        if not email:
            raise ValueError("An account needs a mail address.")
        user = self.model(email=self.normalize_email(email).strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Return a new account that may do everything."""
        return self.create_user(
            email, password, **{**fields, "is_staff": True, "is_superuser": True}
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account of a mail address, however its letters are cased."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person with an account. The mail address is the name to sign in with."""

    username = None  # type: ignore[assignment]  # Django's way to drop a field
    email = models.EmailField(_("mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # as above

    class Meta:
        """One account for an address, however it is written."""

        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email
