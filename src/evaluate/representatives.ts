import { classesOf } from "../policy/classes.js";
import { instanceOf } from "../policy/instance.js";
import { defaultBudget } from "./contain.js";
import { inquiryOf, natural } from "./inquiry.js";
import type { Authorizer } from "./prepare.js";
import type { Permission, Request } from "./request.js";

/** The few requests of a permission that are worth asking somebody else: one of each class of resources, so many at most, in plain characters. */
export function representatives(authorizer: Authorizer, permission: Permission, most: number): readonly Request[] {
  const { meanings: { patterns } } = inquiryOf(authorizer, permission);
  const { resources, ...call } = permission;
  const found: Request[] = [];
  for (const requests of classesOf(resources, patterns, defaultBudget)) {
    if (requests === "budget" || found.length === most) break;
    const resource = natural(requests, resources, patterns, [instanceOf(resources.text)]);
    if (/^[!-~]+$/.test(resource)) found.push({ ...call, resource });
  }
  return found;
}
