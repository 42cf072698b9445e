"""Lets somebody in again who lost every second step: they sign in and set up another."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from users import audit
from users.management.people import find
from users.sessions import end_sessions


class Command(BaseCommand):
    help = (
        "Remove all second steps of a person, recovery codes too, and end their sessions. Be sure "
        "who asks: whoever knows the password is in afterwards. Changes nothing without --yes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address the person signs in with")
        parser.add_argument("--reason", required=True, help="why; it is kept in the audit log")
        parser.add_argument("--yes", action="store_true", help="do it")

    def handle(self, *args: object, **options: Any) -> None:
        user = find(options["email"])
        factors = Authenticator.objects.filter(user=user)
        for factor in factors:
            self.stdout.write(f"{factor.type}, added on {factor.created_at:%Y-%m-%d}")
        if not factors:
            raise CommandError("There is no second step to remove.")
        if not options["yes"]:
            self.stdout.write("Nothing was changed. To remove them: --yes")
            return
        with transaction.atomic():
            factors.delete()
            end_sessions(user)
            audit.note("factors.forgotten", who=user, reason=options["reason"])
            get_adapter().send_notification_mail("account/email/factors_forgotten", user)
        self.stdout.write("Removed, and the person was written to.")
