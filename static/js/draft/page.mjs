// The page on which a draft is written: puts the editor in the place of the plain form.
import { collab } from "prosemirror-collab";
import { baseKeymap } from "prosemirror-commands";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Node } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { Anchors, CommentDialog } from "./comment.mjs";
import { commands, keys, link, pressed } from "./commands.mjs";
import { bindFind, find } from "./find.mjs";
import { NoteView } from "./note.mjs";
import { cleaned, isSafe, schema, version as schemaVersion } from "./schema.mjs";
import { Refused, Sync } from "./sync.mjs";
import { Toolbar } from "./toolbar.mjs";
import { countWords } from "./words.mjs";

// How often the others' steps are asked for, how soon ours are sent, in milliseconds.
const EVERY = 1500;
const SOON = 300;
// A key that moves the caret is the browser's own, and the editor hears of it a moment later: steps
// of others in between would put the caret back.
const CALM = 80;

const root = document.querySelector("[data-draft]");
const part = (name) => root.querySelector(`[data-part=${name}]`);
const words = root.dataset;
const token = root.querySelector("[name=csrfmiddlewaretoken]").value;

async function ask(path, body) {
  const answer = await fetch(path, {
    method: body ? "POST" : "GET",
    body: body && JSON.stringify({ ...body, schema: schemaVersion }),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" },
    // The way to the door is no answer: whoever is out is told so.
    redirect: "error",
  }).catch((error) => {
    throw navigator.onLine && error.message.includes("redirect") ? new Refused() : error;
  });
  // Not allowed, not there (any more), not understood: asking again would not help.
  if ([400, 403, 404, 409, 422].includes(answer.status)) throw new Refused(String(answer.status));
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function say(state, waiting) {
  const text = words[state === "offline" && waiting ? "offlineWaiting" : state] ?? "";
  part("state").textContent = text.replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(waiting));
  root.dataset.state = state;
  part("refused").hidden = state !== "refused";
}

function giveBack(texts) {
  part("lost").hidden = false;
  part("lost-words").append(...texts.map((text) => {
    const line = document.createElement("p");
    line.dir = "auto";
    line.textContent = text;
    return line;
  }));
}

function askForAddress(view) {
  const before = view.state.doc.rangeHasMark(view.state.selection.from, view.state.selection.to, schema.marks.link);
  const dialog = part("link");
  const field = dialog.querySelector("input");
  field.value = "";
  dialog.showModal();
  dialog.onclose = () => {
    const href = field.value.trim();
    const whole = /^[a-z]+:/i.test(href) || !href ? href : `https://${href}`;
    if (dialog.returnValue === "set" && isSafe(whole)) link(whole)(view.state, view.dispatch);
    if (dialog.returnValue === "remove" && before) link(null)(view.state, view.dispatch);
    view.focus();
  };
}

async function start() {
  const opened = await ask(words.text);
  const client = crypto.randomUUID();
  let soon;
  let sync;
  let toolbar;
  let comments;
  const anchors = new Anchors();
  const view = new EditorView(part("editor"), {
    state: EditorState.create({
      doc: Node.fromJSON(schema, opened.document),
      plugins: [
        keymap({ ...keys, "Mod-Alt-m": () => { comments.open(); return true; }, "Alt-F10": () => { toolbar.focus(); return true; } }),
        keymap(baseKeymap),
        history(),
        collab({ version: opened.version, clientID: client }),
        find(),
      ],
    }),
    attributes: {
      role: "textbox",
      "aria-multiline": "true",
      "aria-labelledby": "draft-title",
      "aria-describedby": "draft-help",
      lang: words.language,
      dir: "auto",
    },
    nodeViews: { footnote: (node, inside, getPos) => new NoteView(node, inside, getPos, words) },
    transformPastedText: cleaned,
    transformPastedHTML: cleaned,
    transformPasted: (slice) => anchors.pasted(slice, view.state.doc),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      toolbar?.show(pressed(view.state));
      if (!transaction.docChanged) return;
      anchors.see(transaction.before);
      sync.typed();
      showCount(view.state.doc);
      clearTimeout(soon);
      soon = setTimeout(() => sync.turn(), SOON);
    },
  });

  let lastKey = 0;
  view.dom.addEventListener("keydown", () => { lastKey = performance.now(); });
  async function calm() {
    // Nor while a word is being composed.
    const busy = () => view.composing || performance.now() - lastKey < CALM;
    for (let tries = 0; busy() && tries < 100; tries++) await new Promise((done) => { setTimeout(done, 20); });
  }
  sync = new Sync({
    editor: { get state() { return view.state; }, apply: (transaction) => view.dispatch(transaction) },
    schema,
    client,
    calm,
    ask: { news: (since) => ask(`${words.steps}?since=${since}`), push: (said) => ask(words.steps, said) },
    onState: say,
    onLost: giveBack,
  });
  toolbar = new Toolbar(part("toolbar"), {
    leave: () => view.focus(),
    run(name) {
      if (name === "link") return askForAddress(view);
      if (name === "comment") return comments.open();
      commands[name](view.state, view.dispatch, view);
      // A new note has opened its field, and keeps the caret.
      if (!document.activeElement.closest(".footnote")) view.focus();
      return undefined;
    },
  });
  comments = new CommentDialog(view, part("comment"), {
    words,
    sync,
    threads: part("threads"),
    say: (text, within = root) => { within.querySelector("[data-part=said]").textContent = text; },
  });
  bindFind(view, part("find"), (count) => {
    part("found").textContent = words.found.replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(count));
  });
  part("plain").hidden = true;
  part("rich").hidden = false;
  showCount(view.state.doc);
  toolbar.show(pressed(view.state));
  say("saved", 0);
  setInterval(() => { if (!document.hidden) sync.turn(); }, EVERY);
  addEventListener("online", () => sync.turn());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) sync.turn(); });
  addEventListener("beforeunload", (event) => { if (sync.waiting) event.preventDefault(); });
}

function showCount(doc) {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const count = countWords(doc);
  const limit = Number(words.limit);
  part("count").textContent = (limit ? words.countOf : words.count)
    .replace("{n}", number.format(count)).replace("{limit}", number.format(limit));
  part("count").classList.toggle("over", Boolean(limit) && count > limit);
}

// Without an answer the plain form stays, and works.
start().catch(() => {});
