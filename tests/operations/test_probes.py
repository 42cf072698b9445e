"""Each probe turns red when what it asks about breaks, and is green when it does not."""

import datetime as dt

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from background.models import ChoreRun
from config.urls import urlpatterns as of_the_site
from operations import probes
from operations.backup.records import NAME as BACKUP


class HeaderStripper:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        del response.headers["Referrer-Policy"]
        response.headers["Content-Security-Policy"] = "default-src *"
        response.set_cookie("tracker", "1")
        return response


# A second way in, as somebody might add one.
urlpatterns = [path("accounts/login/", lambda request: HttpResponse("Welcome")), *of_the_site]


def test_a_database_that_answers_is_green(db):
    assert probes.database_answers() is None


def test_all_migrations_applied_is_green(db):
    assert probes.migrations_are_applied() is None


def test_a_migration_that_is_not_applied_is_red(db):
    MigrationRecorder(connection).record_unapplied("background", "0001_outbox")
    problem = probes.migrations_are_applied()
    assert problem.msg == "1 migration is not applied."
    assert "manage.py migrate" in problem.hint


def test_clocks_that_agree_are_green(db):
    assert probes.clock_is_right() is None


@pytest.mark.service("postgresql")
def test_clocks_that_differ_are_red(db, monkeypatch):
    now = timezone.now
    monkeypatch.setattr("django.utils.timezone.now", lambda: now() + dt.timedelta(seconds=5))
    assert probes.clock_is_right().id == "operations.P012"


def test_a_disk_with_room_is_green():
    assert probes.disk_has_room() is None


def test_a_disk_that_is_nearly_full_is_red(monkeypatch):
    # Whatever this machine has is too little then.
    monkeypatch.setattr(probes, "ENOUGH_BYTES", 1024**6)
    monkeypatch.setattr(probes, "ENOUGH_SHARE", 1.01)
    assert "VAR_DIR" in probes.disk_has_room().hint


def test_either_a_gigabyte_or_a_tenth_is_enough(monkeypatch):
    monkeypatch.setattr(probes, "ENOUGH_BYTES", 1024**6)
    monkeypatch.setattr(probes, "ENOUGH_SHARE", 0.0)
    assert probes.disk_has_room() is None


def test_a_home_page_with_its_headers_is_green(homes):
    assert probes.headers_are_sent() is None


def test_headers_that_are_missing_or_weaker_are_red(homes, settings):
    settings.MIDDLEWARE = [f"{__name__}.HeaderStripper", *settings.MIDDLEWARE]
    problem = probes.headers_are_sent()
    assert problem.msg.endswith(": Content-Security-Policy, Referrer-Policy, Set-Cookie.")


def test_without_a_home_page_it_is_red(homes):
    homes["en"].unpublish()
    assert "404" in probes.headers_are_sent().msg


@pytest.mark.parametrize(("seconds", "is_green"), [(365 * 24 * 60 * 60, True), (60, False)])
def test_production_promises_https_for_a_year(homes, settings, seconds, is_green):
    settings.BASE_URL = "https://localhost"
    settings.SECURE_HSTS_SECONDS = seconds
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.PRODUCTION = True
    problem = probes.headers_are_sent()
    assert (problem is None) is is_green
    assert is_green or "Strict-Transport-Security" in problem.msg


def test_the_one_door_is_green(homes):
    assert probes.doors_are_shut() is None


def test_a_second_door_is_red(homes, settings):
    settings.ROOT_URLCONF = __name__
    assert probes.doors_are_shut().msg.endswith(": /accounts/login/.")


def test_a_way_to_reset_passwords_is_red(homes, settings):
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True
    assert probes.doors_are_shut().msg.endswith(": /admin/password_reset/.")


def test_settings_of_development_in_production_are_red(db, settings):
    settings.PRODUCTION = True
    problem = probes.settings_are_sound()
    assert "portevoix.C001" in problem.msg
    assert "check --deploy" in problem.hint


def test_settings_without_a_complaint_are_green(db, settings):
    said = run_checks(include_deployment_checks=True)
    settings.SILENCED_SYSTEM_CHECKS = [str(each.id) for each in said]
    settings.PRODUCTION = True
    assert said
    assert probes.settings_are_sound() is None


def backed_up(hours_ago, **fields):
    begun_at = timezone.now() - dt.timedelta(hours=hours_ago)
    ChoreRun.objects.create(name=BACKUP, begun_at=begun_at, **({"ended_at": begun_at} | fields))


@pytest.mark.parametrize(("hours_ago", "is_green"), [(25, True), (27, False)])
def test_a_backup_is_good_for_26_hours(db, hours_ago, is_green):
    backed_up(hours_ago)
    assert (probes.backup_is_recent() is None) is is_green


def test_a_backup_that_failed_is_red_at_once(db):
    backed_up(1, error="Incomplete")
    assert probes.backup_is_recent().id == "operations.P019"


@pytest.mark.parametrize(("recipient", "is_green"), [("", True), ("age1recipient", False)])
def test_a_first_backup_is_missed_only_where_backups_are_wanted(db, settings, recipient, is_green):
    settings.BACKUP_RECIPIENT = recipient
    assert (probes.backup_is_recent() is None) is is_green
