"""What follows in spaces from what happens to an account or a row, whoever brought it about."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from coalitions.models import FileVersion, Verb
from coalitions.services.activity import note
from coalitions.services.members import end
from users.models import User


@receiver(pre_delete, sender=User)
def leave_every_space(instance: User, **_: Any) -> None:
    """Whoever is no more is in no space; what they wrote keeps the name they had there."""
    for member in instance.memberships.filter(left_at=None):
        end(member)
        note(Verb.LEFT, coalition=member.coalition, by=member, about=member)


@receiver(post_delete, sender=FileVersion)
def let_go_of_the_bytes(instance: FileVersion, **_: Any) -> None:
    """With its row goes its file, whether the trash is emptied or the whole space goes."""
    instance.let_go()
