/** An error of ajv's, with the value and the schema it is about (`verbose`). */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  readonly parentSchema?: Readonly<Record<string, unknown>>;
}

/** What is wrong, in the user's words: the value in backticks, and what the schema describes. */
export function schemaMessage({ keyword, params, data, parentSchema }: SchemaError): string {
  const value = typeof data === "string" || typeof data === "number" || typeof data === "boolean" ? `\`${data}\`` : "this";
  const name = typeof parentSchema?.["title"] === "string" ? parentSchema["title"] : "the value";
  switch (keyword) {
    case "required": return `the property \`${String(params["missingProperty"])}\` is missing`;
    case "type": return `${value} is no ${typeNames[String(params["type"])] ?? String(params["type"])}, which ${name} must be`;
    case "enum": return `${value} is not a ${name} that ${typeof parentSchema?.["$comment"] === "string" ? parentSchema["$comment"] : "is allowed"}: ${listOf(params["allowedValues"])}`;
    case "const": return `${value} must be \`${String(params["allowedValue"])}\``;
    case "minimum": return `${value} is too small for ${name}: the least is ${String(params["limit"])}`;
    case "maximum": return `${value} is too large for ${name}: the most is ${String(params["limit"])}`;
    case "pattern": case "not": return `${value} is no ${name}${typeof parentSchema?.["description"] === "string" ? `: ${parentSchema["description"]}` : ""}`;
    default: return `${value} does not do for ${name}`;
  }
}

const typeNames: Readonly<Record<string, string>> = { integer: "whole number", boolean: "true or false", string: "text" };

const listOf = (values: unknown) => Array.isArray(values) ? values.map((value) => `\`${String(value)}\``).join(", ") : "";
