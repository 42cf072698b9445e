// Keeps a draft the same as everybody's, over plain HTTP: sends our steps, fetches the others'.
//
//   saved ── typing ──▶ unsaved ──▶ saving ──▶ saved     answered
//                                   saving ──▶ offline   no answer: the very same push again, later
//                                   saving ──▶ refused   nothing is sent any more; the text is shown
//
// While a push has no answer nothing else is asked. A push that is sent twice is applied once, by
// its name, so that a lost answer neither loses nor doubles a word.
import { getVersion, receiveTransaction, sendableSteps } from "prosemirror-collab";
import { Step } from "prosemirror-transform";

// So many at once; the rest follows.
const AT_ONCE = 400;

export class Refused extends Error {}

export class Sync {
  state = "saved";
  #pending = null;
  #busy = false;

  // `editor` is { state, apply(transaction) }; `ask` is { news(since), push(said) }, which throw
  // Refused for good, anything else for now. `calm` waits until others' steps may come in.
  constructor({ editor, schema, client, ask, calm = () => {}, onState = () => {}, onLost = () => {} }) {
    Object.assign(this, { editor, schema, client, ask, calm, onState, onLost });
  }

  // How many of our changes the server has not taken yet.
  get waiting() {
    return sendableSteps(this.editor.state)?.steps.length ?? 0;
  }

  typed() {
    if (this.state !== "refused") this.#become(this.state === "saved" ? "unsaved" : this.state);
  }

  // Whether the server has taken all that was typed, after it was asked to.
  async settled() {
    const hopeless = () => this.state === "offline" || this.state === "refused";
    for (let tries = 0; this.waiting && !hopeless() && tries < 50; tries++) {
      await this.turn();
      if (this.#busy) await new Promise((done) => { setTimeout(done, 100); });
    }
    return !this.waiting && !hopeless();
  }

  // One exchange. Call it every second or two, and soon after typing.
  async turn() {
    if (this.#busy || this.state === "refused") return;
    this.#busy = true;
    try {
      await (this.#name() ? this.#send() : this.#fetch());
      this.#become(this.waiting ? "unsaved" : "saved");
    } catch (error) {
      this.#become(error instanceof Refused ? "refused" : "offline", error);
    } finally {
      this.#busy = false;
    }
  }

  #become(state, why) {
    this.state = state;
    this.onState(state, this.waiting, why);
  }

  // Give what is to be sent its name, unless something has one already.
  #name() {
    const ours = this.#pending ? null : sendableSteps(this.editor.state);
    if (ours) {
      this.#pending = {
        client: this.client,
        push: crypto.randomUUID(),
        version: ours.version,
        steps: ours.steps.slice(0, AT_ONCE).map((step) => step.toJSON()),
      };
    }
    return this.#pending;
  }

  async #send() {
    if (this.state !== "offline") this.#become("saving");
    const { steps } = this.#pending;
    const answer = await this.ask.push(this.#pending);
    await this.calm();
    this.#pending = null;
    this.#tell([...answer.lost, ...this.#receive(answer, steps.length)]);
  }

  async #fetch() {
    const answer = await this.ask.news(getVersion(this.editor.state));
    await this.calm();
    // What was typed while the answer was under way is sent first, on top of what we know.
    this.#tell(this.#receive(answer, 0));
  }

  #tell(lost) {
    if (lost.length) this.onLost(lost);
  }

  // Returns words typed since the push where there is no such passage any more; of the `pushed`
  // steps themselves the server says so.
  // The plugin knows its own steps only at the head of what it is given: hand them over in runs.
  #receive({ steps, clients }, pushed) {
    const lost = [];
    for (let from = 0, to; from < steps.length; from = to) {
      const own = clients[from] === this.client;
      for (to = from; to < steps.length && (clients[to] === this.client) === own; to++);
      const run = steps.slice(from, to).map((step) => Step.fromJSON(this.schema, step));
      const ours = sendableSteps(this.editor.state)?.steps ?? [];
      const change = receiveTransaction(
        this.editor.state, run, clients.slice(from, to), { mapSelectionBackward: true });
      if (own) pushed -= run.length;
      else {
        // Ours are taken back, the last first, and done again: what is not has no mirror.
        const gone = ours.filter((_, n) => change.mapping.getMirror(ours.length - 1 - n) === undefined);
        const sent = ours.slice(0, pushed);
        lost.push(...gone.filter((step) => !sent.includes(step)).map(typedIn).filter(Boolean));
        pushed -= gone.filter((step) => sent.includes(step)).length;
      }
      this.editor.apply(change);
    }
    return lost;
  }
}

function typedIn({ slice }) {
  return slice?.content.textBetween(0, slice.content.size, "\n");
}
