import { propertyOf, stringOf, type Node } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import { resourceTypes, type ResourceType } from "./resource-types.js";
import { textOf } from "./values.js";

/** What a resource of a template is called once it is there. */
export interface Identity {
  readonly ref: string;
  readonly attribute: (name: string) => string | undefined;
}

/** The names of a resource; undefined for a type that is not known here. A name that AWS makes up is unknown, and always the same. */
export function identityOf(id: string, resource: Node, artifact: string, resolve: (node: Node) => Node | undefined, pseudo: (name: string) => string): Identity | undefined {
  const type = stringOf(propertyOf(resource, "Type")) ?? "";
  const known: ResourceType | undefined = resourceTypes[type];
  if (known === undefined) return undefined;
  const property = (...keys: readonly string[]): string | undefined => {
    const node = keys.reduce<Node | undefined>(propertyOf, propertyOf(resource, "Properties"));
    return node && textOf(resolve(node));
  };
  const given = known.name.length > 0 ? property(...known.name) : undefined;
  const name = given ?? unknownText(`${type === "AWS::S3::Bucket" ? "bucket" : "name"} ${id}`, artifact);
  const full = !known.suffixed ? name : `${given === undefined ? "" : `${given}-`}${unknownText(`name ${id}`, artifact)}`;
  const values: Readonly<Record<string, string>> = { "{partition}": pseudo("AWS::Partition"), "{region}": pseudo("AWS::Region"), "{account}": pseudo("AWS::AccountId"), "{path}": known.arn?.includes("{path}") ? property("Path") ?? "/" : "", "{name}": full };
  const arn = known.arn?.replace(/\{[a-z]+\}/g, (placeholder) => values[placeholder] ?? placeholder);
  const of = (what: "name" | "arn" | undefined) => what === "arn" ? arn : what === "name" ? name : undefined;
  return { ref: of(known.ref) ?? name, attribute: (attribute) => of(known.attributes?.[attribute]) };
}
