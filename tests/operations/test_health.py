"""What an orchestrator is told: one word, cheaply, whoever asks."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from config.settings import production
from operations.health import unapplied_migrations


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_the_answer_is_one_word_that_nobody_keeps(client, db, path):
    response = client.get(path)
    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_a_process_lives_without_a_database(client):
    # Without the fixture that lets a test use it: a query would fail here.
    assert client.get("/health/live").status_code == 200


def test_whether_it_is_ready_costs_two_queries(client, db, django_assert_max_num_queries):
    client.get("/health/ready")
    with django_assert_max_num_queries(2):
        client.get("/health/ready")


@pytest.fixture
def a_migration_is_missing(db):
    MigrationRecorder(connection).record_unapplied("background", "0001_outbox")


def test_with_a_migration_missing_it_is_not_ready(client, a_migration_is_missing):
    response = client.get("/health/ready")
    assert (response.status_code, response.content) == (503, b"unavailable")
    assert client.get("/health/live").status_code == 200


def test_without_a_database_it_is_not_ready(client, db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO elsewhere")
        cursor.execute("CREATE TABLE django_migrations (id integer)")
    response = client.get("/health/ready")
    assert (response.status_code, response.content) == (503, b"unavailable")


def test_what_is_missing_is_what_django_would_apply(a_migration_is_missing):
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    assert {(each.app_label, each.name) for each, _backwards in plan} == {
        ("background", "0001_outbox")
    }
    assert unapplied_migrations() == {("background", "0001_outbox")}


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_nobody_is_sent_to_https(client, db, settings, path):
    settings.SECURE_SSL_REDIRECT = production.SECURE_SSL_REDIRECT
    settings.SECURE_REDIRECT_EXEMPT = production.SECURE_REDIRECT_EXEMPT
    assert client.get("/en/").status_code == 301
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/sitemap-en.xml"])
def test_nobody_is_told_of_it(client, homes, path):
    assert "health" not in client.get(path).content.decode()
