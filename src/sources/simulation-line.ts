/** One line of `simulate --batch`, checked: what is asked, and of what policies, if it says so. */
export interface SimulationLine {
  readonly kind: "line";
  readonly id: string | number | undefined;
  readonly request: {
    readonly principal: string | null;
    readonly action: string;
    readonly resource: string;
    readonly resourceAccount?: string;
    readonly context: Readonly<Record<string, readonly string[]>>;
    readonly derivedContext?: boolean;
  };
  /** As they stand in the line; undefined where it means those of the line before. */
  readonly policies: unknown;
  readonly managementAccount: string | undefined;
  readonly expect: string | undefined;
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
  const { principal, action, resource, resourceAccount, context, derivedContext } = request;
  if (typeof principal !== "string" && principal !== null) return bad(id, "`principal` must be an ARN, a service, or null for an unsigned call");
  if (typeof action !== "string" || !/^[^:*?\s]+:[^:*?\s]+$/.test(action)) return bad(id, "`action` must name one action, as in `s3:GetObject`");
  if (typeof resource !== "string" || (resource !== "*" && !/^arn:(?:[^:]*:){4}/.test(resource))) return bad(id, "`resource` must be an ARN, or `*` for an action that takes none");
  if (resourceAccount !== undefined && (typeof resourceAccount !== "string" || !/^\d{12}$/.test(resourceAccount))) return bad(id, "`resourceAccount` must be twelve digits");
  if (managementAccount !== undefined && (typeof managementAccount !== "string" || !/^\d{12}$/.test(managementAccount))) return bad(id, "`managementAccount` must be twelve digits");
  if (derivedContext !== undefined && typeof derivedContext !== "boolean") return bad(id, "`derivedContext` must be true or false");
  if (expect !== undefined && (typeof expect !== "string" || !decisions.includes(expect))) return bad(id, `\`expect\` must be one of ${decisions.join(", ")}`);
  const values = contextOf(context);
  if (values === undefined) return bad(id, "`context` must be an object of texts, numbers, booleans, or lists of them");
  return {
    kind: "line", id, policies: line["policies"], managementAccount, expect,
    request: { principal, action, resource, context: values, ...(resourceAccount !== undefined && { resourceAccount }), ...(derivedContext !== undefined && { derivedContext }) },
  };
}

const decisions = ["allowed", "implicitDeny", "explicitDeny"];

const bad = (id: BadLine["id"], message: string): BadLine => ({ kind: "error", id, message });

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function contextOf(context: unknown): SimulationLine["request"]["context"] | undefined {
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
