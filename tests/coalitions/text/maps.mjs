// For the tests: reads pairs of steps, one pair a line; prints the first mapped over the second.
import readline from "node:readline";
import { Step } from "prosemirror-transform";
import { schema } from "./schema.mjs";

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [step, over] = JSON.parse(line).map((json) => Step.fromJSON(schema, json));
  console.log(JSON.stringify(step.map(over.getMap())?.toJSON() ?? null));
}
