"""Writers over HTTP, as the editor and the form are: what has no answer is sent again."""

import json
import re
from itertools import groupby
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from prosemirror.model import Fragment, Node, Slice

from coalitions.text import schema
from coalitions.text.anchoring import lines
from coalitions.text.reading import trusted
from coalitions.text.rebasing import rebase, typed_in
from coalitions.text.schema import SCHEMA
from coalitions.text.steps import Replace, read_step
from tests.coalitions.text.chance import Chance

# What becomes of a request: it never came, it was done and nobody heard of it, the server died in
# the middle of it, or all went well.
LOST, UNHEARD, DIED, ANSWERED = "lost", "unheard", "died", "answered"

# What they begin with.
START = "We ask every government to act.\n\nنطالب كل حكومة.\n\n- 人权 for all\n- we wait"


def fate(chance: Chance) -> str:
    return chance.choices([LOST, UNHEARD, DIED, ANSWERED], [1, 1, 1, 5])[0]


def send(client: Client, path: str, becomes: str, **said: Any) -> HttpResponse | None:
    """Send a form or JSON; None when no answer came."""
    if becomes == LOST:
        return None
    with transaction.atomic():
        answer: Any = client.post(path, **said)
        if becomes == DIED:
            transaction.set_rollback(True)
    return answer if becomes == ANSWERED else None


class Editor:
    """The editor of one browser: see static/js/draft/sync.mjs."""

    def __init__(self, client: Client, paths: dict[str, str], chance: Chance) -> None:
        self.client, self.paths, self.chance = client, paths, chance
        self.name = str(uuid4())
        self.lost: list[str] = []
        self.is_refused = False
        self.open()

    def open(self) -> None:
        opened = self.client.get(self.paths["text"]).json()
        self.base, self.version = trusted(opened["document"]), opened["version"]
        self.local: list[Any] = []
        self.pending: dict[str, Any] | None = None
        self.is_refused = False

    @property
    def document(self) -> Node:
        document = self.base
        for step in self.local:
            document = step.apply(document).doc
        return document

    def type(self, word: str) -> None:
        """Put a word between two others."""
        line = self.chance.choice(lines(self.document))
        text = line.node.text_between(0, line.node.content.size, "", "x")
        gaps = [found.start() for found in re.finditer(r"(?= )|$", text)]
        at = line.start + self.chance.choice(gaps)
        content = Slice(Fragment.from_(SCHEMA.text(f" {word}")), 0, 0)
        self.local.append(Replace(at, at, content))

    def delete(self) -> None:
        """Delete a few words of one line."""
        line = self.chance.choice(lines(self.document))
        size = line.node.content.size
        if size > 20:
            start = self.chance.randrange(size - 8)
            self.local.append(Replace(line.start + start, line.start + start + 6, Slice.empty))

    def split(self) -> None:
        line = self.chance.choice(lines(self.document))
        at = line.start + line.node.content.size
        paragraphs = [SCHEMA.node("paragraph"), SCHEMA.node("paragraph")]
        self.local.append(Replace(at, at, Slice(Fragment.from_(paragraphs), 1, 1)))

    def turn(self, becomes: str = ANSWERED) -> None:
        if self.is_refused:
            return
        if self.local and not self.pending:
            self.pending = {
                "schema": schema.VERSION,
                "client": self.name,
                "push": str(uuid4()),
                "version": self.version,
                "steps": [step.to_json() for step in self.local],
            }
        if self.pending:
            said = {"data": json.dumps(self.pending), "content_type": "application/json"}
            answer: Any = send(self.client, self.paths["steps"], becomes, **said)
        else:
            answer = self.client.get(self.paths["steps"], {"since": self.version})
        if answer is None:
            return
        if answer.status_code == 404:
            self.is_refused = True
            return
        assert answer.status_code == 200, answer.status_code
        pushed = len(self.pending["steps"]) if self.pending else 0
        self.pending = None
        self.receive(json.loads(answer.content), pushed)

    def receive(self, told: dict[str, Any], pushed: int) -> None:
        self.lost += told["lost"]
        told_by = zip(told["steps"], told["clients"], strict=True)
        for own, run in groupby(told_by, lambda each: each[1] == self.name):
            steps = [read_step(step) for step, _client in run]
            for step in steps:
                self.base = step.apply(self.base).doc
            self.version += len(steps)
            if own:
                self.local = self.local[len(steps) :]
                pushed -= len(steps)
            else:
                sent = self.local[:pushed]
                self.local, gone, _document = rebase(self.local, steps, self.base)
                self.lost += typed_in([step for step in gone if step not in sent])
                pushed -= len([step for step in gone if step in sent])


class FormWriter:
    """A browser without a script: the whole text in one field."""

    def __init__(self, client: Client, paths: dict[str, str], chance: Chance) -> None:
        self.client, self.paths, self.chance = client, paths, chance
        self.open()

    def open(self) -> None:
        form = self.client.get(self.paths["write"]).context["form"]
        self.form = {name: str(form[name].value()) for name in ("text", "version", "push")}

    def type(self, word: str) -> None:
        text = self.form["text"]
        ends = [found.start() for found in re.finditer(r"$", text.rstrip(), re.M)]
        at = self.chance.choice(ends)
        self.form["text"] = f"{text[:at]} {word}{text[at:]}"

    def save(self, becomes: str = ANSWERED) -> bool:
        """Whether an answer came; without one, the same is sent again."""
        answer = send(self.client, self.paths["write"], becomes, data=self.form)
        if answer is None:
            return False
        assert answer.status_code in (200, 302, 404)
        if answer.status_code == 200:
            assert not answer.context["form"].errors  # type: ignore[attr-defined] # the test's
        return answer.status_code != 404
