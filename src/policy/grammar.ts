import type { Mend } from "../text/mend.js";
import { nearest } from "../text/nearest.js";
import { itemsOf, propertyOf, stringOf, type MapNode, type Node } from "../text/node.js";
import { hasUnknown, knownPart } from "../text/unknown.js";
import { conditionFaults } from "./condition-grammar.js";
import { faultAt, respelling, unknownKeys, type GrammarFault, type PolicyUse } from "./grammar-fault.js";
import { principalFaults } from "./principal-grammar.js";
import { resourceFault, type MendableFlaw } from "./resource-grammar.js";

/**
 * What keeps IAM from taking the document at all, which it answers with `MalformedPolicyDocument`. What IAM takes but nobody
 * should write is the business of rules, not of the grammar.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function grammarFaults(root: Node, use: PolicyUse): readonly GrammarFault[] {
  if (root.kind !== "map") return [faultAt(root, "a policy is one JSON object with a `Statement`")];
  const mistaken = mistakenUse(root, use);
  if (mistaken !== undefined) return [mistaken];
  const version = propertyOf(root, "Version");
  const id = propertyOf(root, "Id");
  const statement = propertyOf(root, "Statement");
  const statements = itemsOf(statement);
  return [
    ...unknownKeys(root, ["Version", "Id", "Statement"]),
    ...(version && !versions.includes(stringOf(version) ?? "") && !hasUnknown(stringOf(version) ?? "") ? [faultAt(version, "the policy language has the versions `2012-10-17` and `2008-10-17`, and no other", ...respelled(version, versions))] : []),
    ...(id && stringOf(id) === undefined ? [faultAt(id, "`Id` must be a string")] : []),
    ...(statements.length === 0 ? [faultAt(statement ?? root, "the policy has no statement: IAM takes no policy without one")] : []),
    ...statements.flatMap((each) => statementFaults(each, use)),
    ...repeatedSids(statements),
  ];
}

/** A policy of the other kind has one fault, not one in each statement. */
function mistakenUse(root: Node, use: PolicyUse): GrammarFault | undefined {
  const statements = itemsOf(propertyOf(root, "Statement"));
  const principals = statements.flatMap((statement) => propertyOf(statement, "Principal") ?? propertyOf(statement, "NotPrincipal") ?? []);
  const [named] = principals;
  if (use === "identity" && named !== undefined) return faultAt(named, "a policy that names a principal belongs to a resource, not to an identity: if it says who may assume the role, name it under `trust`");
  const [first] = statements;
  return use === "trust" && first?.kind === "map" && named === undefined ? faultAt(first, "no statement has a `Principal`: a trust policy says who may assume the role, and this one may be meant for `policies`") : undefined;
}

const versions = ["2012-10-17", "2008-10-17"];

function statementFaults(node: Node, use: PolicyUse): readonly GrammarFault[] {
  if (node.kind !== "map") return [faultAt(node, "a statement is an object with `Effect`, `Action` and `Resource`")];
  const effect = propertyOf(node, "Effect");
  const sid = propertyOf(node, "Sid");
  return [
    ...unknownKeys(node, statementKeys),
    ...(effect === undefined ? misspelled(node, "Effect") ? [] : [faultAt(node, "the statement has no `Effect`: say `Allow` or `Deny`")] : effects.includes(stringOf(effect) ?? "") ? [] : [faultAt(effect, "`Effect` is `Allow` or `Deny`, spelled just so", ...respelled(effect, effects))]),
    ...(sid && stringOf(sid) === undefined ? [faultAt(sid, "`Sid` must be a string")] : []),
    // IAM: `Statement IDs (SID) must be alpha numeric`. The policies of resources may have blanks in theirs.
    ...(sid && use !== "resource" && /[^A-Za-z0-9]/.test(knownPart(stringOf(sid) ?? "")) ? [faultAt(sid, "`Sid` takes letters and digits only")] : []),
    ...eitherFaults(node, "Action", actionFault),
    ...(use === "trust" ? trustResourceFaults(node) : eitherFaults(node, "Resource", resourceFault)),
    ...principalFaults(node, use),
    ...conditionFaults(propertyOf(node, "Condition")),
  ];
}

const statementKeys = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

const effects = ["Allow", "Deny"];

/** To write the one of the values that is nearest. */
function respelled(node: Node, values: readonly string[]): readonly Mend[] {
  const [text, meant] = [stringOf(node), nearest(stringOf(node) ?? "", values)];
  return text === undefined || meant === undefined ? [] : [respelling(node.location, text, meant)];
}

/** Exactly one of `Action` and `NotAction` (`Resource` and `NotResource`), not empty, and each entry as `faultOf` wants it. */
function eitherFaults(statement: MapNode, name: "Action" | "Resource", faultOf: (text: string) => string | MendableFlaw | undefined): readonly GrammarFault[] {
  const plain = propertyOf(statement, name);
  const negated = propertyOf(statement, `Not${name}`);
  if (plain && negated) return [faultAt(negated, `a statement has \`${name}\` or \`Not${name}\`, not both`)];
  const element = plain ?? negated;
  if (element === undefined) return misspelled(statement, name) ? [] : [faultAt(statement, `the statement has no \`${name}\``)];
  const items = itemsOf(element);
  if (items.length === 0) return [faultAt(element, `the list of ${name.toLowerCase()}s is empty: IAM refuses the policy`)];
  return items.flatMap((item) => {
    const text = stringOf(item);
    if (text === undefined) return [faultAt(item, `an entry of \`${name}\` must be a string`)];
    const flaw = faultOf(text);
    return flaw === undefined ? [] : typeof flaw === "string" ? [faultAt(item, flaw)] : [faultAt(item, flaw.message, flaw.mendOf(item.location))];
  });
}

/** The element is there under a name that is reported already. */
const misspelled = (statement: MapNode, name: string) => statement.entries.some(({ key }) => !statementKeys.includes(key) && nearest(key, statementKeys) === name);

function actionFault(text: string): string | undefined {
  if (text === "*" || /^(\*|[A-Za-z0-9.-]+):[^:]*$/.test(text)) return undefined;
  const [service = "", ...names] = text.split(":");
  if (names.length === 0) return `\`${text}\` names no service: an action is \`service:Name\`, as in \`s3:GetObject\``;
  if (names.length > 1) return `\`${text}\` has more than one colon: an action is \`service:Name\``;
  return `\`${service}\` is no service: the part before the colon takes no wildcards or blanks`;
}

function trustResourceFaults(statement: MapNode): readonly GrammarFault[] {
  const element = propertyOf(statement, "Resource") ?? propertyOf(statement, "NotResource");
  return element ? [faultAt(element, "a trust policy speaks of its own role and takes no `Resource`")] : [];
}

function repeatedSids(statements: readonly Node[]): readonly GrammarFault[] {
  const sids = statements.flatMap((statement) => propertyOf(statement, "Sid") ?? []);
  return sids.filter((sid, i) => stringOf(sid) !== undefined && sids.slice(0, i).some((earlier) => stringOf(earlier) === stringOf(sid)))
    .map((sid) => faultAt(sid, `\`${stringOf(sid) ?? ""}\` is the \`Sid\` of an earlier statement: each must be unique in its policy`));
}
