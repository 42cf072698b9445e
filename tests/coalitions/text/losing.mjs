// For the tests: what an editor says of words without a place: for each line { document, sent, since, answer }, of
// steps that were sent, and steps made while the answer was under way.
import readline from "node:readline";
import { collab } from "prosemirror-collab";
import { Node } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { Step } from "prosemirror-transform";
import { schema } from "./schema.mjs";
import { Sync } from "./sync.mjs";

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { document, sent, since, answer } = JSON.parse(line);
  let state = EditorState.create({
    doc: Node.fromJSON(schema, document), plugins: [collab({ version: 0, clientID: "me" })],
  });
  const make = (steps) => {
    const change = state.tr;
    for (const step of steps) change.step(Step.fromJSON(schema, step));
    state = state.apply(change);
  };
  const lost = [];
  const sync = new Sync({
    editor: { get state() { return state; }, apply: (change) => { state = state.apply(change); } },
    schema,
    client: "me",
    ask: { push: () => { make(since); return answer; } },
    onLost: (words) => lost.push(...words),
  });
  make(sent);
  await sync.turn();
  console.log(JSON.stringify({ lost, waiting: sync.waiting, text: state.doc.textContent }));
}
