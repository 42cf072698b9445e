"""The people of the suite: some edit the site, together or by halves; one may do nothing."""

from dataclasses import dataclass
from typing import Self

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

PASSWORD = "seven words nobody would ever guess"


@dataclass(frozen=True)
class Cast:
    """`edith` edits and publishes the public site; `adam` may do everything; `nora` may nothing.

    `wanda` writes and submits, and `mona` approves and publishes: each half of what edith does.
    """

    edith: object
    wanda: object
    mona: object
    adam: object
    nora: object

    @classmethod
    def gather(cls) -> Self:
        users = get_user_model().objects

        def staff(name: str, *groups: str) -> object:
            user = users.create_user(f"{name.lower()}@example.org", PASSWORD, first_name=name)
            user.groups.set(Group.objects.filter(name__in=groups))
            return user

        return cls(
            edith=staff("Edith", "Editors", "Moderators"),
            wanda=staff("Wanda", "Editors"),
            mona=staff("Mona", "Moderators"),
            adam=users.create_superuser("adam@example.org", PASSWORD, first_name="Adam"),
            nora=users.create_user("nora@example.org", PASSWORD, first_name="Nora"),
        )
