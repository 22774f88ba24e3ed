import { isWithin } from "../policy/classes.js";
import type { Question } from "./check.js";

/** Whether one question asks for all that another asks for, of the same role. */
export function asksForAll({ policies, permission: { action, resources } }: Question, other: Question): boolean {
  return policies === other.policies && action === other.permission.action && isWithin(other.permission.resources, resources);
}
