"""What is meant: the real model where it is installed, and the search without it."""

import json
import logging
import os
import socket
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page

from search import misses
from search.breaker import Breaker
from search.meaning import client as asking
from search.meaning import model
from search.meaning.fusion import fused
from search.meaning.passages import LENGTH, MOST, passages_of
from search.models import Entry, Passage
from search.queries import find
from search.suggestions import meant

Publish = Callable[..., Page]
needs_the_model = pytest.mark.skipif(
    not model.is_installed(), reason="the model is not for this machine"
)


def titles(query: str, language: str = "en") -> list[str]:
    return [each.entry.title for each in find(query, language).nearly if each.hit.by_meaning]


@pytest.fixture(autouse=True)
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "breaker", Breaker())


@pytest.fixture(scope="module")
def real_model() -> model.Model:
    return model.load()


@pytest.fixture
def read_pages(
    real_model: model.Model, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], None]:
    """Read pages, and answer as the process does, which has another connection than a test."""
    from search.meaning.memory import Memory
    from search.meaning.process import answer, read_some

    memory = Memory()
    settings.SEARCH_MEANING = "here"
    monkeypatch.setattr(
        asking, "_asked", lambda request: json.loads(answer(request, real_model, memory))
    )

    def read_pages() -> None:
        while read_some(real_model):
            pass
        memory.refresh()

    return read_pages


