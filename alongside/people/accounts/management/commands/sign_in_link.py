"""`alongside sign-in-link`: a way in for somebody whom no mail reaches."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alongside.people.accounts import actions
from alongside.people.accounts.models import Account


class Command(BaseCommand):
    """Prints a link that signs in one person, once."""

    help = (
        "Print a link that signs somebody in: it works once, for ten minutes. Hand it over yourself; whoever opens it is "
        "signed in. Example: alongside sign-in-link ama@example.org"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("email", help="address of the account")

    def handle(self, *, email: str, **_options: object) -> None:
        """Print it, or say in one line why not."""
        account = Account.objects.filter(email__iexact=email, is_active=True).first()
        if account is None:
            raise CommandError(f"Nobody signs in as {email}. To make somebody a coordinator: alongside network --help")
        self.stdout.write(actions.one_time_link(account, now=timezone.now()))
