"""A theory of change is brought with its own *if* and *then*; the page prints only its own."""

import pytest

from strategy.connectives import without_if, without_then
from strategy.models import StrategyPage
from tests.factories import add_goal, add_strategy
from tests.forms import Editing, list_block, streamfield

pytestmark = [pytest.mark.embedded]

CONDITIONS = {
    "If people are safe,": "people are safe,",
    "  • And if: people are safe,": "people are safe,",
    "and only if they agree,": "they agree,",
    "– Si l’air est pur,": "l’air est pur,",
    "ET SI l’air est pur,": "l’air est pur,",
    "S’ils sont libres,": "ils sont libres,",
    "Y si hay agua,": "hay agua,",
    "إذا كان الماء نقيًا،": "كان الماء نقيًا،",
    "وإذا كان الماء نقيًا،": "كان الماء نقيًا،",
    "И если вода чиста,": "вода чиста,",
    "Если вода чиста,": "вода чиста,",
    "如果水是干净的，": "水是干净的，",
    "并且如果水是干净的，": "水是干净的，",
}
OUTCOMES = {
    "Then they speak.": "they speak.",
    "• Alors, on parle.": "on parle.",
    "Entonces hablan.": "hablan.",
    "عندئذٍ يتكلمون.": "يتكلمون.",
    "То они говорят.": "они говорят.",
    "Тогда они говорят.": "они говорят.",
    "那么，他们会说话。": "他们会说话。",
}
AS_THEY_ARE = [
    "people are safe, and if not, they are warned,",
    "Iffy people are safe,",
    "Siempre hay agua,",
    "Sí, hay agua,",
    "S’y rendre est permis,",
    "إذاعة حرة تبث،",
    "若干人是安全的，",
    "Тот, кто говорит.",
    "Alorsque is no word.",
]


@pytest.mark.parametrize(("typed", "kept"), CONDITIONS.items())
def test_the_if_of_a_condition_is_cut(typed, kept):
    assert without_if(typed) == kept


@pytest.mark.parametrize(("typed", "kept"), OUTCOMES.items())
def test_the_then_of_an_outcome_is_cut(typed, kept):
    assert without_then(typed) == kept


@pytest.mark.parametrize("typed", AS_THEY_ARE)
def test_what_only_looks_like_one_stays(typed):
    assert without_if(typed) == typed
    assert without_then(typed) == typed


@pytest.mark.parametrize("action", ["", "publish"])
def test_it_is_cut_when_a_page_is_saved_and_its_goals_stay(client, cast, home, action):
    client.force_login(cast.edith)
    goal = add_goal(add_strategy(home))
    rows = [
        ("condition", {"text": words, "goals": list_block([goal.pk])})
        for words in ("Si l’air est pur,", "Et si l’eau est claire,")
    ]
    editing = Editing(client, StrategyPage, home)
    editing.post(
        action,
        conditions=streamfield(rows),
        outcome="Alors, on respire.",
        refutations=streamfield([]),
        body=streamfield([]),
    )
    saved = editing.made().get_latest_revision_as_object()
    assert [each.text for each in saved.condition_texts] == ["l’air est pur,", "l’eau est claire,"]
    assert [list(each.value["goals"]) for each in saved.conditions] == [[goal], [goal]]
    assert saved.outcome == "on respire."


def test_it_is_cut_whoever_saves_it(home):
    page = add_strategy(home, outcome="Then they speak.")
    page.conditions = [("condition", {"text": "If people are safe,", "goals": []})]
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.outcome == "they speak."
    assert page.condition_texts[0].text == "people are safe,"
