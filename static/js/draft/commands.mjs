// What the toolbar and the keys do to a text.
import { chainCommands, lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { TextSelection } from "prosemirror-state";
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable,
} from "prosemirror-tables";
import { schema } from "./schema.mjs";

const { nodes, marks } = schema;

const orParagraph = (type, attrs) => chainCommands(
  setBlockType(type, attrs), setBlockType(nodes.paragraph));
const orLift = (type) => chainCommands(wrapIn(type), lift);
const orUnlist = (type) => chainCommands(wrapInList(type), liftListItem(nodes.list_item));

function table(state, dispatch) {
  if (isInTable(state)) return false;
  const row = (cell) => nodes.table_row.create(null, [cell.create(), cell.create()]);
  const fresh = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell)]);
  const at = state.selection.$from.after(1);
  const tr = state.tr.insert(at, fresh);
  // Into its first cell: past the beginnings of table, row and cell.
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 3))).scrollIntoView());
  return true;
}

// The words that are selected, if any, become the note; it opens, to be written.
function footnote(state, dispatch, view) {
  const { $from, $to, from, to } = state.selection;
  if (!$from.parent.inlineContent || !$from.sameParent($to)) return false;
  const words = state.doc.textBetween(from, to);
  const note = nodes.footnote.create(null, words ? schema.text(words) : null);
  dispatch?.(state.tr.replaceWith(from, to, note));
  if (dispatch) view?.nodeDOM(from)?.querySelector("button").click();
  return true;
}

function lineBreak(state, dispatch) {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
}

const inTable = (command) => (state, dispatch) => isInTable(state) && command(state, dispatch);

// Put a link under the words that are selected, another one in its place, or none.
export const link = (href) => (state, dispatch) => {
  const { from, to, empty } = state.selection;
  if (empty) return false;
  const tr = state.tr.removeMark(from, to, marks.link);
  dispatch?.(href ? tr.addMark(from, to, marks.link.create({ href })) : tr);
  return true;
};

export const commands = {
  heading: orParagraph(nodes.heading, { level: 2 }),
  subheading: orParagraph(nodes.heading, { level: 3 }),
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  bullets: orUnlist(nodes.bullet_list),
  numbers: orUnlist(nodes.ordered_list),
  quote: orLift(nodes.blockquote),
  footnote,
  table,
  row: addRowAfter,
  column: addColumnAfter,
  "less-rows": deleteRow,
  "less-columns": deleteColumn,
  "no-table": deleteTable,
  undo,
  redo,
};

// Tab leaves the text, for whoever has no mouse; in a table it goes to the next cell.
export const keys = {
  "Mod-b": commands.strong,
  "Mod-i": commands.em,
  "Mod-z": undo,
  "Mod-y": redo,
  "Mod-Shift-z": redo,
  "Mod-Alt-f": footnote,
  "Mod-Alt-2": commands.heading,
  "Mod-Alt-3": commands.subheading,
  "Shift-Enter": lineBreak,
  Enter: chainCommands(inTable(lineBreak), splitListItem(nodes.list_item)),
  "Mod-]": sinkListItem(nodes.list_item),
  "Mod-[": liftListItem(nodes.list_item),
  Tab: goToNextCell(1),
  "Shift-Tab": goToNextCell(-1),
};

// What the buttons of the toolbar show as pressed.
export function pressed(state) {
  const { from, to, empty, $from } = state.selection;
  const has = (type) => (empty
    ? Boolean(type.isInSet(state.storedMarks || $from.marks()))
    : state.doc.rangeHasMark(from, to, type));
  const within = (type) => {
    for (let depth = $from.depth; depth; depth--) if ($from.node(depth).type === type) return true;
    return false;
  };
  return {
    strong: has(marks.strong),
    em: has(marks.em),
    link: has(marks.link),
    heading: $from.parent.hasMarkup(nodes.heading, { level: 2 }),
    subheading: $from.parent.hasMarkup(nodes.heading, { level: 3 }),
    bullets: within(nodes.bullet_list),
    numbers: within(nodes.ordered_list),
    quote: within(nodes.blockquote),
  };
}
