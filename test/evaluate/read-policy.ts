import { parsePolicy } from "../../src/policy/parse.js";
import type { Policy } from "../../src/policy/policy.js";
import { parseJson } from "../../src/text/json.js";

/** The policy of these statements, read as the policy of a limit, which may name principals or not. */
export function readPolicy(...statements: readonly object[]): Policy {
  return parsePolicy(parseJson("p.json", JSON.stringify({ Version: "2012-10-17", Statement: statements })), "limit").policy;
}

/** A policy that nobody could read. */
export const unread: Policy = { kind: "unread", location: { artifact: "gone.json", pointer: "" }, because: "`gone.json`, which is gone" };
