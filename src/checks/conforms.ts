import type { Mending, RuleOf } from "../rules/rule.js";
import type { Compute } from "../subject/compute.js";
import { keyOf, keysOf, type Location } from "../text/location.js";
import { adding, perhaps, writing, type Mend, type Value } from "../text/mend.js";
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
    const errors = errorsOf(rule, dataOf(subject)).filter((error) => !isAboutUnknown(error, subject));
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

/** What the schema finds; an `if` that does not hold is no fault of its own. */
const errorsOf = ({ id }: RuleOf<"conforms">, data: object): readonly SchemaError[] => (schemas[id]?.(data) ?? []).filter(({ keyword }) => keyword !== "if");

/** A property whose value is not known is there all the same. */
const isAboutUnknown = (error: SchemaError, subject: Compute) => error.keyword === "required" && subject.properties[String(error.params["missingProperty"])]?.unknown === true;

function problemOf(rule: RuleOf<"conforms">, error: SchemaError, compute: Compute): Problem {
  const { at, message } = rule;
  const [key = "", argument] = keysOf(error.instancePath);
  const guilty = argument === undefined ? at ?? key : argument;
  const location = argument === undefined ? placeOf(compute, guilty) : nameOf(compute, argument);
  return { message: message === undefined ? schemaMessage(error) : filled(message, compute, argument), location, related: [], mends: argument === undefined ? mendsOf(rule, error.keyword === "required" ? String(error.params["missingProperty"]) : guilty, compute) : [], requirement: `${error.schemaPath} ${error.keyword === "required" ? String(error.params["missingProperty"]) : ""}` };
}

/** The value that the rule's mends make of what does not conform, if it then conforms; for a property that is missing, to add it. */
function mendsOf(rule: RuleOf<"conforms">, property: string, compute: Compute): readonly Mend[] {
  const { properties: { [property]: set }, propertiesLocation } = compute;
  const own = rule.mends?.filter((mending) => mending.property === property) ?? [];
  return [own.filter(({ unsure }) => unsure === undefined), own].flatMap((mendings): readonly Mend[] => {
    const to = mendings.reduce<Value | undefined>(mended, set?.value);
    const conforms = to !== undefined && to !== set?.value && !errorsOf(rule, { ...dataOf(compute), [property]: to }).some((error) => isAbout(error, property));
    if (!conforms) return [];
    const mend = set === undefined ? adding(propertiesLocation, property, to) : writing(set.location, String(set.value), to);
    return [mendings.some(({ unsure }) => unsure) ? perhaps(mend) : mend];
  }).slice(0, 1);
}

const mended = (value: Value | undefined, mending: Mending): Value | undefined =>
  "value" in mending ? mending.value : typeof value === "string" ? value.replace(new RegExp(mending.replace, "u"), mending.by) : value;

const isAbout = ({ instancePath, params }: SchemaError, property: string) => instancePath === "" ? params["missingProperty"] === undefined || params["missingProperty"] === property : instancePath === `/${property}`;

/** An argument is shown by its name: what it says may be a secret. */
const nameOf = ({ arguments: given, propertiesLocation }: Compute, argument: string): Location => keyOf(given[argument]?.location ?? propertiesLocation);

const filled = (message: string, { properties }: Compute, argument: string | undefined) =>
  message.replace(/\{(\w+)\}/g, (_, name: string) => name === "argument" ? argument ?? "" : String(properties[name]?.value ?? ""));
