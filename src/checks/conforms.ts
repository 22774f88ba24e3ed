import type { RuleOf } from "../rules/rule.js";
import type { Compute } from "../subject/compute.js";
import { keyOf, keysOf, type Location } from "../text/location.js";
import { schemaMessage, type SchemaError } from "../text/schema-message.js";
import type { Check, Problem, Verdict } from "./check.js";
import { isUnreadable, placeOf, unknownProblems } from "./compute-properties.js";
import { propertiesOf, schemas } from "./schemas.generated.js";

/** The properties of the compute, under their canonical keys, satisfy the rule's JSON Schema. */
export const conforms: Check<RuleOf<"conforms">> = {
  asks: () => [],

  judge(rule, { subject }): Verdict {
    if (subject.kind !== "compute") return { kind: "notApplicable", because: "only computes have properties" };
    if (isUnreadable(subject)) return { kind: "notApplicable", because: "the compute could not be read" };
    const names = propertiesOf[rule.id] ?? [];
    const unknown = unknownProblems(subject, names);
    const errors = (schemas[rule.id]?.(dataOf(subject)) ?? []).filter((error) => error.keyword !== "if" && !isAboutUnknown(error, subject));
    const problems = errors.map((error) => problemOf(rule, error, subject));
    if (problems.length > 0) return { kind: "fail", problems, assumes: [] };
    if (unknown.length > 0) return { kind: "open", problems: unknown };
    return names.some((name) => name in subject.properties || (name === "arguments" && Object.keys(subject.arguments).length > 0)) ? { kind: "pass", assumes: [] } : { kind: "notApplicable", because: `the compute does not set ${names.map((name) => `\`${name}\``).join(", ")}` };
  },
};

/** Values that are known, the arguments as a map of their own. */
function dataOf({ properties, arguments: given }: Compute): object {
  const known = (values: Compute["properties"]) => Object.fromEntries(Object.entries(values).filter(([, { unknown }]) => !unknown).map(([key, { value }]) => [key, value]));
  return { ...known(properties), arguments: known(given) };
}

/** A property whose value is not known is there all the same. */
const isAboutUnknown = (error: SchemaError, subject: Compute) => error.keyword === "required" && subject.properties[String(error.params["missingProperty"])]?.unknown === true;

function problemOf({ at, message }: RuleOf<"conforms">, error: SchemaError, compute: Compute): Problem {
  const [key = "", argument] = keysOf(error.instancePath);
  const guilty = argument === undefined ? at ?? key : argument;
  const location = argument === undefined ? placeOf(compute, guilty) : nameOf(compute, argument);
  return { message: message === undefined ? schemaMessage(error) : filled(message, compute, argument), location, related: [], requirement: `${error.schemaPath} ${error.keyword === "required" ? String(error.params["missingProperty"]) : ""}` };
}

/** An argument is shown by its name: what it says may be a secret. */
const nameOf = ({ arguments: given, propertiesLocation }: Compute, argument: string): Location => keyOf(given[argument]?.location ?? propertiesLocation);

const filled = (message: string, { properties }: Compute, argument: string | undefined) =>
  message.replace(/\{(\w+)\}/g, (_, name: string) => name === "argument" ? argument ?? "" : String(properties[name]?.value ?? ""));
