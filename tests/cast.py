"""The people of the suite: one edits the site, one signs in without rights, one is nobody."""

from dataclasses import dataclass
from typing import Self

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

PASSWORD = "seven words nobody would ever guess"


@dataclass(frozen=True)
class Cast:
    """`edith` edits and publishes the public site; `adam` may do everything; `nora` may nothing."""

    edith: object
    adam: object
    nora: object

    @classmethod
    def gather(cls) -> Self:
        users = get_user_model().objects
        edith = users.create_user("edith@example.org", PASSWORD, first_name="Edith")
        edith.groups.set(Group.objects.filter(name__in=["Editors", "Moderators"]))
        return cls(
            edith=edith,
            adam=users.create_superuser("adam@example.org", PASSWORD, first_name="Adam"),
            nora=users.create_user("nora@example.org", PASSWORD, first_name="Nora"),
        )
