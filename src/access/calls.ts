import { serviceOf } from "../policy/action.js";
import { matches, type Pattern } from "../policy/pattern.js";
import type { Statement } from "../policy/policy.js";
import { requiredResources } from "../policy/resource.js";
import { instanceOf } from "../policy/instance.js";
import { resourcesOf, sampleArns } from "../services/resource-types.js";
import type { Access, Action, Service, Services } from "../services/service.js";

/** Calls that the statements do not tell apart but by their resource: one action that stands for others, on resources of one type. */
export interface Calls {
  /** As AWS spells it. */
  readonly action: string;
  /** All the actions that it stands for, itself among them. */
  readonly actions: readonly string[];
  readonly access: Access;
  readonly resources: Pattern;
  /** Resources that a person would think of. */
  readonly likely: readonly string[];
}

/**
 * All the calls that an Allow of those that may grant is about, as few as can stand for all: actions that the same statements are
 * about, and that take resources of the same types, are answered alike. Worst first. An action that AWS's list does not have stands for itself.
 */
export function callsAbout(services: Services, statements: readonly Statement[], granting = statements): readonly Calls[] {
  const grants = new Set(granting.filter(({ effect }) => effect === "Allow"));
  const readers = statements.map(readerOf);
  const partitions = partitionsIn(statements);
  const seen = new Map<string, string[]>();
  const likely = statements.flatMap(({ resources }) => resources?.negated === false ? resources.entries : []).map(({ value }) => instanceOf(value.text.replace(/\$\{[^}]*\}/g, "*")));
  return services.prefixes.flatMap((prefix) => {
    const about = readers.map((reader) => reader(prefix));
    if (!statements.some((statement, i) => grants.has(statement) && about[i] !== "none")) return [];
    const service = services.service(prefix);
    if (service === undefined) return [];
    return [...service.actions].flatMap(([name, action]) => {
      const signature = about.map((each) => each === "all" || (each !== "none" && each(`${prefix}:${name}`)) ? "1" : "0").join("");
      if (!statements.some((statement, i) => grants.has(statement) && signature[i] === "1")) return [];
      return resourceSets(service, action, partitions).flatMap(({ key, ...calls }): readonly Calls[] => {
        const mark = `${signature} ${action.access} ${key}`;
        const spelled = `${prefix}:${action.name}`;
        const alike = seen.get(mark);
        if (alike) {
          alike.push(spelled);
          return [];
        }
        const actions = [spelled];
        seen.set(mark, actions);
        return [{ action: spelled, actions, access: action.access, ...calls, likely: [...calls.likely, ...likely] }];
      });
    });
  }).concat(unlisted(services, statements, likely)).sort((a, b) => worst.indexOf(a.access) - worst.indexOf(b.access));
}

/** What does most harm in the wrong hands comes first. */
export const worst: readonly Access[] = ["Permissions management", "Write", "Tagging", "Read", "List"];

/** Whether a statement is about the actions of a service: about all, about none, or about those that a test picks. */
type Reader = (prefix: string) => "all" | "none" | ((action: string) => boolean);

function readerOf({ actions }: Statement): Reader {
  const { negated, entries } = actions;
  const free = entries.filter(({ value }) => /^[^:]*[*?]/.test(value.text)).map(({ value }) => value);
  const byService = new Map<string, Pattern[]>();
  for (const { value } of entries) byService.set(serviceOf(value.text), [...byService.get(serviceOf(value.text)) ?? [], value]);
  const isAll = free.some(({ text }) => /^(\*|\*:\*)$/.test(text));
  return (prefix) => {
    const patterns = [...byService.get(prefix) ?? [], ...free];
    if (isAll || patterns.some(({ text }) => text.slice(text.indexOf(":") + 1) === "*" && text.toLowerCase().startsWith(`${prefix}:`))) return negated ? "none" : "all";
    if (patterns.length === 0) return negated ? "all" : "none";
    return (action) => negated !== patterns.some((pattern) => matches(pattern, action));
  };
}

/**
 * What an action is called on, a set for each type of resource. One that takes several types is called on one of them; one
 * that takes a single type, and need not, is called on none at times, which IAM asks for as `*`.
 */
function resourceSets(service: Service, { resourceTypes }: Action, partitions: readonly string[]): readonly (Pick<Calls, "resources" | "likely"> & { readonly key: string })[] {
  const sets = resourceTypes.flatMap(({ name }) => {
    const type = service.resourceTypes.get(name);
    if (type === undefined) return [];
    return partitions.flatMap((partition) => resourcesOf(type, partition).map((resources) => ({ key: resources.text, resources, likely: sampleArns(type).map((arn) => arn.replace(/^arn:aws:/, `arn:${partition}:`)) })));
  });
  const [only, ...others] = resourceTypes;
  return only === undefined || (others.length === 0 && !only.required) ? [...sets, { key: "*", resources: requiredResources("*"), likely: [] }] : sets;
}

/** The actions of statements that AWS's list does not have, by an example: AWS may have them all the same. */
function unlisted(services: Services, statements: readonly Statement[], likely: readonly string[]): readonly Calls[] {
  const entries = statements.flatMap(({ actions }) => actions.entries);
  return entries.filter(({ value }) => !isListed(services, value)).flatMap(({ value: { text } }) => {
    const action = text.replaceAll("*", "Example").replaceAll("?", "A");
    return [requiredResources("*"), anyArn].map((resources) => ({ action, actions: [action], access: "Write", resources, likely }));
  });
}

/** Whether an action that AWS's list has matches the pattern; whoever writes `*` for the service means those that there are. */
function isListed(services: Services, pattern: Pattern): boolean {
  const prefix = serviceOf(pattern.text);
  const name = pattern.text.slice(prefix.length + 1).toLowerCase();
  if (/[*?]/.test(prefix) || prefix === "") return true;
  const actions = services.service(prefix)?.actions;
  return actions !== undefined && (actions.has(name) || [...actions.keys()].some((known) => matches(pattern, `${prefix}:${known}`)));
}

const anyArn = requiredResources("arn:*:*:*:*:*");

/** The partitions that the resources name, and AWS's main one. */
function partitionsIn(statements: readonly Statement[]): readonly string[] {
  const named = statements.flatMap(({ resources }) => resources?.entries ?? []).flatMap(({ value }) => /^arn:([^:*?$]+):/.exec(value.text)?.[1] ?? []);
  return [...new Set(["aws", ...named])];
}
