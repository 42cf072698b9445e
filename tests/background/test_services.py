"""The outbox: written with the change, delivered at least once, parked when it cannot be."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from background import effects, services
from background.errors import Unavailable
from background.models import Effect
from background.services import ATTEMPTS, LEASE, deliver_due, give_up, record, retry, settle


class RolledBack(Exception):
    pass


def fails(subject, payload):
    raise ValueError("a secret of " + subject)


def is_down(subject, payload):
    raise Unavailable("the store")


def pause_after_failure(now):
    """Deliver what is due and return how long the one effect waits then, in seconds."""
    deliver_due()
    effect = Effect.objects.get()
    pause = effect.due_at - timezone.now()
    now(seconds=pause.total_seconds() + 0.1)
    return round(pause.total_seconds())


def test_an_effect_is_delivered_once_and_gone(db, kind, delivered):
    record(kind=kind, subject="1", payload={"a": 1})
    assert deliver_due() == 1
    assert deliver_due() == 0
    assert delivered == [("1", {"a": 1})]
    assert not Effect.objects.exists()


@transaction.atomic
def change_that_fails(kind):
    record(kind=kind, subject="1")
    assert Effect.objects.count() == 1
    raise RolledBack


def test_an_effect_is_rolled_back_with_its_change(db, kind, delivered):
    with pytest.raises(RolledBack):
        change_that_fails(kind)
    assert deliver_due() == 0
    assert delivered == []


def test_what_nobody_delivers_is_not_recorded(db):
    with pytest.raises(LookupError, match=r"test\.unknown"):
        record(kind="test.unknown", subject="1")
    assert not Effect.objects.exists()


def test_recorded_twice_is_told_once_as_it_is_now(db, kind, delivered):
    record(kind=kind, subject="1", payload={"a": "before"})
    record(kind=kind, subject="1", payload={"a": "now"})
    record(kind=kind, subject="2")
    assert deliver_due() == 2
    assert sorted(delivered, key=str) == [("1", {"a": "now"}), ("2", {})]


def test_a_delay_is_kept(db, kind, delivered, now):
    record(kind=kind, subject="1", delay=dt.timedelta(days=1))
    assert deliver_due() == 0
    now(days=1, seconds=1)
    assert deliver_due() == 1


def test_recorded_anew_during_its_delivery_it_is_delivered_again(db, kind, delivered):
    def deliver(subject, payload):
        delivered.append((subject, payload))
        if payload["a"] == "before":
            record(kind=kind, subject=subject, payload={"a": "now"})

    effects.effect(kind)(deliver)
    record(kind=kind, subject="1", payload={"a": "before"})
    deliver_due()
    assert [payload["a"] for _subject, payload in delivered] == ["before", "now"]
    assert not Effect.objects.exists()


def test_recorded_anew_during_a_failure_it_is_due_at_once(db, kind, delivered):
    def deliver(subject, payload):
        delivered.append((subject, payload))
        if payload["a"] == "before":
            record(kind=kind, subject=subject, payload={"a": "now"})
            raise ValueError

    effects.effect(kind)(deliver)
    record(kind=kind, subject="1", payload={"a": "before"})
    assert deliver_due() == 1
    assert not Effect.objects.exists()


def test_another_worker_leaves_what_one_is_delivering(db, kind, delivered):
    def deliver(subject, payload):
        delivered.append((subject, payload))
        assert deliver_due() == 0

    effects.effect(kind)(deliver)
    record(kind=kind, subject="1")
    assert deliver_due() == 1
    assert len(delivered) == 1


def test_the_claim_of_a_dead_worker_runs_out(db, kind, delivered, now):
    def die(subject, payload):
        raise KeyboardInterrupt

    deliver = effects.handler_of(kind)
    effects.effect(kind)(die)
    record(kind=kind, subject="1")
    with pytest.raises(KeyboardInterrupt):
        deliver_due()
    effects.effect(kind)(deliver)
    now(seconds=LEASE.total_seconds() - 1)
    assert deliver_due() == 0
    now(seconds=2)
    assert deliver_due() == 1
    assert len(delivered) == 1


def test_a_failure_is_tried_again_at_growing_pauses_then_parked(db, kind, now):
    effects.effect(kind)(fails)
    record(kind=kind, subject="1")
    pauses = [pause_after_failure(now) for _attempt in range(ATTEMPTS - 1)]
    assert pauses == [5, 10, 20, 40, 80, 160, 320]
    assert not Effect.objects.parked().exists()
    deliver_due()
    parked = Effect.objects.parked().get()
    # The name of what went wrong, and never its words.
    assert (parked.attempts, parked.error) == (ATTEMPTS, "ValueError")
    now(days=30)
    assert deliver_due() == 0
    assert Effect.objects.parked().count() == 1


@pytest.fixture
def parked(db, kind):
    moment = timezone.now()
    return Effect.objects.create(
        kind=kind, subject="1", attempts=ATTEMPTS, error="ValueError", parked_at=moment
    )


def test_what_was_parked_is_tried_when_it_is_recorded_anew(parked, kind, delivered):
    assert deliver_due() == 0
    record(kind=kind, subject="1", payload={"a": "new"})
    assert deliver_due() == 1
    assert delivered == [("1", {"a": "new"})]


def test_what_was_parked_is_tried_when_an_administrator_says_so(parked, delivered):
    assert retry(Effect.objects.all()) == 1
    assert deliver_due() == 1
    assert len(delivered) == 1


def test_only_what_is_parked_is_given_up(parked, kind):
    record(kind=kind, subject="waiting")
    assert give_up(Effect.objects.all()) == 1
    assert [each.subject for each in Effect.objects.all()] == ["waiting"]


def test_a_service_that_is_down_parks_nothing(db, kind, delivered, now):
    deliver = effects.handler_of(kind)
    effects.effect(kind)(is_down)
    record(kind=kind, subject="1")
    pauses = [pause_after_failure(now) for _attempt in range(40)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (5, 600)
    effect = Effect.objects.waiting().get()
    assert (effect.attempts, effect.error) == (0, "the store")
    effects.effect(kind)(deliver)
    assert deliver_due() == 1
    assert len(delivered) == 1


def test_one_time_out_serves_all_of_a_kind(db, kind, delivered, now):
    asked = []

    @effects.effect("test.down")
    def deliver(subject, payload):
        asked.append(subject)
        raise Unavailable("the store")

    for number in range(5):
        record(kind="test.down", subject=str(number))
        record(kind=kind, subject=str(number))
    assert deliver_due() == 5
    assert len(asked) == 1
    # Nor does the next look ask again at once.
    now(seconds=1)
    deliver_due()
    assert len(asked) == 1
    now(seconds=5)
    deliver_due()
    assert len(asked) == 2
    assert Effect.objects.waiting().count() == 5


def test_an_effect_that_always_fails_does_not_stop_the_others(db, kind, delivered):
    effects.effect("test.poison")(fails)
    record(kind="test.poison", subject="1")
    for number in range(3):
        record(kind=kind, subject=str(number))
    assert deliver_due() == 3
    assert Effect.objects.get().kind == "test.poison"


def test_a_kind_that_is_no_longer_known_is_kept_for_an_administrator(db, kind, now):
    Effect.objects.create(kind="test.of_an_older_release", subject="1")
    for _attempt in range(ATTEMPTS):
        deliver_due()
        now(minutes=11)
    assert Effect.objects.parked().get().error == "LookupError"


def test_delivering_ends_between_two_effects_when_it_is_told_to(db, kind, delivered):
    for number in range(5):
        record(kind=kind, subject=str(number))
    assert deliver_due(go_on=lambda: len(delivered) < 2) == 2
    assert Effect.objects.count() == 3


def test_settling_delivers_what_deliveries_record(db, kind, delivered):
    def deliver(subject, payload):
        delivered.append(subject)
        if int(subject) < 3:
            record(kind=kind, subject=str(int(subject) + 1))

    effects.effect(kind)(deliver)
    record(kind=kind, subject="1")
    settle()
    assert delivered == ["1", "2", "3"]


def test_the_database_keeps_one_effect_of_a_kind_and_subject(parked, kind):
    with pytest.raises(DatabaseError), transaction.atomic():
        Effect.objects.create(kind=kind, subject="1")


def test_a_claim_holds_longer_than_a_mail_may_take(settings):
    assert services.LEASE.total_seconds() > settings.EMAIL_TIMEOUT * 10
