import { pseudoParameter } from "../templates/pseudo.js";
import { textOf } from "../templates/values.js";
import { propertyOf, type MapNode, type Node } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import type { Given } from "../templates/given.js";
import { policyDocument } from "./policy-document.js";
import { dataTypes, resourceTypes, type ResourceType } from "./resource-types.js";
import type { Place } from "./syntax.js";
import { mapAt, scalarAt } from "./value.js";

/** A resource or a data source, by what its block says. */
export interface Declared {
  readonly mode: "resource" | "data";
  readonly type: string;
  /** With that of its module: `module.lake.aws_s3_bucket.raw[0]`. */
  readonly address: string;
  /** What tells it from those of other modules that have this address. */
  readonly id: string;
  readonly given: Given;
  readonly arguments: MapNode;
}

/** A resource with what is known of it beyond its arguments. What else somebody asks of it is unknown, and always the same. */
export function withIdentity({ mode, type, address, id, given, arguments: written }: Declared, place: Place): MapNode {
  const pseudo = (name: string) => pseudoParameter(`AWS::${name}`, given, "") ?? "";
  const known: Readonly<Record<string, string | Node>> = mode === "resource" ? named(resourceTypes.get(type), written, address, id, pseudo) : fromData(type, written, place, pseudo) ?? named(dataTypes.get(type), written, address, id, pseudo);
  const own = new Map<string, Node>(written.entries.map(({ key, value }) => [key, value]));
  const computed = Object.entries({ ...known, ...(mode === "resource" && type === "aws_kms_alias" ? meantBy(written, pseudo) : {}) }).flatMap(([key, value]): readonly (readonly [string, Node])[] => own.has(key) ? [] : [[key, typeof value === "string" ? scalarAt(place, value) : value]]);
  return { ...mapAt(place, []), entries: [...written.entries, ...mapAt(place, computed).entries], tag: `resource ${address} ${id}` };
}

/** The key that an alias means. Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_alias */
function meantBy(alias: MapNode, pseudo: (name: string) => string): Readonly<Record<string, string>> {
  const target = textOf(propertyOf(alias, "target_key_id"));
  return target === undefined ? {} : { target_key_arn: target.startsWith("arn:") ? target : `arn:${pseudo("Partition")}:kms:${pseudo("Region")}:${pseudo("AccountId")}:key/${target}` };
}

function named(type: ResourceType | undefined, written: MapNode, address: string, id: string, pseudo: (name: string) => string): Readonly<Record<string, string>> {
  if (type === undefined) return {};
  const text = (key: string | undefined) => key === undefined ? undefined : textOf(propertyOf(written, key));
  const isBucket = type.attributes["bucket"] !== undefined;
  const madeUp = unknownText(`${isBucket ? "bucket" : "name"} ${address}.${type.name ?? "id"}`, id);
  const given = text(type.name);
  const name = given ?? `${text(type.prefix) ?? ""}${madeUp}`;
  const values: Readonly<Record<string, string>> = { partition: pseudo("Partition"), region: text("region") ?? pseudo("Region"), account: pseudo("AccountId"), path: text("path") ?? "/", name: type.suffixed && given !== undefined ? `${name}-${unknownText(`name ${address}.arn`, id)}` : name };
  const arn = type.arn?.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? text(key) ?? unknownText(`${address}.${key}`, id));
  return Object.fromEntries(Object.entries(type.attributes).flatMap(([key, what]) => { const value = what === "arn" ? arn : name; return value === undefined ? [] : [[key, value]]; }));
}

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/caller_identity and its neighbours */
function fromData(type: string, written: MapNode, place: Place, pseudo: (name: string) => string): Readonly<Record<string, string | Node>> | undefined {
  switch (type) {
    case "aws_caller_identity": return { account_id: pseudo("AccountId"), id: pseudo("AccountId") };
    case "aws_partition": return { partition: pseudo("Partition"), id: pseudo("Partition"), dns_suffix: pseudo("URLSuffix"), reverse_dns_prefix: pseudo("Partition") === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws" };
    case "aws_region": { const region = textOf(propertyOf(written, "region")) ?? textOf(propertyOf(written, "name")) ?? pseudo("Region"); return { name: region, id: region, region }; }
    case "aws_iam_policy_document": { const document = policyDocument(written, place); return { json: document, minified_json: document }; }
    default: return undefined;
  }
}
