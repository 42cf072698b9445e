"""Writes all that the search knows anew: entries from the pages, the index from the entries."""

from django.core.management.base import BaseCommand, CommandError

from background.errors import Unavailable
from search.effects import record_index
from search.elastic.mirror import Mirror
from search.mirrors import configured
from search.services import rebuild
from search.spaces import services as spaces


class Command(BaseCommand):
    help = (
        "Write the search entry of every public page anew, and the index of Elasticsearch; "
        "bring the entries of spaces up to date."
    )

    def handle(self, *args: object, **options: object) -> None:
        done = 0
        for done, total in rebuild():
            self.stdout.write(f"{done} of {total} pages")
        spaces.repair(spaces.find_drift())
        for name, mirror in configured():
            self._rebuild_index(name, mirror)
        self.stdout.write(self.style.SUCCESS(f"The search knows {done} pages."))

    def _rebuild_index(self, name: str, mirror: Mirror) -> None:
        try:
            mirror.rebuild()
        except Unavailable as error:
            record_index(name)
            raise CommandError(
                f"{error.service} does not answer. The entries are written; the worker brings the "
                "index up to date when it answers again."
            ) from error
        self.stdout.write(f"The index of {name} is new.")
