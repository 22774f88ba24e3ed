import type { Resource, Template } from "../templates/template.js";
import { textOf } from "../templates/values.js";
import { propertyOf, type Node } from "../text/node.js";
import { unknownNames } from "../text/unknown.js";
import { itemsPerhaps, type Held } from "./alternatives.js";
import type { PolicyPart } from "./assemble.js";
import { noPieces, type Named, type Pieces, type PolicyPiece } from "./pieces.js";
import { policyNode } from "./policy-node.js";

/**
 * The policies that a resource of a template is or holds. SAM's policy templates are no policy documents.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html
 * and https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
 */
export function policiesOf({ id, type, properties, condition }: Resource, { ref }: Template, name: string): Pieces {
  const held: readonly Held[] = condition === undefined ? [] : [{ condition, holds: true }];
  const document = propertyOf(properties, "PolicyDocument");
  if (document === undefined) return { ...noPieces, policies: inlineIn(properties, name, held).map((part) => ({ part, use: "identity", arn: undefined, roles: [] })) };
  const arn = type === "AWS::IAM::ManagedPolicy" ? ref(id) : undefined;
  const roles = itemsPerhaps(propertyOf(properties, "Roles") ?? propertyOf(properties, "RoleName"));
  const certain = roles.flatMap(({ node, held: all }) => all.length === 0 ? textOf(node) ?? [] : []);
  const perhaps = roles.filter(({ held: all }) => all.length > 0);
  return { ...noPieces, policies: [
    { part: policyNode(name, document, held), use: "identity", arn, roles: certain },
    ...perhaps.map(({ node, held: all }): PolicyPiece => ({ part: policyNode(name, document, [...held, ...all]), use: "identity", arn: undefined, roles: [textOf(node) ?? ""] })),
  ] };
}

/** The policies that are written into a role, user, group or function. */
export function inlineIn(properties: Node | undefined, name: string, held: readonly Held[]): readonly PolicyPart[] {
  return itemsPerhaps(propertyOf(properties, "Policies"), held).flatMap(({ node, held: all }) => {
    const document = propertyOf(node, "PolicyDocument") ?? (propertyOf(node, "Statement") || (node.kind === "scalar" && textOf(node)?.startsWith("\uE000")) ? node : undefined);
    const own = textOf(propertyOf(node, "PolicyName"));
    return document ? [policyNode(own === undefined ? name : `${name}, policy ${own}`, document, all)] : [];
  });
}

/** The ARNs of managed policies. */
export function namedIn(node: Node | undefined): readonly Named[] {
  return itemsPerhaps(node).flatMap(({ node: item, held }) => {
    const arn = textOf(item);
    const perhaps = held.map(({ condition }) => unknownNames(condition).join("")).join(", ");
    return arn === undefined ? [] : [{ arn, location: item.location, ...(held.length > 0 && { perhaps }) }];
  });
}
