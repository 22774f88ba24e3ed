import { keyOfUnknown, unknownToken } from "../policy/unknown-token.js";
import { hasUnknown, unknownParts, unknownsIn } from "../text/unknown.js";
import type { Request } from "./request.js";

/** The request with some value for each text in its resource that nobody knows; the policies find it in the context. */
export function supposed(request: Request): Request {
  if (!hasUnknown(request.resource)) return request;
  const values = new Map(unknownsIn(request.resource).map((spelling, i) => [spelling, `unknown-${i}`]));
  return {
    ...request,
    resource: unknownParts(request.resource).map((part) => values.get(part) ?? part).join(""),
    context: { ...request.context, ...Object.fromEntries([...values].map(([spelling, value]) => [keyOfUnknown(unknownToken(spelling)), value])) },
  };
}
