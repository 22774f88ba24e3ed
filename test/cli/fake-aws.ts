import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An account as the loopback server has it. */
export interface FakeAccount {
  readonly roles: readonly FakeRole[];
  readonly jobs?: Readonly<Record<string, readonly object[]>>;
  /** Policies by bucket. */
  readonly buckets?: Readonly<Record<string, object>>;
  /** What is set for buckets beside; one that is not here is in the Region of the audit, and encrypts as S3 does by itself. */
  readonly settings?: Readonly<Record<string, { readonly region?: string; readonly algorithm?: string; readonly key?: string; readonly isPublic?: boolean }>>;
  readonly managed?: Readonly<Record<string, object>>;
  /** Connections of Glue, and security configurations, by name. */
  readonly connections?: Readonly<Record<string, object>>;
  readonly configurations?: Readonly<Record<string, object>>;
}

export interface FakeRole {
  readonly name: string;
  readonly trust: unknown;
  readonly inline?: Readonly<Record<string, unknown>>;
  readonly attached?: readonly string[];
  readonly boundary?: string;
}

/** An organization: what is attached to its root, to the units and to accounts, by type and as documents by their ids. */
export interface FakeOrganization {
  readonly manager: string;
  readonly types: readonly string[];
  readonly parents: Readonly<Record<string, string>>;
  readonly attached: Readonly<Record<string, readonly string[]>>;
  readonly policies: Readonly<Record<string, object>>;
}

export interface FakeCall {
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly parameters: URLSearchParams;
}

/** What happens to a call in place of its answer: an error of AWS by its code, a cut body, or no answer at all. */
export type Fault = { readonly code: string; readonly status?: number; readonly message?: string } | "cut" | "hang" | undefined;

export interface FakeAws {
  readonly endpoint: string;
  readonly calls: readonly FakeCall[];
  /** The most calls that were under way at once. */
  readonly most: () => number;
  readonly stop: () => void;
}

/** The account that keys which no AssumeRole made belong to. */
export const home = "123456789012";

/** A server on loopback that speaks the wire form of IAM, STS, Glue and S3 as far as an audit calls them. Pages hold `pageSize` items. */
export async function fakeAws(accounts: Readonly<Record<string, FakeAccount>>, { fault = () => undefined, simulate, organization, pageSize = 3, delay = 0 }: { readonly fault?: (call: FakeCall, nth: number) => Fault; readonly simulate?: (parameters: URLSearchParams) => object; readonly organization?: FakeOrganization; readonly pageSize?: number; readonly delay?: number } = {}): Promise<FakeAws> {
  const calls: FakeCall[] = [];
  let [under, most] = [0, 0];
  const server: Server = createServer((request, response) => {
    void (async () => {
      under += 1;
      most = Math.max(most, under);
      if (delay > 0) await new Promise((resolve) => { setTimeout(resolve, delay); });
      const call = await callOf(request);
      calls.push(call);
      answer(response, call, fault(call, calls.length - 1), () => organizationBody(call, organization) ?? bodyOf(call, accounts, pageSize, simulate));
      under -= 1;
    })();
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, most: () => most, stop: () => { server.closeAllConnections(); server.close(); } };
}

async function callOf(request: IncomingMessage): Promise<FakeCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString("utf8");
  const [, key = "", region = "", service = ""] = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
  const account = /^ASIA(\d{12})/.exec(key)?.[1] ?? home;
  const target = request.headers["x-amz-target"];
  const url = new URL(request.url ?? "/", "http://localhost");
  if (typeof target === "string") return { operation: target.replace(/^.*\./, ""), account, region, parameters: new URLSearchParams(Object.entries(JSON.parse(body) as Record<string, string>)) };
  if (service === "s3") return { operation: bucketOperations.find(([query]) => url.searchParams.has(query))?.[1] ?? "", account, region, parameters: new URLSearchParams({ Bucket: url.pathname.replaceAll("/", "") }) };
  const parameters = new URLSearchParams(body);
  return { operation: parameters.get("Action") ?? "", account, region, parameters };
}

const bucketOperations = [["policy", "GetBucketPolicy"], ["location", "GetBucketLocation"], ["encryption", "GetBucketEncryption"], ["publicAccessBlock", "GetPublicAccessBlock"]] as const;

const jsonOperations: readonly string[] = ["GetJobs", "GetConnection", "GetSecurityConfiguration", "ListAccounts", "DescribeOrganization", "ListRoots", "ListParents", "ListPoliciesForTarget", "DescribePolicy"];

const isAboutBuckets = (operation: string) => bucketOperations.some(([, name]) => name === operation);

