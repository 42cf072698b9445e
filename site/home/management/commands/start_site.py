from typing import Any

from django.core.management.base import BaseCommand

from home.services import start_site


class Command(BaseCommand):
    help = "Creates the languages of the settings and an empty home page in each. Changes no page."

    def handle(self, *args: Any, **options: Any) -> None:
        site = start_site()
        self.stdout.write(self.style.SUCCESS(f"The site begins at {site.root_page.url}"))
