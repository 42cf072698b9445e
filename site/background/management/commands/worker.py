"""Does the background work: the outbox, the chores, and Django's tasks."""

import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections
from django_tasks_db.management.commands.db_worker import Command as TaskWorker

from background.clock import SECONDS_AFTER_ERROR, Clock


class Command(BaseCommand):
    help = "Do the background work until told to stop. Several may run at once."

    def handle(self, *args: object, **options: Any) -> None:
        clock = Clock()
        clock.start()
        try:
            self._run_tasks()
        finally:
            # The library leaves by sys.exit when it is told to.
            clock.stop()

    def _run_tasks(self) -> None:
        arguments = (
            TaskWorker()
            .create_parser("manage.py", "worker")
            .parse_args(["--queue-name=*", "--no-reload", "--verbosity=0"])
        )
        while True:
            try:
                TaskWorker().handle(**vars(arguments))
            except (InterfaceError, OperationalError) as error:
                # The database went away, which the library does not survive.
                self.stderr.write(f"The database does not answer: {type(error).__name__}")
                close_old_connections()
                time.sleep(SECONDS_AFTER_ERROR)
            else:
                return
