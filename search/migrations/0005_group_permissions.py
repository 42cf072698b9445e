"""Lets Wagtail's groups decide what visitors find first, and by which other words."""

from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = ("Editors", "Moderators")
ACTIONS = ("add", "change", "delete", "view")
MODELS = ("pin", "synonyms")


def grant(apps, schema_editor):
    # Permissions are made after all migrations; this one needs them now.
    create_permissions(all_apps.get_app_config("search"), verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="search",
        codename__in=[f"{action}_{model}" for action in ACTIONS for model in MODELS],
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0004_editors"),
        # It makes the groups what they are.
        ("core", "0003_group_permissions"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
