"""What people who sign in add to the admin: a letter for a new account, a way to one's own."""

from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from users import audit
from users.models import User
from users.policy import AdministratorsOnly
from users.welcome import welcome

for model in (User, Group):
    register_permission_policy(model, AdministratorsOnly(model))


@hooks.register("after_create_user")
def send_welcome(request: HttpRequest, user: User) -> None:
    # Wagtail leaves an empty one.
    user.set_unusable_password()
    user.save(update_fields=["password"])
    audit.note("account.made", who=user, by=request.user)
    welcome(user)


@hooks.register("register_settings_menu_item")
def account() -> MenuItem:
    return MenuItem(_("How I sign in"), reverse("account"), icon_name="key", order=900)
