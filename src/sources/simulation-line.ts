/** One line of `simulate --batch`, checked: what is asked, and of what policies, if it says so. */
export interface SimulationLine {
  readonly kind: "line";
  readonly id: string | number | undefined;
  readonly request: ReadRequest;
  /** As they stand in the line; undefined where it means those of the line before. */
  readonly policies: unknown;
  readonly managementAccount: string | undefined;
  readonly expect: string | undefined;
}

/** A request whose context is spelled out: each key with the list of its values. */
export interface ReadRequest {
  readonly principal: string | null;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly derivedContext?: boolean;
}

export interface BadLine {
  readonly kind: "error";
  readonly id: string | number | undefined;
  readonly message: string;
}

/** Reads one line; total: whatever is wrong with it comes back as a sentence. */
export function readSimulationLine(text: string): SimulationLine | BadLine {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (error) {
    return bad(undefined, `this is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isRecord(line)) return bad(undefined, "a line is an object with a `request`");
  const id = typeof line["id"] === "string" || typeof line["id"] === "number" ? line["id"] : undefined;
  const { request, managementAccount, expect } = line;
  if (!isRecord(request)) return bad(id, "the line has no `request`");
  const read = readRequest(request);
  if (typeof read === "string") return bad(id, read);
  if (managementAccount !== undefined && !isAccount(managementAccount)) return bad(id, "`managementAccount` must be twelve digits");
  if (expect !== undefined && (typeof expect !== "string" || !decisions.includes(expect))) return bad(id, `\`expect\` must be one of ${decisions.join(", ")}`);
  return { kind: "line", id, policies: line["policies"], managementAccount, expect, request: read };
}

/** Reads a request that was handed in; a text says what is wrong with it. */
export function readRequest(request: unknown): ReadRequest | string {
  if (!isRecord(request)) return "a request is an object with `principal`, `action` and `resource`";
  const { action, resource } = request;
  const rest = readCall(request);
  if (typeof rest === "string") return rest;
  if (!isAction(action)) return "`action` must name one action, as in `s3:GetObject`";
  if (!isResource(resource)) return "`resource` must be an ARN, or `*` for an action that takes none";
  return { ...rest, action, resource };
}

/** What a request says beside its action and its resource; a text says what is wrong with it. */
export function readCall({ principal, resourceAccount, context, derivedContext }: Readonly<Record<string, unknown>>): Omit<ReadRequest, "action" | "resource"> | string {
  if (typeof principal !== "string" && principal !== null) return "`principal` must be an ARN, a service, or null for an unsigned call";
  if (resourceAccount !== undefined && !isAccount(resourceAccount)) return "`resourceAccount` must be twelve digits";
  if (derivedContext !== undefined && typeof derivedContext !== "boolean") return "`derivedContext` must be true or false";
  const values = contextOf(context);
  if (values === undefined) return "`context` must be an object of texts, numbers, booleans, or lists of them";
  return { principal, context: values, ...(resourceAccount !== undefined && { resourceAccount }), ...(derivedContext !== undefined && { derivedContext }) };
}

/** One action, without wildcards. */
export const isAction = (action: unknown): action is string => typeof action === "string" && /^[^:*?\s]+:[^:*?\s]+$/.test(action);

/** An ARN, which may hold wildcards, or `*`. */
export const isResource = (resource: unknown): resource is string => typeof resource === "string" && (resource === "*" || /^arn:(?:[^:]*:){4}/.test(resource));

/** Twelve digits. */
export const isAccount = (account: unknown): account is string => typeof account === "string" && /^\d{12}$/.test(account);

const decisions = ["allowed", "implicitDeny", "explicitDeny"];

const bad = (id: BadLine["id"], message: string): BadLine => ({ kind: "error", id, message });

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function contextOf(context: unknown): ReadRequest["context"] | undefined {
  if (context === undefined) return {};
  if (!isRecord(context)) return undefined;
  const values: Record<string, readonly string[]> = {};
  for (const [key, value] of Object.entries(context)) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (!list.every(isScalar)) return undefined;
    values[key] = list.map(String);
  }
  return values;
}

const isScalar = (value: unknown): value is string | number | boolean => typeof value === "string" || typeof value === "number" || typeof value === "boolean";
