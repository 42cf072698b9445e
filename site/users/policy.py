"""Who manages accounts and groups: administrators, and nobody whom a group lets.

Whoever may change an account may make it an administrator's, or take over the account of one by its
address; whoever may change a group may give it every right there is.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from users.models import User


class AdministratorsOnly(BasePermissionPolicy):
    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active and user.is_superuser)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[User]:
        return User.objects.filter(is_active=True, is_superuser=True)
