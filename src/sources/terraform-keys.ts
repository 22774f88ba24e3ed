import type { Given } from "../templates/given.js";
import type { Resource } from "../terraform/module.js";
import { textOf } from "../templates/values.js";
import { plainAt } from "../terraform/value.js";
import { itemsOf, propertyOf } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import { textsPerhaps, without } from "./alternatives.js";
import { defaultKeyPolicy } from "./default-key-policy.js";
import { keyNamed, type KeyNames } from "./key-names.js";
import { perhapsPart, type BucketPiece, type Pieces } from "./pieces.js";
import { policyNode } from "./policy-node.js";
import { partsOf } from "./terraform-policy.js";
import { textIn } from "./terraform-text.js";

/**
 * The keys of a module and of those that it calls, with the policies that are attached to them there. One that is given none has
 * the one that AWS gives it.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key
 * and https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key_policy
 */
export function keysOf(resources: readonly Resource[], given: Given): Pick<Pieces, "keys"> {
  const names = keyNamesIn(resources);
  const keys = new Map(resources.filter(isKey).map((resource) => [textIn(resource.node, "arn") ?? "", resource]));
  const attached = resources.filter(({ type }) => type === "aws_kms_key_policy").flatMap((resource) => textsPerhaps(propertyOf(resource.node, "key_id"), resource.perhaps).flatMap(({ node, held }): readonly BucketPiece[] => {
    const name = keyNamed(String(node.kind === "scalar" ? node.value : ""), names, given);
    if (name === undefined) return [];
    const perhaps = without(held, keys.get(name)?.perhaps ?? []);
    return [{ name, certain: perhaps.length === 0, policies: partsOf({ ...resource, perhaps }, propertyOf(resource.node, "policy"), "", given) }];
  }));
  const declared = Array.from(keys, ([name, resource]): BucketPiece => ({ name, certain: true, policies: partsOf({ ...resource, perhaps: [] }, propertyOf(resource.node, "policy"), "", given) }));
  const [sure, unsure] = [true, false].map((certain) => new Set(attached.filter((each) => each.certain === certain).map(({ name }) => name)));
  const bare = declared.filter(({ name, policies }) => policies.length === 0 && sure?.has(name) !== true);
  return { keys: [...declared, ...attached, ...grantsOn(keys, resources, names, given), ...bare.map(({ name }): BucketPiece => {
    const resource = keys.get(name);
    const policies = resource ? [defaultKeyPolicy(name, { ...resource.location })] : [];
    return { name, certain: true, policies: unsure?.has(name) !== true ? policies : policies.map((part) => perhapsPart(part, [{ condition: unknownText(`which policy the key ${resource?.address ?? ""} has`, name), holds: true }])) };
  })] };
}

/**
 * What a key grants beside its policy. On constraints that nobody can follow it grants perhaps.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_grant
 */
function grantsOn(keys: ReadonlyMap<string, Resource>, resources: readonly Resource[], names: KeyNames, given: Given): readonly BucketPiece[] {
  return resources.filter(({ type }) => type === "aws_kms_grant").flatMap(({ node, location, address, perhaps }): readonly BucketPiece[] => {
    const name = keyNamed(textIn(node, "key_id") ?? "", names, given);
    if (name === undefined || !keys.has(name)) return [];
    const Action = itemsOf(propertyOf(node, "operations")).flatMap((operation) => { const text = textOf(operation); return text === undefined ? [] : [`kms:${text}`]; });
    const statement = plainAt(location, { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: textIn(node, "grantee_principal") ?? "" }, Action, Resource: "*" }] });
    const held = [...perhaps, ...(propertyOf(node, "constraints") ? [{ condition: unknownText(`${address}.constraints`, name), holds: true }] : [])];
    const part = policyNode(address, statement, held, given);
    return [{ name, certain: false, policies: [part.kind === "node" ? { ...part, unwritten: true } : part] }];
  });
}

const isKey = ({ type }: Resource) => ["aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key"].includes(type);

/** What the keys of a module are called there. */
export function keyNamesIn(resources: readonly Resource[]): KeyNames {
  return new Map(resources.flatMap((resource): readonly (readonly [string, string])[] => {
    const { node, type } = resource;
    const [id, arn, alias, target] = ["id", "arn", "name", "target_key_id"].map((key) => textIn(node, key));
    if (isKey(resource)) return id === undefined || arn === undefined ? [] : [[id, arn]];
    return type === "aws_kms_alias" && alias !== undefined && target !== undefined ? [[alias, target]] : [];
  }));
}
