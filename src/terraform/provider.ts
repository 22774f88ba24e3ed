import type { Given } from "../templates/given.js";
import { textOf } from "../templates/values.js";
import { itemsOf, propertyOf, textsOf, valueOf, type Node } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import { argumentsOf } from "./blocks.js";
import type { Scope } from "./scope.js";
import type { Block, Expression } from "./syntax.js";
import { spelled } from "./spelled.js";

/** Where the provider works, as far as its configuration says it: in which Region, and in which account if it allows only one. */
export type Told = Pick<Given, "account" | "region">;

/** What a configuration of the provider says, each argument as a value. */
type Arguments = (name: string) => Node | undefined;

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference */
export function toldByProvider(blocks: readonly Block[], scope: Scope): Told {
  const provider = argumentsBy(blocks, scope).get("aws");
  return provider ? told(provider) : { account: undefined, region: undefined };
}

/** The configurations of the provider by their names, `aws` and `aws.west`, but for those that only hand on what a caller gives. */
export function argumentsBy(blocks: readonly Block[], scope: Scope): ReadonlyMap<string, Arguments> {
  return new Map(blocks.filter(({ type, labels }) => type === "provider" && labels[0] === "aws").flatMap((block): readonly (readonly [string, Arguments])[] => {
    const all = argumentsOf(block.body, scope, block.location);
    const alias = textOf(propertyOf(all, "alias"));
    return all.entries.every(({ key }) => key === "alias") && alias === undefined ? [] : [[alias === undefined ? "aws" : `aws.${alias}`, (name) => propertyOf(all, name)]];
  }));
}

/**
 * The same of a plan, which tells what is written out, and the values of variables.
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export function toldByPlan(root: Node | undefined): Told {
  return told(argumentsInPlan(root, "aws"));
}

/** What a plan tells of a configuration of the provider, by its key there. */
export function argumentsInPlan(root: Node | undefined, key: string): Arguments {
  const expressions = propertyOf(propertyOf(propertyOf(propertyOf(root, "configuration"), "provider_config"), key), "expressions");
  const worth = (expression: Node | undefined): Node | undefined => {
    const [variable, ...others] = textsOf(propertyOf(expression, "references"));
    const [, named] = /^var\.([^.[]+)$/.exec(variable ?? "") ?? [];
    return propertyOf(expression, "constant_value") ?? (named === undefined || others.length > 0 ? undefined : propertyOf(propertyOf(propertyOf(root, "variables"), named), "value"));
  };
  return (name) => {
    const expression = propertyOf(expressions, name);
    const [block] = itemsOf(expression);
    const role = worth(propertyOf(block, "role_arn"));
    return name === "assume_role" && block && role ? { ...block, kind: "map", entries: [{ key: "role_arn", keySpan: role.span, value: role }] } : worth(expression) ?? expression;
  };
}

/**
 * What is given where another configuration of the provider is at work. It is in the same account as the one without an alias if
 * it comes there in the same way, and in the same Region if both leave that to what is around them.
 */
export function givenIn(given: Given, ours: Arguments | undefined, other: Arguments | undefined, name: string, id: string): Given {
  const isAlike = (argument: string) => other !== undefined && JSON.stringify(plain(ours?.(argument))) === JSON.stringify(plain(other(argument)));
  const { account, region } = other ? told(other) : { account: undefined, region: undefined };
  return {
    ...given,
    account: account ?? (credentials.every(isAlike) ? given.account : unknownText(`account of ${name}`, id)),
    region: region ?? (isAlike("region") ? given.region : unknownText(`Region of ${name}`, id)),
  };
}

const plain = (node: Node | undefined) => node === undefined ? null : valueOf(node);

const credentials: readonly string[] = ["profile", "access_key", "secret_key", "token", "shared_credentials_files", "shared_config_files", "assume_role", "assume_role_with_web_identity"];

/** The name of a configuration, as in `provider = aws.west`; undefined where it is none of AWS's. */
export function providerName(expression: Expression | undefined): string | undefined {
  const name = expression && spelled(expression).replace(/^"|"$/g, "");
  return name === "aws" || name?.startsWith("aws.") === true ? name : undefined;
}

/** What nobody else says is as the provider has it. */
export const givenBy = (given: Given, { account, region }: Told): Given => ({ ...given, account: given.account ?? account, region: given.region ?? region });

function told(provider: Arguments): Told {
  const [account, ...others] = itemsOf(provider("allowed_account_ids")).map(textOf);
  const [, assumed] = /^arn:[^:]+:iam::(\d{12}):role\//.exec(textOf(propertyOf(itemsOf(provider("assume_role"))[0], "role_arn")) ?? "") ?? [];
  return { region: only(textOf(provider("region")), /^[a-z]{2,}(-[a-z]+)+-\d+$/), account: (others.length > 0 ? undefined : only(account, /^\d{12}$/)) ?? assumed };
}

const only = (text: string | undefined, shape: RegExp) => text !== undefined && shape.test(text) ? text : undefined;
