"""Tells where the search differs from what there is to be found: at night, and for monitoring."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from background.errors import Unavailable
from search.drift import Drift
from search.elastic.client import IndexMissing
from search.elastic.mirror import Mirror
from search.mirrors import configured
from search.services import find_drift, repair
from search.spaces import services as spaces


class Command(BaseCommand):
    help = (
        "Compare the search with the public pages, its entries and the index of Elasticsearch, "
        "and that of spaces with what stands there. "
        "Exits with 1 when they differ."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Make them equal again.")

    def handle(self, *args: object, repair: bool, **options: object) -> None:
        differs = self._compare_entries(repair)
        differs |= self._compare_spaces(repair)
        for name, mirror in configured():
            differs |= self._compare_index(name, mirror, repair)
        if not differs:
            self.stdout.write(
                self.style.SUCCESS(
                    "The search knows the public pages and the spaces, and nothing else."
                )
            )
        elif repair:
            # Still a failure: who watches wants to know that it happened.
            raise CommandError("The search differed from what there is. It is repaired.")
        else:
            raise CommandError("The search differs from what there is: run search_check --repair.")

    def _compare_entries(self, with_repair: bool) -> bool:
        drift = find_drift()
        self._tell("entries", drift)
        if with_repair:
            repair(drift)
        return bool(drift)

    def _compare_spaces(self, with_repair: bool) -> bool:
        drift = spaces.find_drift(but=spaces.waiting())
        self._tell("entries of spaces", drift)
        if with_repair:
            spaces.repair(drift)
        return bool(drift)

    def _compare_index(self, name: str, mirror: Mirror, with_repair: bool) -> bool:
        try:
            drift = mirror.make_equal() if with_repair else mirror.find_drift()
        except IndexMissing:
            self.stdout.write(f"index of {name}: there is none")
            return True
        except Unavailable as error:
            raise CommandError(f"{error.service} does not answer: nothing to compare.") from error
        self._tell(f"index of {name}", drift)
        return bool(drift)

    def _tell(self, what: str, drift: Drift[Any]) -> None:
        for name in ("missing", "superfluous", "stale"):
            if keys := getattr(drift, name):
                self.stdout.write(f"{what}, {name}: {len(keys)} ({_some(keys)})")


def _some(keys: list[Any]) -> str:
    return ", ".join(map(str, keys[:20])) + (", …" if len(keys) > 20 else "")