class TestWithTheModel:
    pytestmark = needs_the_model

    def test_a_page_is_found_that_has_none_of_the_words(
        self, publish: Publish, read_pages: Callable[[], None]
    ) -> None:
        publish("Everyone has the right to rest and leisure")
        publish("No one shall be held in slavery")
        read_pages()
        assert titles("fun on weekends with friends")[0].startswith("Everyone")
        assert titles("forced to work without wages by an owner")[0].startswith("No one")

    def test_in_another_language_too(
        self, publish: Publish, read_pages: Callable[[], None]
    ) -> None:
        publish("Tout le monde a droit au repos et aux loisirs", "fr")
        publish("Nul ne sera tenu en esclavage", "fr")
        read_pages()
        assert titles("fun on weekends with friends")[0].startswith("Tout")

    def test_what_has_the_words_stays_in_front_and_is_counted_alone(
        self, publish: Publish, read_pages: Callable[[], None]
    ) -> None:
        publish("Weekends are listed elsewhere")
        publish("Everyone has the right to rest and leisure")
        read_pages()
        found = find("weekends", "en")
        assert found.total == 1
        assert [each.entry.title for each in found.shown] == ["Weekends are listed elsewhere"]
        assert titles("weekends") == ["Everyone has the right to rest and leisure"]

    @pytest.mark.parametrize("query", ['"unpaid overtime"', "weekends -work", "…", ""])
    def test_who_asks_for_words_just_so_is_answered_by_words_alone(
        self, publish: Publish, read_pages: Callable[[], None], query: str
    ) -> None:
        publish("Everyone has the right to rest and leisure")
        read_pages()
        assert titles(query) == []

    def test_what_is_taken_down_is_not_near_any_more(
        self, publish: Publish, read_pages: Callable[[], None]
    ) -> None:
        page = publish("Everyone has the right to rest and leisure")
        read_pages()
        Page.objects.filter(pk=page.pk).update(live=False)
        assert titles("fun on weekends with friends") == []
        Entry.objects.all().delete()
        assert not Passage.objects.exists()

    def test_where_nothing_is_published_nothing_is_near(
        self, homes: object, read_pages: Callable[[], None]
    ) -> None:
        Entry.objects.all().delete()
        read_pages()
        assert titles("fun on weekends with friends") == []

    def test_what_changed_is_read_anew_and_what_did_not_is_not(
        self, publish: Publish, read_pages: Callable[[], None]
    ) -> None:
        page = publish("Everyone has the right to rest and leisure")
        publish("No one shall be held in slavery")
        read_pages()
        before = dict(Passage.objects.values_list("entry", "pk"))
        Entry.objects.filter(page=page).update(digest="changed")
        read_pages()
        after = dict(Passage.objects.values_list("entry", "pk"))
        assert {entry for entry in before if before[entry] != after[entry]} == {page.pk}

    def test_the_page_says_that_it_is_near_and_editors_hear_of_the_miss(
        self,
        publish: Publish,
        read_pages: Callable[[], None],
        client: Client,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        noted: list[str] = []
        monkeypatch.setattr(misses, "note", lambda query, language: noted.append(query))
        publish("Everyone has the right to rest and leisure")
        read_pages()
        html = client.get("/en/search/", {"q": "weekends"}).content.decode()
        assert "Near in meaning" in html
        assert "These have none of them" in html
        assert "Try fewer words" in html
        assert noted == ["weekends"]

    def test_it_is_not_what_was_meant_to_be_typed(
        self, publish: Publish, read_pages: Callable[[], None]
    ) -> None:
        publish("Everyone has the right to rest and leisure")
        read_pages()
        assert meant(find("lesure weekends", "en")) in ("", "leisure weekends")
        assert meant(find("weekends", "en")) == ""


@needs_the_model
def test_the_process_answers_who_runs_the_site_and_nobody_else(
    tmp_path: Path, settings: Any, real_model: model.Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    from search.meaning import process

    settings.SEARCH_MEANING = str(tmp_path / "s")
    running = process.Process(Path(settings.SEARCH_MEANING))
    group = uuid4()
    monkeypatch.setattr(running.memory, "nearest", lambda vector, size: [group])
    monkeypatch.setattr(running, "_read", lambda: None)
    running._reader = Thread(target=running._read)
    thread = Thread(target=running.run, daemon=True)
    thread.start()
    for _time in range(200):
        if asking.nearest("holidays", 5) == [group]:
            break
        asking.breaker.answered()
        thread.join(0.05)
    assert asking.nearest("holidays", 5) == [group]
    assert stat.S_IMODE(os.stat(settings.SEARCH_MEANING).st_mode) == 0o600
    for wrong in (b"", b"{}", b"[1]", b"\xff\n", b"{" * 5_000):
        with socket.socket(socket.AF_UNIX) as there:
            there.connect(settings.SEARCH_MEANING)
            there.sendall(wrong + b"\n")
            there.settimeout(2)
            assert there.recv(100) == b""
    assert asking.nearest("holidays", 5) == [group]
    running.stop()
    thread.join(5)


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[str]:
    """Somebody who takes the connection, and then says nothing."""
    path = str(tmp_path / "silent")
    with socket.socket(socket.AF_UNIX) as there:
        there.bind(path)
        there.listen()
        yield path


@pytest.mark.parametrize("how", ["nobody", "silence"])
def test_where_nobody_answers_words_do_and_nobody_waits_twice(
    publish: Publish,
    settings: Any,
    silent: str,
    tmp_path: Path,
    how: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.SEARCH_MEANING = silent if how == "silence" else str(tmp_path / "nobody")
    publish("Reprisals")
    with caplog.at_level(logging.DEBUG, "search"):
        for _time in range(2):
            assert find("reprisals", "en").total == 1
    assert caplog.text.count("Nobody knows what is meant") == 1
    assert "reprisals" not in caplog.text.lower()


def test_where_it_is_not_configured_nobody_is_asked(settings: Any, publish: Publish) -> None:
    settings.SEARCH_MEANING = ""
    publish("Reprisals")
    assert asking.nearest("reprisals", 5) == []
    with pytest.raises(CommandError):
        call_command("meaning")


def test_a_long_page_is_read_in_passages_each_under_its_title() -> None:
    entry = Entry(title="Title", text="word " * 5_000)
    passages = list(passages_of(entry))
    assert len(passages) == MOST
    assert all(each.startswith("Title. ") and len(each) <= LENGTH + 7 for each in passages)
    assert list(passages_of(Entry(title="Title"))) == ["Title."]


def test_what_stands_high_in_both_orders_comes_first() -> None:
    one, two, three, four = (UUID(int=number) for number in range(4))
    assert fused([one, two], [two, three], 0.6) == [two, one, three]
    assert fused([one, two, three], [], 0.6) == [one, two, three]
    assert fused([one, two], [three, four], 0.3) == [one, two, three, four]
