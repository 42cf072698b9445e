"""Prints what the audit log holds: of one person, or of all."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from users import audit
from users.management.people import find
from users.models import SecurityEvent


class Command(BaseCommand):
    help = "Print what happened at the door, the newest last; times are UTC."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", nargs="?", help="only what happened to this person")

    def handle(self, *args: object, **options: Any) -> None:
        events = SecurityEvent.objects.order_by("at", "pk")
        if options["email"]:
            events = events.filter(who=audit.pseudonym(find(options["email"]).pk))
        for event in events.iterator():
            # Quoted: what somebody wrote may hold line breaks, and orders for a terminal.
            details = " ".join(f"{name}={said!r}" for name, said in event.details.items())
            line = f"{event.at:%Y-%m-%d %H:%M} {event.kind} who={event.who or '-'}"
            self.stdout.write(f"{line} by={event.by or '-'} {details}".rstrip())
