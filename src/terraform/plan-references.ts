import { itemsOf, propertyOf, stringOf, textsOf, type Node } from "../text/node.js";
import { textOf } from "../templates/values.js";
import { addressOf, type Address } from "./address.js";
import { isUnknown } from "./value.js";

/** The configuration in a plan: it tells what an argument refers to, and not how. */
export interface Configuration {
  readonly root: Node | undefined;
  /** What is known of an attribute of a resource. */
  readonly attribute: (address: string, name: string) => Node | undefined;
}

type Modules = Address["modules"];

/**
 * What an argument that is known only later stands for, if it refers to one thing alone. That argument is the name or the ARN of
 * something, or a document, which nobody writes anything around.
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
 */
export function referenceIn(configuration: Configuration, address: string, argument: string, ...inside: readonly (string | number)[]): Node | undefined {
  const { modules, resource } = addressOf(address);
  const last = inside.at(-1) ?? argument;
  if (!alone.has(String(last)) && !(argument === "bucket" && /^aws_s3_bucket_\w/.test(resource))) return undefined;
  const expression = inside.reduce<Node | undefined>((node, key) => typeof key === "number" ? itemsOf(node)[key] : propertyOf(node, key), propertyOf(expressionsOf(configuration, address), argument));
  const found = resolved(configuration, expression, modules, 0);
  return documents.has(String(last)) && found?.kind === "scalar" && !isUnknown(found) && !/^\s*\{/.test(textOf(found) ?? "") ? undefined : found;
}

/** Arguments that people write with `jsonencode` around the names of what the document is about. */
const documents: ReadonlySet<string> = new Set(["policy", "assume_role_policy"]);

/** Whether nobody wrote the argument, so that what it will be is as AWS has it by default. */
export function isUnwritten(configuration: Configuration, address: string, argument: string): boolean {
  const expressions = expressionsOf(configuration, address);
  const { resource } = addressOf(address);
  return (argument === "region" || computed[argument]?.includes(resource.replace(/\..*/, "")) === true) && expressions !== undefined && propertyOf(expressions, argument) === undefined;
}

/** The key of the provider's configuration that makes a resource; undefined where the plan does not tell. */
export const providerKeyOf = (configuration: Configuration, address: string): string | undefined => stringOf(propertyOf(declaredIn(configuration, address), "provider_config_key"));

function declaredIn(configuration: Configuration, address: string): Node | undefined {
  const { modules, resource } = addressOf(address);
  return itemsOf(propertyOf(moduleOf(configuration, modules), "resources")).find((each) => stringOf(propertyOf(each, "address")) === resource);
}

function expressionsOf(configuration: Configuration, address: string): Node | undefined {
  const declared = declaredIn(configuration, address);
  return declared && (propertyOf(declared, "expressions") ?? { ...declared, kind: "map", entries: [] });
}

const alone: ReadonlySet<string> = new Set(["role", "role_name", "role_arn", "policy_arn", "permissions_boundary", "policy", "assume_role_policy", "key_id", "target_key_id", "kms_master_key_id", "kms_key_arn", "grantee_principal", "security_configuration"]);

/** What the provider fills in where it is left out; blocks may be there by `dynamic`, of which a plan does not tell. */
const computed: Readonly<Record<string, readonly string[]>> = { policy: ["aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_s3_bucket"], managed_policy_arns: ["aws_iam_role"] };

function moduleOf({ root }: Configuration, modules: Modules): Node | undefined {
  return modules.reduce<Node | undefined>((module, { name }) => propertyOf(propertyOf(propertyOf(module, "module_calls"), name), "module"), root);
}

function resolved(configuration: Configuration, expression: Node | undefined, modules: Modules, depth: number): Node | undefined {
  const constant = propertyOf(expression, "constant_value");
  if (constant !== undefined) return constant;
  const references = textsOf(propertyOf(expression, "references"));
  // The longest names an attribute, the others are what that is one of.
  const [first, ...others] = references.toSorted((a, b) => b.length - a.length);
  if (first === undefined || depth > deepest || !others.every((other) => first.startsWith(other))) return undefined;
  return referred(configuration, first, modules, depth);
}

/** References through modules; people have three. */
const deepest = 20;

function referred(configuration: Configuration, reference: string, modules: Modules, depth: number): Node | undefined {
  const [, variable] = /^var\.([^.[]+)$/.exec(reference) ?? [];
  const last = modules.at(-1);
  if (variable !== undefined) {
    const outer = modules.slice(0, -1);
    const call = last && propertyOf(propertyOf(moduleOf(configuration, outer), "module_calls"), last.name);
    return call && resolved(configuration, propertyOf(propertyOf(call, "expressions"), variable), outer, depth + 1);
  }
  const [, called, key = "", output] = /^module\.([^.[]+)(\[[^\]]*\])?\.([^.[]+)$/.exec(reference) ?? [];
  if (called !== undefined && output !== undefined) {
    const inner = [...modules, { name: called, key }];
    return resolved(configuration, propertyOf(propertyOf(propertyOf(moduleOf(configuration, inner), "outputs"), output), "expression"), inner, depth + 1);
  }
  const [, resource, attribute] = /^((?:data\.)?[^.[]+\.[^.[]+(?:\[[^\]]*\])?)\.([^.[]+)$/.exec(reference) ?? [];
  const prefix = modules.map(({ name, key: each }) => `module.${name}${each}.`).join("");
  return resource === undefined || attribute === undefined ? undefined : configuration.attribute(`${prefix}${resource}`, attribute);
}
