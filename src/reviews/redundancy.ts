import { removing } from "../text/mend.js";
import { matches, type Pattern } from "../policy/pattern.js";
import type { Entry, Statement } from "../policy/policy.js";
import { isPlain, statementsOf, type Remark, type Reviewer } from "./review.js";

/** Entries that another entry of the same list says already, and statements that another statement says already. */
export const redundancy: Reviewer = (reviewed) => {
  const said = statementsOf(reviewed).map(readingOf);
  const repeated = said.filter((each, i) => said.some((other, j) => i !== j && says(other, each) && (j < i || !says(each, other))));
  return [
    ...repeated.map(({ statement: { location, sid } }) => ({ message: "another statement says all that this one says", location, about: sid ?? "", mends: [removing(location)] })),
    ...said.filter((each) => !repeated.includes(each)).flatMap(({ actions, resources }) => [...repetitions(actions), ...repetitions(resources)]),
  ];
};

/** A list of entries by their texts; only those with a `*` say more than themselves. */
interface Said {
  readonly entries: readonly Entry<Pattern>[];
  readonly texts: ReadonlyMap<string, Entry<Pattern>>;
  readonly wild: readonly Entry<Pattern>[];
  readonly read: (text: string) => string;
}

interface Reading {
  readonly statement: Statement;
  readonly actions: Said;
  readonly resources: Said;
}

const readingOf = (statement: Statement): Reading => ({
  statement, actions: saidBy(statement.actions.entries, (text) => text.toLowerCase()),
  resources: saidBy((statement.resources?.entries ?? []).map(({ value, location }) => ({ value: value.pattern, location })), (text) => text),
});

/** Of equal texts the first is kept. What a `?` matches is not told from the text. */
function saidBy(entries: readonly Entry<Pattern>[], read: Said["read"]): Said {
  const plain = entries.filter(({ value: { text } }) => isPlain(text));
  return { entries: plain, texts: new Map(plain.map((entry) => [read(entry.value.text), entry] as const).reverse()), wild: plain.filter(({ value: { text } }) => text.includes("*") && !text.includes("?")), read };
}

/** What says all that an entry says: the same text before it, or a pattern that matches its text, for a `*` takes a `*`. */
function saying({ texts, wild, read }: Said, { value: { text } }: Entry<Pattern>): Entry<Pattern> | undefined {
  const spelled = read(text);
  return texts.get(spelled) ?? wild.find(({ value }) => matches(value, spelled));
}

function repetitions(said: Said): readonly Remark[] {
  return said.entries.flatMap((entry): readonly Remark[] => {
    const spelled = said.read(entry.value.text);
    const same = said.texts.get(spelled);
    const other = same === entry ? said.wild.find(({ value }) => said.read(value.text) !== spelled && matches(value, spelled)) : same;
    if (other === undefined) return [];
    const message = same === entry ? `\`${other.value.text}\` says \`${entry.value.text}\` already` : `\`${entry.value.text}\` stands twice in the list`;
    return [{ message, location: entry.location, about: entry.value.text, mends: [removing(entry.location)] }];
  });
}

function says(other: Reading, { statement, actions, resources }: Reading): boolean {
  return other.statement.effect === statement.effect && other.statement.conditions.length === 0 && [other.statement, statement].every(isPositive)
    && [actions, resources].every(({ entries }) => entries.length > 0) && actions.entries.length === statement.actions.entries.length && resources.entries.length === statement.resources?.entries.length
    && resources.entries.every((entry) => saying(other.resources, entry)) && actions.entries.every((entry) => saying(other.actions, entry));
}

const isPositive = ({ actions, resources, principals }: Statement) => !actions.negated && resources?.negated === false && principals === undefined;
