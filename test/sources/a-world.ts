import { assemble } from "../../src/sources/assemble.js";
import type { EnvironmentFacts } from "../../src/sources/config.generated.js";
import { factsOf } from "../../src/sources/facts.js";
import { withPieces } from "../../src/sources/with-pieces.js";
import type { Environment } from "../../src/subject/environment.js";
import type { Role } from "../../src/subject/role.js";
import type { Document } from "../../src/text/document.js";
import { parseJson } from "../../src/text/json.js";
import { textAt } from "../../src/text/region.js";
import { readable } from "../../src/text/unknown.js";
import { parseYaml } from "../../src/text/yaml.js";

export const read = (text: string, artifact = "it"): Document => /^\s*[{[]/.test(text) ? parseJson(`${artifact}.json`, text) : parseYaml(`${artifact}.yaml`, text);

export interface World {
  readonly environment: Environment;
  readonly documents: readonly Document[];
}

/** The environment that some texts make up. */
export function worldOf(texts: readonly string[], facts: EnvironmentFacts = {}, parameters: Readonly<Record<string, string>> = {}): World {
  const documents = texts.map((text, i) => read(text, `it${i}`));
  const parts = withPieces({ facts: factsOf(facts), computes: [], roles: [], serviceControl: undefined, loose: [] }, documents, new Map(Object.entries(parameters)));
  return { environment: assemble(parts), documents };
}

/** What is wrong with the policies and templates, each with the text that it points at. */
export function faultsIn({ environment, documents }: World): readonly string[] {
  return [...environment.documents, ...environment.templates].flatMap(({ faults }) => faults).map(({ message, location }) => {
    const document = documents.find(({ artifact }) => artifact === location.artifact);
    return `«${document ? textAt(document, location) : "?"}» ${readable(message)}`;
  });
}

/** The statements of a role's policies as a person would write them down; why a policy could not be read, where it could not. */
export function statementsOf({ policies = [] }: Pick<Role, "policies">): readonly string[] {
  return policies.flatMap((policy) => policy.kind === "unread" ? [`unread: ${readable(policy.because)}`] : policy.statements.map(({ effect, actions, resources, conditions }) => readable([
    effect, actions.entries.map(({ value }) => value.text).join(" "), "on", resources?.entries.map(({ value }) => value.text).join(" "),
    ...conditions.map(({ operator, name, asks }) => `if ${operator} ${name}${asks.kind === "compare" ? ` ${asks.wanted.length}` : ""}`),
  ].join(" "))));
}
