"""What is kept of a person who signs in."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CHAIN = 0
"""The chain of deeds that belong to no network."""


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by address, however it is written."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account of that address; `Account.DoesNotExist` when there is none."""
        return self.get(email__iexact=username or "")


class Account(AbstractBaseUser):
    """One person who can sign in."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True, default="")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="account_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name as Django's and allauth's texts use it."""
        return self.name


class SignInLink(models.Model):
    """A link that signs one account in, once; the link holds the secret, only its hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_in_links")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"sign-in link for account {self.account_id}"


class EmailChange(models.Model):
    """An account's move to another address: asked for, confirmed at the new one, and undone at the old one if need be."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="email_changes")
    old = models.EmailField(max_length=254)
    new = models.EmailField(max_length=254)
    secret_hash = models.CharField(max_length=64, unique=True)
    undo_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undo_ends_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"e-mail change of account {self.account_id}"
