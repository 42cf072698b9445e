// Counts words as the server does: see WORD in coalitions/text/words.py.
const HAN = "\\u2e80-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
// A letter or a digit, of a script that has words.
const LETTER = `(?:(?![${HAN}])[\\p{L}\\p{N}])`;
const REST = `(?:(?![${HAN}])[\\p{L}\\p{N}_]|\\p{M}|[\\u200c\\u200d]|[’'·.,](?=(?![${HAN}])[\\p{L}\\p{N}_]))`;
const WORD = new RegExp(`(?=[\\p{L}\\p{N}])[${HAN}]|${LETTER}${REST}*`, "gu");

export function countWords(doc) {
  let count = 0;
  doc.descendants((node) => {
    if (!node.isTextblock) return true;
    let text = "";
    node.forEach((child) => {
      if (child.isText) text += child.text;
      else {
        // A note stands between the words around it, and has words of its own.
        count += child.textContent.match(WORD)?.length ?? 0;
        text += " ";
      }
    });
    count += text.match(WORD)?.length ?? 0;
    return false;
  });
  return count;
}
