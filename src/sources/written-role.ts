import type { Span } from "../text/location.js";
import { membersOf } from "../text/json-members.js";
import { inlineName, trustName } from "./aws-output.js";

/** A role in a dump as it is written, read only so far as to tell it from others. */
export interface WrittenRole {
  readonly name: string;
  readonly arn: string;
  /** Its trust policy and the policies that are written into it, in this order, word for word. */
  readonly trust: string;
  readonly policies: readonly string[];
  /** The ARNs of the policies that are attached to it. */
  readonly managed: readonly string[];
  readonly boundary: string | undefined;
  /** Itself, then its trust policy and the policies that are written into it. */
  readonly subjects: readonly WrittenSubject[];
}

/** What verdicts are about. */
export interface WrittenSubject {
  readonly name: string;
  /** Below the role. */
  readonly pointer: string;
  /** In the text of the role. */
  readonly span: Span;
}

/** The role that a value of `RoleDetailList` spells; undefined where it has not the form in which the AWS CLI writes every role, documents decoded. */
export function writtenRole(text: string, artifact: string): WrittenRole | undefined {
  const { value, members } = membersOf(text, placed) ?? { value: undefined, members: [] };
  if (!isRole(value)) return undefined;
  const { RoleName: name, Arn: arn, RolePolicyList: inline, AttachedManagedPolicies: managed, PermissionsBoundary: boundary } = value;
  const spansOf = (wanted: string, deep: number) => members.flatMap((each) => each.name === wanted && each.deep === deep ? [each.span] : []);
  const [[own, ...noArn], [trust, ...noTrust], documents] = [spansOf("Arn", 1), spansOf("AssumeRolePolicyDocument", 1), spansOf("PolicyDocument", 3)];
  if (own === undefined || trust === undefined || documents.length !== inline.length || noArn.length + noTrust.length > 0) return undefined;
  const written = ({ start, end }: Span) => text.slice(start, end);
  return {
    name, arn, trust: written(trust), policies: documents.map(written), managed: managed.map(({ PolicyArn: each }) => each), boundary: boundary?.PermissionsBoundaryArn,
    subjects: [
      { name: arn, pointer: "/Arn", span: own }, { name: trustName(artifact, name), pointer: "/AssumeRolePolicyDocument", span: trust },
      ...documents.map((span, i) => ({ name: inlineName(artifact, name, inline[i]?.PolicyName ?? ""), pointer: `/RolePolicyList/${i}/PolicyDocument`, span })),
    ],
  };
}

const placed = new Set(["Arn", "AssumeRolePolicyDocument", "PolicyDocument"]);

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html */
interface RoleDetail {
  readonly RoleName: string;
  readonly Arn: string;
  readonly AssumeRolePolicyDocument: object;
  readonly RolePolicyList: readonly { readonly PolicyName: string; readonly PolicyDocument: object }[];
  readonly AttachedManagedPolicies: readonly { readonly PolicyArn: string }[];
  readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn: string };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown) => typeof value === "string";

function isRole(value: unknown): value is RoleDetail {
  if (!isObject(value)) return false;
  const { RoleName: name, Arn: arn, AssumeRolePolicyDocument: trust, RolePolicyList: inline, AttachedManagedPolicies: managed, PermissionsBoundary: boundary } = value;
  return isText(name) && isText(arn) && isObject(trust) && Array.isArray(inline) && inline.every((each) => isObject(each) && isText(each["PolicyName"]) && isObject(each["PolicyDocument"]))
    && Array.isArray(managed) && managed.every((each) => isObject(each) && isText(each["PolicyArn"])) && (boundary === undefined || (isObject(boundary) && isText(boundary["PermissionsBoundaryArn"])));
}
