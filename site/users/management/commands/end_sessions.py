"""Signs people out: one of them, or everybody, at their next request."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from users import audit
from users.management.people import find
from users.models import Session
from users.sessions import end_sessions


class Command(BaseCommand):
    help = "End the sessions of a person, or of everybody: they are out at their next request."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", nargs="?", help="the address the person signs in with")
        parser.add_argument("--everybody", action="store_true", help="end all sessions there are")

    def handle(self, *args: object, **options: Any) -> None:
        if bool(options["email"]) is options["everybody"]:
            raise CommandError("Name a person, or say --everybody.")
        if options["everybody"]:
            ended, _rows = Session.objects.all().delete()
            audit.note("sessions.ended")
        else:
            user = find(options["email"])
            ended = end_sessions(user)
            audit.note("sessions.ended", who=user)
        self.stdout.write(f"{ended} sessions were ended.")
