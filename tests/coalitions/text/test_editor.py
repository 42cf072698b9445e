"""The editor of the browser and the server do alike; and what is in git is what is built."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from prosemirror.transform import Mapping

from coalitions.text.markdown_reading import parse
from coalitions.text.schema import SPEC
from coalitions.text.steps import read_step
from coalitions.text.words import word_count
from tests.coalitions.text.chance import Chance
from tests.coalitions.text.test_rebasing import deleting, typing

HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(not shutil.which("npm"), reason="Not installed: Node")


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """Build the editor on a bench of its own; return where."""
    var = tmp_path_factory.mktemp("var")
    subprocess.run(
        [settings.ROOT / "dev/build-editor", var / "draft.js"],
        env={"PATH": _path(), "HOME": str(var), "VAR_DIR": str(var)},
        check=True,
    )
    for script in HERE.glob("*.mjs"):
        shutil.copy(script, var / "editor/static/js/draft")
    return var


def _path():
    return str(Path(shutil.which("npm") or "").parent) + ":/usr/bin:/bin"


def ask(bench, script, lines):
    """Return what a script answers to each line."""
    told = subprocess.run(
        [shutil.which("node") or "", "--no-warnings", bench / "editor/static/js/draft" / script],
        input="\n".join(map(json.dumps, lines)),
        env={"PATH": _path()},
        text=True,
        capture_output=True,
        check=True,
    )
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_what_is_in_git_is_what_is_built(bench):
    assert (bench / "draft.js").read_text() == (settings.ROOT / "static/js/draft.js").read_text()


def test_a_step_maps_over_another_as_in_the_browser(bench):
    chance = Chance(7)
    pairs = [(_step(chance), _step(chance, replacing=True)) for _ in range(4_000)]
    for (moving, over), theirs in zip(pairs, ask(bench, "maps.mjs", pairs), strict=True):
        mapped = read_step(moving).map(Mapping([read_step(over).get_map()]))
        ours = mapped.to_json() if mapped else None
        assert json.dumps(ours, sort_keys=True) == json.dumps(theirs, sort_keys=True)


def test_words_without_a_place_are_given_back_whether_they_were_sent_or_not(bench):
    start = {"document": parse("one two three").to_json()}
    gone, four = deleting(1, 9), typing(14, " four")
    words = {"content": [{"type": "text", "text": "2"}]}
    over = {"stepType": "replace", "from": 5, "to": 8, "slice": words}
    theirs = {"steps": [gone], "clients": ["you"], "lost": ["2"]}
    both = {"steps": [gone, typing(6, " four")], "clients": ["you", "me"], "lost": []}
    lines = [
        start | {"sent": [over], "since": [typing(3, "Y")], "answer": theirs},
        start | {"sent": [four], "since": [over], "answer": both},
    ]
    assert ask(bench, "losing.mjs", lines) == [
        {"lost": ["2", "Y"], "waiting": 0, "text": "three"},
        {"lost": ["2"], "waiting": 0, "text": "three four"},
    ]


def test_words_are_counted_as_in_the_browser(bench):
    chance = Chance(8)
    documents = [chance.document() for _ in range(200)]
    counted = ask(bench, "counts.mjs", [each.to_json() for each in documents])
    assert counted == [word_count(each) for each in documents]


def test_both_sides_read_one_schema(bench):
    read = json.loads((bench / "editor/coalitions/text/schema.json").read_text())
    assert read == SPEC


def _step(chance, *, replacing=False):
    a, b, c, d = sorted(chance.choices(range(1, 14), k=4))
    kinds = ["replace", "replaceAround"] + (
        [] if replacing else ["addMark", "removeMark", "markSet"]
    )
    kind = chance.choice(kinds)
    if kind == "replace":
        words = {"content": [{"type": "text", "text": "x" * chance.randint(1, 4)}]}
        return {"stepType": kind, "from": a, "to": b} | (
            {"slice": words} if chance.random() < 0.6 else {}
        )
    if kind == "replaceAround":
        shell = {"content": [{"type": "blockquote"}]}
        place = {"from": a, "to": d, "gapFrom": b, "gapTo": c}
        return {"stepType": kind, "insert": 1, "slice": shell} | place
    marks = [
        {"stepType": each, "mark": {"type": "em"}, "from": a, "to": b}
        for each in ("addMark", "removeMark")
    ]
    return {"stepType": kind, "steps": marks} if kind == "markSet" else marks[kind == "removeMark"]
