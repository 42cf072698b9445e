// Leads from what somebody selects in a draft to a comment on it. Without this they choose a line,
// and copy the words.
(function () {
  const link = document.querySelector("[data-comment]");
  const sheet = document.querySelector(".notes");
  if (!link || !sheet) return;
  const label = link.querySelector("span");
  const plain = { href: link.href, label: label.textContent };

  // Where a place in the page is in the text, as the editor counts: see coalitions/text/html.py.
  const lineOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)
    .closest(".notes > .prose [data-at]");
  function placeOf(line, node, offset) {
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(node, offset);
    const part = before.cloneContents();
    let notes = 0;
    for (const note of part.querySelectorAll("[data-size]")) {
      // One that is cut stands whole before the place.
      notes += Number(note.dataset.size);
      note.remove();
    }
    return Number(line.dataset.at) + part.textContent.length + part.querySelectorAll("br").length + notes;
  }

  function chosen() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const first = lineOf(range.startContainer);
    if (!first) return null;
    const last = lineOf(range.endContainer);
    const start = placeOf(first, range.startContainer, range.startOffset);
    // Three clicks select up to whatever comes after the line.
    const end = last ? placeOf(last, range.endContainer, range.endOffset) : placeOf(first, first, first.childNodes.length);
    return start < end ? { start, end } : null;
  }

  let held = false;
  function show() {
    if (held) return;
    const found = chosen();
    link.href = found ? `${link.dataset.comment}&start=${found.start}&end=${found.end}` : plain.href;
    label.textContent = found ? link.dataset.label : plain.label;
  }

  document.addEventListener("selectionchange", show);
  // A finger on the link, or the way to it, ends the selection before it is followed.
  link.addEventListener("pointerdown", () => { held = true; });
  link.addEventListener("click", () => { setTimeout(() => { held = false; }, 500); });
  document.addEventListener("pointerup", (event) => { if (!link.contains(event.target)) held = false; });
})();
