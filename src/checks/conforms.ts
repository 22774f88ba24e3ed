import type { RuleOf } from "../rules/rule.js";
import type { Compute } from "../subject/compute.js";
import { keyOf, keysOf, type Location } from "../text/location.js";
import type { Check, Problem, Verdict } from "./check.js";
import { schemas } from "./schemas.generated.js";
import { schemaMessage, type SchemaError } from "../text/schema-message.js";

/** The properties of the compute, under their canonical keys, satisfy the rule's JSON Schema. */
export const conforms: Check<RuleOf<"conforms">> = {
  asks: () => [],

  judge(rule, { subject }): Verdict {
    if (subject.kind !== "compute") return { kind: "notApplicable", because: "only computes have properties" };
    if (subject.faults.some((fault) => fault.kind === "syntax" || fault.kind === "shape")) return { kind: "notApplicable", because: "the compute could not be read" };
    const known = Object.entries(subject.properties).filter(([, property]) => !property.unknown);
    const errors = schemas[rule.id]?.(Object.fromEntries(known.map(([key, property]) => [key, property.value]))) ?? [];
    const unknown = Object.entries(subject.properties).filter(([, property]) => property.unknown);
    const problems = errors.filter((error) => error.keyword !== "if" && !isAboutUnknown(error, subject)).map((error) => problemOf(error, subject));
    if (problems.length > 0) return { kind: "fail", problems, assumes: [] };
    return unknown.length === 0 ? { kind: "pass", assumes: [] } : { kind: "open", problems: unknown.map(([key, property]) => unknownProblem(key, property.location)) };
  },
};

/** A property whose value is not known is there all the same. */
const isAboutUnknown = (error: SchemaError, subject: Compute) => error.keyword === "required" && subject.properties[String(error.params["missingProperty"])]?.unknown === true;

function problemOf(error: SchemaError, subject: Compute): Problem {
  const [key] = keysOf(error.instancePath);
  const property = key === undefined ? undefined : subject.properties[key];
  return { message: schemaMessage(error), location: property?.location ?? keyOf(subject.propertiesLocation), related: [], requirement: `${error.schemaPath} ${error.keyword === "required" ? String(error.params["missingProperty"]) : ""}` };
}

const unknownProblem = (key: string, location: Location): Problem => ({ message: `the value of \`${key}\` is a placeholder, so nothing can be said of it`, location, related: [], requirement: key });
