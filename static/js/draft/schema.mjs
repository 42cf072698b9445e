// The schema of a draft, from the file the server reads too, and how each node and mark looks.
import { Schema } from "prosemirror-model";
import spec from "../../../coalitions/text/schema.json" with { type: "json" };

// What the server refuses in a text never gets in: see FORBIDDEN in coalitions/text/reading.py.
const FORBIDDEN = /[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffc\ufffe\uffff]/g;
const SAFE_HREF = /^(?:https?:\/\/|mailto:|tel:)[^\s<>"\\]{1,2000}$/;

export const cleaned = (text) => text.replace(FORBIDDEN, " ");
export const isSafe = (href) => SAFE_HREF.test(href);

const AUTO = { dir: "auto" };
const plain = (tag) => ({ toDOM: () => [tag, 0], parseDOM: [{ tag }] });
const running = (tag) => ({ toDOM: () => [tag, AUTO, 0], parseDOM: [{ tag }] });

const LOOKS = {
  paragraph: running("p"),
  heading: {
    toDOM: (node) => [`h${node.attrs.level}`, AUTO, 0],
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => (
      { tag: `h${level}`, attrs: { level: level < 3 ? 2 : 3 } })),
  },
  bullet_list: running("ul"),
  ordered_list: {
    toDOM: (node) => ["ol", { ...AUTO, start: node.attrs.start }, 0],
    parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: dom.start >= 0 ? dom.start : 1 }) }],
  },
  list_item: plain("li"),
  blockquote: running("blockquote"),
  table: { toDOM: () => ["table", AUTO, ["tbody", 0]], parseDOM: [{ tag: "table" }] },
  table_row: plain("tr"),
  table_header: plain("th"),
  table_cell: plain("td"),
  hard_break: { toDOM: () => ["br"], parseDOM: [{ tag: "br" }] },
  footnote: {
    toDOM: () => ["span", { class: "footnote", "data-footnote": "", ...AUTO }, 0],
    parseDOM: [{ tag: "span[data-footnote]" }],
  },
  link: {
    toDOM: (mark) => ["a", { href: mark.attrs.href, rel: "noreferrer" }, 0],
    parseDOM: [{
      tag: "a[href]",
      getAttrs: (dom) => isSafe(dom.getAttribute("href")) && { href: dom.getAttribute("href") },
    }],
  },
  em: { toDOM: () => ["em", 0], parseDOM: [{ tag: "em" }, { tag: "i" }] },
  strong: { toDOM: () => ["strong", 0], parseDOM: [{ tag: "strong" }, { tag: "b" }] },
  // Which of them a passage that is pasted may bring along: see comment.mjs.
  comment: {
    toDOM: (mark) => ["mark", { "data-comment": mark.attrs.id }, 0],
    parseDOM: [{
      tag: "mark[data-comment]",
      getAttrs: ({ dataset }) => /^[0-9a-f]{8}$/.test(dataset.comment) && { id: dataset.comment },
    }],
  },
};

const dressed = (rules) => Object.fromEntries(
  Object.entries(rules).map(([name, rule]) => [name, { ...rule, ...LOOKS[name] }]));

export const version = spec.version;
export const schema = new Schema({ nodes: dressed(spec.nodes), marks: dressed(spec.marks) });
