// A comment on what is selected: its form is the server's own, shown over the text.
import { getVersion } from "prosemirror-collab";
import { Fragment, Slice } from "prosemirror-model";
import { schema } from "./schema.mjs";

const FORM = "form[data-comment-form]";
const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

export class CommentDialog {
  // `words` has the addresses; `sync` sends what was typed first: a place is one of a text that the
  // server knows. `say` shows a sentence beside the text.
  constructor(view, dialog, { words, sync, say, threads }) {
    Object.assign(this, { view, dialog, words, sync, say, threads });
    this.place = dialog.querySelector("[data-part=comment-form]");
    dialog.addEventListener("submit", (event) => {
      if (!event.target.matches(FORM)) return;
      event.preventDefault();
      this.#send(event.target);
    });
    dialog.addEventListener("close", () => view.focus());
  }

  async open() {
    // The editor hears of a selection a moment after the browser.
    await this.sync.calm();
    if (this.view.state.selection.empty) return this.say(this.words.selectFirst);
    if (!await this.sync.settled()) return this.say(this.words.commentLater);
    const { from, to } = this.view.state.selection;
    const passage = new URLSearchParams({ version: getVersion(this.view.state), start: from, end: to });
    const answer = await fetch(`${this.words.comment}?${passage}`).catch(() => null);
    if (!this.#show(answer?.ok && await answer.text())) return this.say(this.words.commentLater);
    this.dialog.showModal();
    return this.place.querySelector("textarea").focus();
  }

  #show(html) {
    const form = html && parsed(html).querySelector(FORM);
    if (form) this.place.replaceChildren(document.adoptNode(form));
    return Boolean(form);
  }

  async #send(form) {
    const button = form.querySelector("button");
    button.disabled = true;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    button.disabled = false;
    // What is refused comes back as the form, with the reasons; what is said, as the draft.
    if (answer?.ok && new URL(answer.url).pathname === this.words.read) {
      this.dialog.close();
      this.sync.turn();
      return this.#refresh();
    }
    if (!this.#show(answer?.ok && await answer.text())) this.say(this.words.commentLater, this.dialog);
    return undefined;
  }

  async #refresh() {
    const answer = await fetch(location.href).catch(() => null);
    const fresh = answer?.ok && parsed(await answer.text()).querySelector("[data-part=threads]");
    if (fresh) this.threads.replaceChildren(...fresh.childNodes);
  }
}

// What is cut and put elsewhere takes its comments along; what is copied leaves them where they are.
export class Anchors {
  #seen = new Set();

  see(doc) {
    for (const id of anchorsOf(doc)) this.#seen.add(id);
  }

  pasted(slice, doc) {
    const here = anchorsOf(doc);
    const kept = (mark) => mark.type !== schema.marks.comment
      || (this.#seen.has(mark.attrs.id) && !here.has(mark.attrs.id));
    const walk = (fragment) => Fragment.from(fragment.content.map((node) => (
      node.isText ? node.mark(node.marks.filter(kept)) : node.mark(node.marks.filter(kept)).copy(walk(node.content)))));
    return new Slice(walk(slice.content), slice.openStart, slice.openEnd);
  }
}

function anchorsOf(doc) {
  const found = new Set();
  doc.descendants((node) => {
    for (const mark of node.marks) if (mark.type === schema.marks.comment) found.add(mark.attrs.id);
  });
  return found;
}
