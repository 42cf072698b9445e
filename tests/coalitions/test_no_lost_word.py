"""Several write at once, by steps and by forms, with all that may go wrong: no word is lost."""

import pytest

from coalitions.models import Draft, Step
from coalitions.roles import Role
from coalitions.services import members
from coalitions.services.writing import state_at
from coalitions.text.reading import trusted
from tests.coalitions.cast import add_comment, add_draft, add_member, at
from tests.coalitions.text.chance import Chance
from tests.coalitions.writer import START, Editor, FormWriter, fate


def a_word_of(draft):
    """Return one that stands in it once."""
    now = trusted(Draft.objects.get(pk=draft.pk).document)
    text = now.text_between(0, now.content.size, " ")
    return next(word for word in text.split() if len(word) > 2 and text.count(word) == 1)


@pytest.mark.parametrize("seed", range(8))
def test_all_copies_become_the_same_and_every_word_was_there(spaces, browse, seed):
    chance = Chance(seed)
    draft = add_draft(spaces.petra, START)
    paths = {name: at(spaces, name, draft.pk) for name in ("text", "steps", "write")}
    zoe = add_member(spaces.rivers, "Zoe", Role.PENHOLDER)
    spaces.people["zoe"] = zoe.user
    editors = [Editor(browse(name), paths, chance) for name in ("petra", "cora", "zoe")]
    form = FormWriter(browse("cora"), paths, chance)
    typed: list[str] = []
    copied = ""
    for number in range(60):
        word = f"w{number}z"
        if number == 20:
            # What Zoe types from here on is refused, and stays on her screen.
            members.change_role(by=spaces.cora, member=zoe, role=Role.REVIEWER)
        if number == 35:
            members.change_role(by=spaces.cora, member=zoe, role=Role.PENHOLDER)
            copied = editors[2].document.text_content
            editors[2].open()
        if number in (10, 30):
            add_comment(spaces.rita, draft, a_word_of(draft))
        writer = chance.choice(editors)
        act = chance.random()
        if act < 0.15:
            form.open()
            form.type(word)
            while not form.save(fate(chance)):
                pass
            typed.append(word)
        elif writer.is_refused:
            continue
        elif act < 0.3:
            writer.delete()
        elif act < 0.4:
            writer.split()
        else:
            writer.type(word)
            typed.append(word)
        # Some hurry, some are slow.
        for each in chance.sample(editors, chance.randint(0, 3)):
            each.turn(fate(chance))
    for _ in range(2):
        for each in editors:
            # A push whose answer was lost first, then what was typed since, then the others'.
            for _again in range(3):
                each.turn()
    assert not any(each.local or each.pending or each.is_refused for each in editors)
    draft = Draft.objects.get(pk=draft.pk)
    now = trusted(draft.document)
    for each in editors:
        assert each.document.eq(now)
    states = " ".join(state_at(draft, n).text_content for n in range(draft.step_count + 1))
    given_back = " ".join(text for each in editors for text in each.lost)
    assert [word for word in typed if word not in states + given_back + copied] == []
    # Nobody wrote who may not: every step is of a writer, or an anchor that the server set.
    by = set(Step.objects.exclude(step__stepType="addMark").values_list("push__by", flat=True))
    assert by <= {spaces.petra.pk, spaces.cora.pk, zoe.pk}


@pytest.mark.parametrize("name", ["rita", "olga"])
def test_who_only_reads_never_writes(spaces, browse, name):
    draft = add_draft(spaces.petra, START)
    paths = {each: at(spaces, each, draft.pk) for each in ("text", "steps", "write")}
    editor = Editor(browse("petra"), paths, Chance(1))
    editor.client = browse(name)
    editor.type("w1z")
    editor.turn()
    assert editor.is_refused
    form = FormWriter(browse("petra"), paths, Chance(1))
    form.client = browse(name)
    form.type("w2z")
    assert not form.save()
    assert not Step.objects.exists()
