import { accountOf, roleNameOf } from "../policy/arn.js";
import type { Compute } from "../subject/compute.js";
import type { Document } from "../text/document.js";
import { itemsOf, propertyOf, textsOf } from "../text/node.js";
import { spellingOf, type Spelling } from "./classify.js";
import { readCompute } from "./compute.js";

/** What a first gluelint.yaml is written from. */
export interface Found {
  readonly documents: readonly Document[];
  /** Where an editor finds the schema of the file. */
  readonly schema: string;
  /** The path of a document as the file names it. */
  readonly pathOf: (document: Document) => string;
}

/** A first gluelint.yaml, and in sentences what it was written from. */
export interface FirstConfig {
  readonly text: string;
  readonly said: readonly string[];
}

/** The gluelint.yaml that the documents tell. What they do not tell stands in it as a comment, with what to write. */
export function firstConfig({ documents, schema, pathOf }: Found): FirstConfig {
  const of = (...kinds: readonly Spelling["kind"][]) => documents.filter((document) => kinds.includes(spellingOf(document).kind)).toSorted((a, b) => a.artifact < b.artifact ? -1 : 1);
  const [computes, templates, identity, trust] = [of("compute", "glueJob"), of("template", "terraform", "terraformPlan", "awsOutput"), of("identityPolicy"), of("trustPolicy")];
  const listed = (found: readonly Document[], indent: string) => found.map((document) => `${indent}- ${scalar(pathOf(document))}`);
  const arns = [...new Set(of("compute").map(readCompute).flatMap(roleArnOf))];
  const [arn, ...others] = arns;
  const isOnly = arn !== undefined && others.length === 0;
  const policies = [...identity, ...trust];
  const accounts = [...new Set(arns.flatMap((each) => accountOf(each) ?? []))];
  const account = accounts.length === 1 ? accounts[0] : undefined;
  const buckets = bucketsIn([...computes, ...policies]);
  const lines = [
    `# yaml-language-server: $schema=${schema}`, "# What gluelint checks in this repository, and against what. Each # that stands before a key waits for somebody who knows.", "version: 1", "",
    account === undefined ? "# environment:" : "environment:", ...(account === undefined ? [] : [`  account: "${account}"`]),
    "  # region: eu-west-1                 # the Region that the jobs run in",
    "  # sharedStorage: my-guzzle-storage  # the bucket of the Guzzle shared storage; [] says that there is none",
    "  # datastores: [my-lake]             # buckets that the jobs read and write; [] says that there are none",
    ...(buckets.length > 0 ? [`  # Buckets that the files name: ${buckets.join(", ")}`] : []),
    '  # secrets: ["guzzle/*"]             # names of the secrets that Guzzle reads; default: every one', "",
    ...(computes.length > 0 ? ["# Guzzle compute files and Glue jobs; globs work too: conf/**/*.yml", "computes:", ...listed(computes, "  ")] : ["# computes: [conf/spark/*.yml]         # Guzzle compute files, or Glue jobs as JSON of Glue's API"]), "",
    ...(templates.length > 0 ? ["# The roles, policies and jobs in templates", "templates:", ...listed(templates, "  "), ""] : []),
    ...rolesOf(arns, isOnly, identity, trust, listed),
    ...(!isOnly && policies.length > 0 ? ["", "# Nobody said whose these policies are, so each is judged alone: move them to their role under `roles`", ...(templates.length > 0 ? listed(policies, "  ").map((line) => `# ${line}`) : ["templates:", ...listed(policies, "  ")])] : []),
  ];
  const counted = (count: number, one: string, several: string) => count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
  return {
    text: `${lines.join("\n")}\n`,
    said: [
      [...counted(computes.length, "compute", "computes"), ...counted(templates.length, "template", "templates"), ...counted(policies.length, "policy", "policies")].join(", ") || "nothing to check was found: name it in the file",
      ...(isOnly && identity.length > 0 ? [`the policies are taken for those of ${arn}, the one role that a compute names: look whether they all are`] : []),
    ],
  };
}

function rolesOf(arns: readonly string[], isOnly: boolean, identity: readonly Document[], trust: readonly Document[], listed: (found: readonly Document[], indent: string) => readonly string[]): readonly string[] {
  const example = ["#   - arn: arn:aws:iam::123456789012:role/guzzle-server", "#     is: caller                        # the role of the EC2 instance that Guzzle runs on; default: job", "#     policies: [iam/server/*.json]"];
  if (arns.length === 0) return ["# roles:                              # those that the jobs run with, and their policies", "#   - arn: arn:aws:iam::123456789012:role/guzzle-glue", "#     policies: [iam/glue/*.json]", "#     trust: iam/glue-trust.json", ...example];
  return ["roles:", ...arns.flatMap((arn) => [`  - arn: ${arn}`, ...(isOnly ? [
    ...(identity.length > 0 ? ["    policies:                           # all that are attached to the role, and no others", ...listed(identity, "      ")] : ["    # policies: [iam/*.json]            # all that are attached to the role: files, or ARNs of managed policies"]),
    ...(trust.length === 1 ? [`    trust: ${listed(trust, "").join().slice(2)}`] : ["    # trust: iam/trust.json             # who may assume the role", ...listed(trust, "    #   ")]),
  ] : ["    # policies: [iam/*.json]            # all that are attached to the role: files, or ARNs of managed policies", "    # trust: iam/trust.json             # who may assume the role"])]), ...example];
}

const roleArnOf = ({ properties: { iam_role: role } }: Compute): readonly string[] => typeof role?.value === "string" && !role.unknown && roleNameOf(role.value) !== undefined ? [role.value] : [];

/** The buckets that are named without a wildcard, as far as one can see. */
function bucketsIn(documents: readonly Document[]): readonly string[] {
  const resources = documents.flatMap(({ root }) => itemsOf(propertyOf(root, "Statement"))).flatMap((statement) => textsOf(propertyOf(statement, "Resource")));
  const paths = documents.flatMap(({ root }) => { const properties = propertyOf(root, "properties"); return properties?.kind === "map" ? properties.entries.flatMap(({ value }) => textsOf(value)) : []; });
  return [...new Set([...resources, ...paths].flatMap((text) => /^(?:arn:aws[a-z-]*:s3:::|s3[an]?:\/\/)([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/|$)/.exec(text)?.[1] ?? []))].sort();
}

/** A text as YAML has it: plain where that is beyond doubt, else in double quotes. */
const scalar = (text: string) => /^[A-Za-z_][\w./-]*$/.test(text) ? text : JSON.stringify(text);
