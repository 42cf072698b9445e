// Finds words in a text, marks them, and goes from one to the next.
import { Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

const key = new PluginKey("find");

// Accents and case apart, as people look for words; each sign keeps its place.
const folded = (text) => [...text].map((sign) => {
  const bare = sign.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.length === sign.length ? bare : sign.toLowerCase().slice(0, sign.length).padEnd(sign.length);
}).join("");

function places(doc, words) {
  const found = [];
  const wanted = folded(words);
  if (!wanted.trim()) return found;
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    let text = "";
    // Whatever is no text, a note or a break, is as long in signs that nobody looks for.
    node.forEach((child) => { text += child.isText ? folded(child.text) : "\n".repeat(child.nodeSize); });
    for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + 1)) {
      found.push({ from: at + 1 + from, to: at + 1 + from + wanted.length });
    }
    return false;
  });
  return found;
}

export const find = () => new Plugin({
  key,
  state: {
    init: () => ({ words: "", found: [] }),
    apply(tr, before) {
      const words = tr.getMeta(key) ?? before.words;
      if (words === before.words && !tr.docChanged) return before;
      return { words, found: places(tr.doc, words) };
    },
  },
  props: {
    decorations(state) {
      const { found } = key.getState(state);
      return DecorationSet.create(state.doc, found.map(
        ({ from, to }) => Decoration.inline(from, to, { class: "found" })));
    },
  },
});

// Bind the field in which words are looked for; `say` tells how many there are.
export function bindFind(view, field, say) {
  field.addEventListener("input", () => {
    view.dispatch(view.state.tr.setMeta(key, field.value));
    say(key.getState(view.state).found.length);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return view.focus();
    if (event.key !== "Enter") return undefined;
    event.preventDefault();
    return goOn(view, event.shiftKey);
  });
}

function goOn(view, back) {
  const { found } = key.getState(view.state);
  if (!found.length) return;
  const { from } = view.state.selection;
  const next = back
    ? found.findLast((each) => each.from < from) ?? found.at(-1)
    : found.find((each) => each.from > from) ?? found[0];
  const selection = TextSelection.create(view.state.doc, next.from, next.to);
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
}
