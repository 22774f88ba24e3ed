import type { Given } from "../templates/given.js";
import { textOf } from "../templates/values.js";
import { itemsOf, propertyOf, textsOf, type Node } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import { attributeOf } from "./blocks.js";
import { evaluated } from "./evaluate.js";
import type { Scope } from "./scope.js";
import { spelled } from "./spelled.js";
import type { Block, Expression } from "./syntax.js";

/** Where the provider works, as far as its configuration says it: in which Region, and in which account if it allows only one. */
export type Told = Pick<Given, "account" | "region">;

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference */
export function toldByProvider(blocks: readonly Block[], scope: Scope): Told {
  const provider = blocks.find(({ type, labels, body }) => type === "provider" && labels[0] === "aws" && attributeOf(body, "alias") === undefined);
  const value = (name: string) => { const written = provider && attributeOf(provider.body, name); return written && evaluated(written, scope); };
  return told(value("region"), value("allowed_account_ids"));
}

/**
 * The same of a plan, which tells what is written out, and the values of variables.
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export function toldByPlan(root: Node | undefined): Told {
  const expressions = propertyOf(propertyOf(propertyOf(propertyOf(root, "configuration"), "provider_config"), "aws"), "expressions");
  const value = (name: string) => {
    const expression = propertyOf(expressions, name);
    const [variable, ...others] = textsOf(propertyOf(expression, "references"));
    const [, named] = /^var\.([^.[]+)$/.exec(variable ?? "") ?? [];
    return propertyOf(expression, "constant_value") ?? (named === undefined || others.length > 0 ? undefined : propertyOf(propertyOf(propertyOf(root, "variables"), named), "value"));
  };
  return told(value("region"), value("allowed_account_ids"));
}

/** Another configuration of the provider may be another account, or Region. */
export function withProvider(given: Given, provider: Expression | undefined, id: string): Given {
  const name = provider && spelled(provider).replace(/^"|"$/g, "");
  if (name?.startsWith("aws.") !== true) return given;
  return { ...given, account: unknownText(`account of ${name}`, id), region: unknownText(`Region of ${name}`, id) };
}

/** What nobody else says is as the provider has it. */
export const givenBy = (given: Given, { account, region }: Told): Given => ({ ...given, account: given.account ?? account, region: given.region ?? region });

function told(region: Node | undefined, accounts: Node | undefined): Told {
  const [account, ...others] = itemsOf(accounts).map(textOf);
  return { region: only(textOf(region), /^[a-z]{2,}(-[a-z]+)+-\d+$/), account: others.length > 0 ? undefined : only(account, /^\d{12}$/) };
}

const only = (text: string | undefined, shape: RegExp) => text !== undefined && shape.test(text) ? text : undefined;
