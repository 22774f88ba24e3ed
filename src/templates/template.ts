import type { Document } from "../text/document.js";
import { propertyOf, stringOf, type Node } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import type { Given } from "./given.js";
import { scopeOf } from "./resolve.js";
import { sectionsOf } from "./sections.js";

/** A template of CloudFormation, with all its functions resolved as far as they can be. */
export interface Template {
  readonly resources: readonly Resource[];
  /** The names of the parameters that it declares. */
  readonly parameters: readonly string[];
  /** What `Fn::GetAtt` or `Ref` gives for a resource. */
  readonly attribute: (id: string, attribute: string) => string;
  readonly ref: (id: string) => string;
}

export interface Resource {
  readonly id: string;
  readonly type: string;
  /** As people know it: its path in the CDK app, else its logical name. */
  readonly name: string;
  readonly node: Node;
  /** Resolved; undefined where it has none. */
  readonly properties: Node | undefined;
  /** An unknown text, where the resource is made on a condition of which nobody knows whether it holds. */
  readonly condition: string | undefined;
}

/** The resources of a template of these types, but for those whose condition is known not to hold. Total: what is no resource is passed over. */
export function readTemplate({ artifact, root }: Document, given: Given, isWanted: (type: string) => boolean): Template {
  const sections = sectionsOf(root);
  const scope = scopeOf(artifact, sections, given);
  const resources = Array.from(sections.resources).flatMap(([id, node]): readonly Resource[] => {
    const type = stringOf(propertyOf(node, "Type"));
    const condition = stringOf(propertyOf(node, "Condition"));
    const holds = condition === undefined ? true : scope.holds(condition);
    if (type === undefined || !isWanted(type) || holds === false) return [];
    const properties = propertyOf(node, "Properties");
    const name = stringOf(propertyOf(propertyOf(node, "Metadata"), "aws:cdk:path")) ?? id;
    return [{ id, type, name, node, properties: properties && scope.resolve(properties), condition: holds === undefined ? unknownText(`If ${condition}`, artifact) : undefined }];
  });
  const ref = (id: string) => { const node = root && scope.ref(id, root); return node?.kind === "scalar" ? String(node.value) : ""; };
  return { resources, parameters: [...sections.parameters.keys()], attribute: scope.attribute, ref };
}
