"""What the site does by the clock: pages go up and down on the day they were given."""

from datetime import timedelta

from django.core.management import call_command

from background.chores import chore


@chore("core.schedule", every=timedelta(minutes=1))
def keep_the_schedule() -> None:
    call_command("publish_scheduled", verbosity=0)
