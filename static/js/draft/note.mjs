// A footnote: a button in the text, which opens a field below it.
//
// A browser cannot set a caret into an empty inline node, so the text of a note is not written in
// place. What is typed in the field becomes the smallest step, so that two may write in one note,
// and its links stay.
import { TextSelection } from "prosemirror-state";
import { cleaned, schema } from "./schema.mjs";

export class NoteView {
  constructor(node, view, getPos, words) {
    Object.assign(this, { view, getPos, words });
    this.dom = document.createElement("span");
    this.dom.className = "footnote";
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.setAttribute("aria-expanded", "false");
    this.field = document.createElement("textarea");
    Object.assign(this.field, { hidden: true, dir: "auto", rows: 2 });
    this.field.setAttribute("aria-label", words.note);
    this.dom.append(this.button, this.field);
    this.button.addEventListener("click", () => this.#show(this.field.hidden));
    this.field.addEventListener("input", () => this.#type());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.update(node);
  }

  update(node) {
    if (node.type !== schema.nodes.footnote) return false;
    this.node = node;
    const text = node.textContent;
    if (this.field.value !== text) {
      const caret = this.field.selectionStart;
      this.field.value = text;
      this.field.setSelectionRange(caret, caret);
    }
    this.button.setAttribute("aria-label", `${this.words.note}: ${text}`);
    return true;
  }

  // The field is its own: neither its keys nor its changes are the text's.
  stopEvent() { return true; }

  ignoreMutation() { return true; }

  #show(open) {
    this.field.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.field.focus();
  }

  #key(event) {
    if (event.key !== "Escape" && event.key !== "Enter") return;
    event.preventDefault();
    this.#show(false);
    const { state } = this.view;
    const after = this.getPos() + this.node.nodeSize;
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, after)));
    this.view.focus();
  }

  #type() {
    const old = this.node.textContent;
    const wanted = cleaned(this.field.value);
    const shorter = Math.min(old.length, wanted.length);
    let start = 0;
    while (start < shorter && old[start] === wanted[start]) start++;
    let end = 0;
    while (end < shorter - start && old.at(-1 - end) === wanted.at(-1 - end)) end++;
    // Never between the halves of an emoji: the server refuses such a step.
    if (/[\ud800-\udbff]/.test(old[start - 1] ?? "")) start--;
    if (end && /[\udc00-\udfff]/.test(old.at(-end))) end--;
    const at = this.getPos() + 1;
    const words = wanted.slice(start, wanted.length - end);
    this.view.dispatch(this.view.state.tr.insertText(words, at + start, at + old.length - end));
  }
}
