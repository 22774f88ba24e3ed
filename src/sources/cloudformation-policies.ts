import type { Resource, Template } from "../templates/template.js";
import { textOf } from "../templates/values.js";
import { propertyOf, type Node } from "../text/node.js";
import { givenThat, heldBy, itemsPerhaps, textsPerhaps, without, type Held } from "./alternatives.js";
import type { PolicyPart } from "./assemble.js";
import { noPieces, type Named, type Pieces, type PolicyPiece } from "./pieces.js";
import { policyNode } from "./policy-node.js";

/**
 * The policies that a resource of a template is or holds. SAM's policy templates are no policy documents.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html
 * and https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
 */
export function policiesOf({ id, type, properties, condition }: Resource, { resources, ref }: Template, name: string): Pieces {
  const held = heldBy(condition);
  const document = propertyOf(properties, "PolicyDocument");
  if (document === undefined) return { ...noPieces, policies: inlineIn(properties, name, held).map((part) => ({ part, use: "identity", arn: undefined, roles: [] })) };
  const arn = type === "AWS::IAM::ManagedPolicy" ? ref(id) : undefined;
  const conditionOf = (role: string) => heldBy(resources.find((other) => other.type === "AWS::IAM::Role" && ref(other.id) === role)?.condition);
  const roles = textsPerhaps(propertyOf(properties, "Roles") ?? propertyOf(properties, "RoleName"), held).flatMap(({ node, held: all }) => {
    const role = textOf(node);
    return role === undefined ? [] : [{ role, held: without(all, conditionOf(role)) }];
  });
  const pieceOf = (all: readonly Held[], some: typeof roles, its?: string): PolicyPiece => ({ part: policyNode(name, document, all), use: "identity", arn: its, roles: some.map(({ role }) => role) });
  const isAsItIs = (each: (typeof roles)[number]) => JSON.stringify(each.held) === JSON.stringify(held);
  const [same, others] = [roles.filter(isAsItIs), roles.filter((each) => !isAsItIs(each))];
  return { ...noPieces, policies: [...(arn !== undefined || same.length > 0 || others.length === 0 ? [pieceOf(held, same, arn)] : []), ...others.map((each) => pieceOf(each.held, [each]))] };
}

/** The policies that are written into a role, user, group or function, given that something holds. */
export function inlineIn(properties: Node | undefined, name: string, held: readonly Held[], given: readonly Held[] = []): readonly PolicyPart[] {
  return givenThat(itemsPerhaps(propertyOf(properties, "Policies"), held), given).flatMap(({ node, held: all }) => {
    const document = propertyOf(node, "PolicyDocument") ?? (propertyOf(node, "Statement") || (node.kind === "scalar" && textOf(node)?.startsWith("\uE000")) ? node : undefined);
    const own = textOf(propertyOf(node, "PolicyName"));
    return document ? [policyNode(own === undefined ? name : `${name}, policy ${own}`, document, all)] : [];
  });
}

/** The ARNs of managed policies, given that something holds. */
export function namedIn(node: Node | undefined, given: readonly Held[]): readonly Named[] {
  return givenThat(textsPerhaps(node), given).flatMap(({ node: item, held }) => {
    const arn = textOf(item);
    return arn === undefined ? [] : [{ arn, location: item.location, held }];
  });
}
