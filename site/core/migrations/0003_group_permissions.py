"""Lets Wagtail's groups do what this site adds: editors keep topics and translate, moderators set up."""

from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

GRANTED = {
    "Editors": [
        ("core", "add_topic"),
        ("core", "change_topic"),
        ("core", "add_region"),
        ("core", "change_region"),
        ("wagtail_localize", "submit_translation"),
    ],
    "Moderators": [
        ("core", "add_topic"),
        ("core", "change_topic"),
        ("core", "delete_topic"),
        ("core", "add_region"),
        ("core", "change_region"),
        ("core", "delete_region"),
        ("core", "change_sitesettings"),
        ("wagtail_localize", "submit_translation"),
    ],
}


def grant(apps, schema_editor):
    # Permissions are made after all migrations; this one needs them now.
    for label in ("core", "wagtail_localize"):
        create_permissions(all_apps.get_app_config(label), verbosity=0)
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for group in group_model.objects.filter(name__in=GRANTED):
        for label, codename in GRANTED[group.name]:
            group.permissions.add(
                permission_model.objects.get(content_type__app_label=label, codename=codename)
            )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_page_indexes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
