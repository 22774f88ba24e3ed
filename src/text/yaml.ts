import type { Parser } from "./document.js";
import { emptiness, faultsOf, tooDeep, type Mistake } from "./mistake.js";
import { resolve } from "./yaml-aliases.js";
import { flawsOf } from "./yaml-flaws.js";
import { syntaxOf, type Refusal, type Syntax } from "./yaml-syntax.js";

/**
 * Reads YAML 1.2 with its core schema. Aliases share the node of their anchor, merge keys are resolved, local tags are
 * kept as they stand, and of several documents the first that holds something is read. Where there are faults the
 * root holds what the text most likely means.
 */
export const parseYaml: Parser = (artifact, text) => {
  const syntax = syntaxOf(text);
  if ("refused" in syntax) return { artifact, text, root: undefined, faults: faultsOf(artifact, text, [refusal(syntax)]) };
  const resolved = syntax.root && resolve(syntax.root, artifact, text);
  const flaws = flawsOf(syntax.errors, resolved?.root, text);
  const empty = resolved === undefined && flaws.length === 0 ? [emptiness] : [];
  const faults = faultsOf(artifact, text, [...flaws, ...(resolved?.mistakes ?? []), ...empty, ...furtherDocument(syntax)], resolved?.root);
  return { artifact, text, root: resolved?.root, faults };
};

function refusal({ refused, span }: Refusal): Mistake {
  return refused === "depth" ? tooDeep("", span) : { message: "the text is longer than a YAML text may be here and is not read: split it", pointer: "", span };
}

function furtherDocument({ second }: Syntax): readonly Mistake[] {
  if (second === undefined) return [];
  return [{ message: "a second document starts here and is not read: put it into a file of its own", pointer: "", span: second, alone: true }];
}