function answer(response: ServerResponse, call: FakeCall, fault: Fault, body: () => Body): void {
  if (fault === "hang") return;
  const { type, text, status = 200 } = fault === undefined || fault === "cut" ? body() : errorOf(call, fault.code, fault.status ?? 400, fault.message);
  response.writeHead(status, { "content-type": type, "x-amzn-requestid": "1" });
  response.end(fault === "cut" ? text.slice(0, text.length / 2) : text);
}

interface Body {
  readonly type: string;
  readonly text: string;
  readonly status?: number;
}

/** An error in the wire form of the service that was called. */
function errorOf({ operation }: FakeCall, code: string, status: number, message = "no"): Body {
  if (jsonOperations.includes(operation)) return { type: "application/x-amz-json-1.1", text: JSON.stringify({ __type: code, message }), status };
  if (isAboutBuckets(operation)) return { type: "application/xml", text: `<Error><Code>${code}</Code><Message>${message}</Message></Error>`, status };
  return { type: "text/xml", text: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`, status };
}

/** What an organization answers, by pages of one; undefined for what is no question about one. */
function organizationBody(call: FakeCall, organization: FakeOrganization | undefined): Body | undefined {
  const { operation, parameters } = call;
  if (!["DescribeOrganization", "ListRoots", "ListParents", "ListPoliciesForTarget", "DescribePolicy"].includes(operation)) return undefined;
  if (organization === undefined) return errorOf(call, "AWSOrganizationsNotInUseException", 400);
  const { manager, types, parents, attached, policies } = organization;
  const json = (value: object): Body => ({ type: "application/x-amz-json-1.1", text: JSON.stringify(value) });
  const target = parameters.get("ChildId") ?? parameters.get("TargetId") ?? "";
  switch (operation) {
    case "DescribeOrganization": return json({ Organization: { Id: "o-1", MasterAccountId: manager } });
    case "ListRoots": return json({ Roots: [{ Id: "r-abcd", PolicyTypes: types.map((Type) => ({ Type, Status: "ENABLED" })) }] });
    case "ListParents": return parents[target] === undefined ? errorOf(call, "ChildNotFoundException", 400) : json({ Parents: [{ Id: parents[target], Type: parents[target].startsWith("r-") ? "ROOT" : "ORGANIZATIONAL_UNIT" }] });
    case "DescribePolicy": { const id = parameters.get("PolicyId") ?? ""; return json({ Policy: { PolicySummary: { Id: id, Name: id.slice(2) }, Content: JSON.stringify(policies[id]) } }); }
    default: {
      const isResource = parameters.get("Filter") === "RESOURCE_CONTROL_POLICY";
      const all = (attached[target] ?? []).filter((id) => id.startsWith("p-rcp") === isResource);
      const from = Number(parameters.get("NextToken") ?? 0);
      return json({ Policies: all.slice(from, from + 1).map((Id) => ({ Id, Name: Id.slice(2) })), ...(from + 1 < all.length && { NextToken: String(from + 1) }) });
    }
  }
}

function bodyOf(call: FakeCall, accounts: Readonly<Record<string, FakeAccount>>, pageSize: number, simulate: ((parameters: URLSearchParams) => object) | undefined): Body {
  const { operation, account, region, parameters } = call;
  const { roles, jobs = {}, buckets = {}, settings = {}, managed = {}, connections = {}, configurations = {} } = accounts[account] ?? { roles: [] };
  const setting = settings[parameters.get("Bucket") ?? ""] ?? {};
  const role = roles.find(({ name }) => name === parameters.get("RoleName"));
  const ok = (result: object): Body => ({ type: "text/xml", text: `<${operation}Response><${operation}Result>${xml(result)}</${operation}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${operation}Response>` });
  const page = (items: readonly unknown[], key: string): Record<string, unknown> => {
    const from = Number(parameters.get("Marker") ?? 0);
    return { [key]: items.slice(from, from + pageSize), IsTruncated: from + pageSize < items.length, ...(from + pageSize < items.length && { Marker: String(from + pageSize) }) };
  };
  const missing = (code: string) => errorOf(call, code, 404);
  const encoded = (document: unknown) => encodeURIComponent(typeof document === "string" ? document : JSON.stringify(document));
  const arnOf = (name: string) => `arn:aws:iam::${account}:role/${name}`;
  const shown = ({ name, trust, boundary }: FakeRole) => ({ RoleName: name, Path: "/", RoleId: "AROA", CreateDate: "2026-01-01T00:00:00Z", Arn: arnOf(name), AssumeRolePolicyDocument: encoded(trust), ...(boundary !== undefined && { PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: boundary } }) });
  const attachedTo = ({ attached = [] }: FakeRole) => attached.map((PolicyArn) => ({ PolicyName: PolicyArn.replace(/^.*\//, ""), PolicyArn }));
  switch (operation) {
    case "GetCallerIdentity": return ok({ UserId: "AIDA", Account: account, Arn: `arn:aws:iam::${account}:user/auditor` });
    case "AssumeRole": {
      const [, id = ""] = /::(\d{12}):/.exec(parameters.get("RoleArn") ?? "") ?? [];
      return id in accounts ? ok({ Credentials: { AccessKeyId: `ASIA${id}`, SecretAccessKey: "secret", SessionToken: "token", Expiration: "2099-01-01T00:00:00Z" } }) : errorOf(call, "AccessDenied", 403);
    }
    case "ListAccounts": {
      const all = Object.keys(accounts);
      const from = Number(parameters.get("NextToken") ?? 0);
      return { type: "application/x-amz-json-1.1", text: JSON.stringify({ Accounts: all.slice(from, from + pageSize).map((Id) => ({ Id, State: Id.endsWith("9") ? "SUSPENDED" : "ACTIVE" })), ...(from + pageSize < all.length && { NextToken: String(from + pageSize) }) }) };
    }
    case "GetRole": return role ? ok({ Role: shown(role) }) : missing("NoSuchEntity");
    case "ListAttachedRolePolicies": return role ? ok(page(attachedTo(role), "AttachedPolicies")) : missing("NoSuchEntity");
    case "ListRolePolicies": return role ? ok(page(Object.keys(role.inline ?? {}), "PolicyNames")) : missing("NoSuchEntity");
    case "GetRolePolicy": return ok({ RoleName: role?.name, PolicyName: parameters.get("PolicyName"), PolicyDocument: encoded(role?.inline?.[parameters.get("PolicyName") ?? ""]) });
    case "GetPolicy": return ok({ Policy: { Arn: parameters.get("PolicyArn"), PolicyName: "managed", DefaultVersionId: "v3" } });
    case "GetPolicyVersion": return ok({ PolicyVersion: { VersionId: "v3", IsDefaultVersion: true, Document: encoded(managed[parameters.get("PolicyArn") ?? ""]) } });
    case "GetAccountAuthorizationDetails": {
      const details = roles.map((each) => ({ ...shown(each), RolePolicyList: Object.entries(each.inline ?? {}).map(([PolicyName, document]) => ({ PolicyName, PolicyDocument: encoded(document) })), AttachedManagedPolicies: attachedTo(each) }));
      const policies = Object.entries(managed).map(([Arn, document]) => ({ Arn, PolicyName: "managed", PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: false, Document: encoded({}) }, { VersionId: "v3", IsDefaultVersion: true, Document: encoded(document) }] }));
      const { RoleDetailList, ...rest } = page(details, "RoleDetailList");
      return ok({ RoleDetailList, Policies: rest["IsTruncated"] === true ? [] : policies, ...rest });
    }
    case "GetJobs": {
      const all = jobs[region] ?? [];
      const from = Number(parameters.get("NextToken") ?? 0);
      return { type: "application/x-amz-json-1.1", text: JSON.stringify({ Jobs: all.slice(from, from + pageSize), ...(from + pageSize < all.length && { NextToken: String(from + pageSize) }) }) };
    }
    case "GetConnection": case "GetSecurityConfiguration": {
      const [key, all] = operation === "GetConnection" ? ["Connection", connections] as const : ["SecurityConfiguration", configurations] as const;
      const found = all[parameters.get("Name") ?? ""];
      return found ? { type: "application/x-amz-json-1.1", text: JSON.stringify({ [key]: { Name: parameters.get("Name"), ...found } }) } : missing("EntityNotFoundException");
    }
    case "GetBucketPolicy": {
      const policy = buckets[parameters.get("Bucket") ?? ""];
      return policy ? { type: "application/json", text: JSON.stringify(policy) } : missing("NoSuchBucketPolicy");
    }
    case "GetBucketLocation": return { type: "application/xml", text: `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${setting.region ?? region}</LocationConstraint>` };
    case "GetBucketEncryption": return { type: "application/xml", text: `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>${setting.algorithm ?? "AES256"}</SSEAlgorithm>${setting.key === undefined ? "" : `<KMSMasterKeyID>${setting.key}</KMSMasterKeyID>`}</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>` };
    case "GetPublicAccessBlock": return setting.isPublic === true ? missing("NoSuchPublicAccessBlockConfiguration") : { type: "application/xml", text: `<PublicAccessBlockConfiguration>${["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"].map((key) => `<${key}>true</${key}>`).join("")}</PublicAccessBlockConfiguration>` };
    case "SimulatePrincipalPolicy": return simulate ? ok(simulate(parameters)) : errorOf(call, "AccessDenied", 403);
    default: return errorOf(call, "InvalidAction", 400);
  }
}

/** A value in the XML of AWS's query protocol: the items of a list are its members. */
function xml(value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => `<member>${xml(each)}</member>`).join("");
  if (typeof value === "object" && value !== null) return Object.entries(value).map(([key, each]) => `<${key}>${xml(each)}</${key}>`).join("");
  return String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
