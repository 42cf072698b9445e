"""The index of spaces: opened by its own key, equal to the entries, and never in the way."""

import logging
from functools import partial
from typing import Any

import pytest

from background.models import Effect
from coalitions.services.drafts import trash
from home.models import HomePage
from search.elastic.client import SECONDS_TO_WRITE
from search.elastic.pages import PAGES
from search.models import SpaceEntry
from search.queries import find as find_public
from search.spaces.mirror import SPACES, fields
from search.spaces.queries import find_in
from tests.coalitions.cast import Spaces, add_comment, add_draft, add_file
from tests.factories import add_standard_page
from tests.search.elastic.broken import answering, closed_port, silence
from tests.search.spaces.conftest import catch_up, find, titles

pytestmark = [
    pytest.mark.usefixtures("elasticsearch"),
    pytest.mark.service("elasticsearch"),
]


def known() -> set[str]:
    with SPACES.index.connected(SECONDS_TO_WRITE) as client:
        return {str(key) for key in SPACES.index.digests(client)}


def test_the_index_knows_what_has_an_entry_and_forgets_it_with_the_space(spaces: Spaces) -> None:
    draft = add_draft(spaces.petra)
    comment = add_comment(spaces.rita, draft, "ask")
    file = add_file(spaces.petra)
    catch_up()
    assert known() == {str(each.pk) for each in (draft, comment, file)}
    assert not SPACES.find_drift()
    spaces.rivers.delete()
    catch_up()
    assert known() == set()


@pytest.mark.parametrize(("mine", "other"), [(PAGES, SPACES), (SPACES, PAGES)])
def test_the_key_of_one_index_does_not_open_the_other(settings: Any, mine: Any, other: Any) -> None:
    if not settings.ELASTICSEARCH["api_key"]:
        pytest.skip("Elasticsearch was started plain")
    with mine.index.connected(SECONDS_TO_WRITE) as client:
        answer = client.options(ignore_status=403).search(index=other.index.alias)
        assert answer.meta.status == 403
        # Nor is it among what a pattern finds.
        names = client.indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}*").body
        assert not [name for name in names if name.startswith(other.index.alias)]


def test_the_index_holds_terms_and_no_text_no_title_and_nobody(spaces: Spaces) -> None:
    add_draft(spaces.petra, "Balloons.", title="Zeppelins")
    catch_up()
    with SPACES.index.connected(SECONDS_TO_WRITE) as client:
        [hit] = client.search(index=SPACES.index.alias)["hits"]["hits"]
    assert "_source" not in hit
    assert set(fields()) == {"coalition", "kind", "language", "changed_at", "title", "text"}


def test_no_score_tells_what_stands_in_another_space(spaces: Spaces) -> None:
    def scores() -> list[float]:
        catch_up()
        found = []
        for said in ("water", "rare"):
            answer = SPACES.index.ask(
                query={
                    "bool": {
                        "filter": {"term": {"coalition": str(spaces.lakes.pk)}},
                        "must": {"constant_score": {"filter": {"term": {"text": said}}}},
                    }
                }
            )
            found += [hit["_score"] for hit in answer["hits"]["hits"]]
        return found

    add_draft(spaces.luca, "Water and what is rare.", title="A")
    alone = scores()
    for number in range(10):
        add_draft(spaces.petra, "water rare " * 9, title=f"Water {number}")
    assert scores() == alone


def test_no_score_of_a_public_page_changes_with_what_spaces_say(
    spaces: Spaces, homes: dict[str, HomePage]
) -> None:
    add_standard_page(homes["en"], title="Water is rare", slug="water")

    def score() -> Any:
        catch_up()
        query = {"match": {"title.en": "water"}}
        return PAGES.index.ask(query=query)["hits"]["hits"][0]["_score"]

    alone = score()
    for number in range(10):
        add_draft(spaces.petra, "water", title=f"Water {number}")
    assert score() == alone
    assert find_public("water", "en").total == 1


def test_what_is_put_away_is_not_counted_though_the_index_has_it(spaces: Spaces) -> None:
    draft = add_draft(spaces.petra, title="Zeppelins")
    add_draft(spaces.petra, title="A zeppelin")
    assert find(spaces.petra, "zeppelin").total == 2
    trash(by=spaces.petra, draft=draft)
    found = find_in(spaces.petra, "zeppelin", "en")
    assert (found.total, found.counts) == (1, {"draft": 1})


@pytest.mark.parametrize("broken", [closed_port, silence, partial(answering, 403)])
def test_where_it_does_not_answer_the_database_does_and_says_no_word(
    spaces: Spaces, settings: Any, broken: Any, caplog: pytest.LogCaptureFixture
) -> None:
    add_draft(spaces.petra, title="Zeppelins")
    catch_up()
    with broken() as url, caplog.at_level(logging.DEBUG):
        settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"url": url}
        # Twice: the second does not wait for it.
        for _time in range(2):
            assert find_in(spaces.petra, "zeppelin", "en").total == 1
    assert caplog.text.count("the embedded search answers") == 1
    assert "zeppelin" not in caplog.text.lower().replace("search_spaceentry", "")


def test_what_changes_while_it_is_down_is_told_when_it_is_back(
    spaces: Spaces, settings: Any
) -> None:
    draft, gone = add_draft(spaces.petra, title="Zeppelins"), add_draft(spaces.petra, title="Kites")
    catch_up()
    there = settings.ELASTICSEARCH
    with closed_port() as url:
        settings.ELASTICSEARCH = there | {"url": url}
        add_draft(spaces.petra, title="Balloons")
        gone.delete()
        catch_up()
        assert Effect.objects.filter(kind="search.index_space_entry").count() == 2
    settings.ELASTICSEARCH = there
    Effect.objects.update(due_at=draft.made_at)
    catch_up()
    assert titles(spaces.petra, "balloons") == ["<mark>Balloons</mark>"]
    assert known() == {str(key) for key in SpaceEntry.objects.values_list("key", flat=True)}


def test_without_its_key_spaces_are_searched_in_the_database(spaces: Spaces, settings: Any) -> None:
    if not settings.ELASTICSEARCH["api_key"]:
        pytest.skip("Elasticsearch was started plain")
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"members_api_key": ""}
    add_draft(spaces.petra, title="Zeppelins")
    assert titles(spaces.petra, "zeppelins") == ["<mark>Zeppelins</mark>"]
    assert not Effect.objects.filter(kind__startswith="search.index_space").exists()
