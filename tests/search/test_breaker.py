import pytest

from search import breaker
from search.breaker import Breaker


def test_everybody_asks_while_it_answers() -> None:
    each = Breaker()
    assert each.lets_through()
    each.answered()
    assert each.lets_through()


def test_after_a_failure_nobody_asks_for_a_while() -> None:
    each = Breaker()
    each.failed()
    assert not each.lets_through()


def test_after_the_while_one_asks_and_the_others_wait_for_its_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    each = Breaker()
    monkeypatch.setattr(breaker, "SECONDS_OF_PAUSE", 0)
    each.failed()
    monkeypatch.setattr(breaker, "SECONDS_OF_PAUSE", 60)
    assert [each.lets_through() for _ in range(3)] == [True, False, False]
    each.answered()
    assert each.lets_through()
