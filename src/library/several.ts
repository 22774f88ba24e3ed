import { accountOf } from "../policy/arn.js";

/**
 * Why one answer cannot hold for all resources of a pattern: they lie in several accounts, or some of them need a policy of their
 * own that grants and others do not. Undefined where nothing stands against it.
 */
export function severalIn(action: string, resource: string, resourceAccount: string | undefined): string | undefined {
  const [, , , , account = "", ...rest] = resource.split(":");
  if (resourceAccount === undefined && /[*?]/.test(account) && accountOf(resource) === undefined) return `\`${resource}\` is about resources of several accounts: name the account, or say \`resourceAccount\``;
  const [, type] = guarded.find(([actions]) => actions.test(action)) ?? [];
  const [literal = ""] = rest.join(":").split(/[*?]/);
  return type !== undefined && literal.length < type.length && type.startsWith(literal) && resource !== "*" ? `\`${resource}\` is about resources of several types: those of the type \`${type}\` need a policy of their own, so ask about each` : undefined;
}

/** Keys, and roles to be assumed: what is called, and how the resource begins that nothing is allowed on unless its own policy says so. */
const guarded = [[/^kms:/i, "key/"], [/^sts:assumerole/i, "role/"]] as const;
