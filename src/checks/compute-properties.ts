import type { Compute, Property } from "../subject/compute.js";
import { roleNameOf } from "../policy/arn.js";
import { keyOf, type Location } from "../text/location.js";
import { unknownNames } from "../text/unknown.js";
import type { Problem } from "./check.js";

/** Whether the file holds something that no rule about properties can go by. */
export function isUnreadable({ faults }: Compute): boolean {
  return faults.some(({ kind }) => kind === "syntax" || kind === "shape");
}

/** What the compute sets under a key: a property, or with `--` an argument of its job; undefined where it sets nothing. */
export function settingOf({ properties, arguments: given }: Compute, key: string): Property | undefined {
  return key.startsWith("--") ? given[key] : properties[key];
}

/** The value of a property as text, where it is there and known; undefined else. */
export function textOf({ properties }: Compute, key: string): string | undefined {
  const property = properties[key];
  return property === undefined || property.unknown ? undefined : String(property.value);
}

/** The value of a property as a whole number, where it is there, known and one; undefined else. */
export function numberOf({ properties }: Compute, key: string): number | undefined {
  const property = properties[key];
  return property?.unknown === false && typeof property.value === "number" ? property.value : undefined;
}

/** The place of a property's value; of the word `properties`, where it is not there. */
export function placeOf({ properties, propertiesLocation }: Compute, key: string): Location {
  return properties[key]?.location ?? keyOf(propertiesLocation);
}

/** Those of the settings whose value is a placeholder, each as something that nobody can say anything of. What a template makes and calls by its ARN is a role for certain. */
export function unknownProblems(compute: Compute, keys: readonly string[]): readonly Problem[] {
  return keys.flatMap((key) => {
    const property = settingOf(compute, key);
    if (property?.unknown !== true || (key === "iam_role" && roleNameOf(String(property.value)) !== undefined)) return [];
    const names = unknownNames(String(property.value)).map((name) => `\`\${${name}}\``);
    return [{ message: names.length > 0 ? `the value of \`${key}\` hangs on ${names.join(" and ")}, so nothing can be said of it` : `the value of \`${key}\` is a placeholder, so nothing can be said of it`, location: property.location, related: [], requirement: key }];
  });
}
