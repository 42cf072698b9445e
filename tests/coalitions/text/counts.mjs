// For the tests: reads documents, one a line; prints how many words the editor counts in each.
import readline from "node:readline";
import { Node } from "prosemirror-model";
import { schema } from "./schema.mjs";
import { countWords } from "./words.mjs";

for await (const line of readline.createInterface({ input: process.stdin })) {
  console.log(countWords(Node.fromJSON(schema, JSON.parse(line))));
}
