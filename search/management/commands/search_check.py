"""Tells where the search differs from the public pages; for the night, and for monitoring."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from search.services import find_drift


class Command(BaseCommand):
    help = "Compare the search with the public pages. Exits with 1 when they differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Make them equal again.")

    def handle(self, *args: object, repair: bool, **options: object) -> None:
        drift = find_drift()
        if not drift:
            self.stdout.write(
                self.style.SUCCESS("The search knows the public pages, and no other.")
            )
            return
        for name in ("missing", "superfluous", "stale"):
            keys = getattr(drift, name)
            self.stdout.write(f"{name}: {len(keys)}{_some(keys)}")
        if repair:
            drift.repair()
            # Still a failure: who watches wants to know that it happened.
            raise CommandError("The search differed from the public pages. It is repaired.")
        raise CommandError("The search differs from the public pages: run search_check --repair.")


def _some(keys: list[int]) -> str:
    if not keys:
        return ""
    more = ", …" if len(keys) > 20 else ""
    return f" (pages {', '.join(map(str, keys[:20]))}{more})"
