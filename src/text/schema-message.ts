/** An error of ajv's, with the value and the schema it is about (`verbose`). */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  readonly parentSchema?: Readonly<Record<string, unknown>>;
}

/** What is wrong, in the user's words: the value in backticks, and what the schema's title and description say of it. */
export function schemaMessage({ keyword, params, data, parentSchema = {} }: SchemaError): string {
  const value = typeof data === "string" || typeof data === "number" || typeof data === "boolean" ? `\`${data}\`` : "this";
  const [title, description, comment] = ["title", "description", "$comment"].map((key) => textOf(parentSchema[key]));
  switch (keyword) {
    case "required": return missing(textOf(params["missingProperty"]) ?? "", parentSchema);
    case "type": return `${value} is no ${wanted(params["type"], data)}${title ? `, which ${title} must be` : ""}`;
    case "enum": return `${value} is no ${title ?? "value"} that ${comment ?? "is allowed here"}: ${listOf(params["allowedValues"])}`;
    case "const": return `${value} must be ${listOf([params["allowedValue"]])}`;
    case "minimum": return `${value} is too small for ${title ?? "this"}: the least is ${listOf([params["limit"]])}`;
    case "maximum": return `${value} is too large for ${title ?? "this"}: the most is ${listOf([params["limit"]])}`;
    case "minItems": return "the list is empty: leave it out, or name something";
    case "maxItems": return "the list holds too much: only an empty one is allowed here";
    case "pattern": case "not": return title ? `${value} is no ${title}${description ? `: ${description}` : ""}` : `${value} will not do here${description ? `. ${description}` : ""}`;
    default: return `${value} will not do${title ? ` for ${title}` : " here"}`;
  }
}

/** What the schema of the property says, if it says anything, is what comes of leaving it out. */
function missing(property: string, { properties }: Readonly<Record<string, unknown>>): string {
  const schema: unknown = typeof properties === "object" && properties !== null ? new Map<string, unknown>(Object.entries(properties)).get(property) : undefined;
  const description = typeof schema === "object" && schema !== null && "description" in schema ? textOf(schema.description) : undefined;
  return `\`${property}\` is missing${description ? `: ${description.replace(/\.$/, "")}` : ""}`;
}

const textOf = (value: unknown) => typeof value === "string" ? value : undefined;

function wanted(type: unknown, data: unknown): string {
  switch (type) {
    case "integer": return "whole number";
    case "number": return "number";
    case "boolean": return "true or false";
    case "array": return "list";
    case "object": return "map";
    default: return typeof data === "number" ? "text: put it in quotes" : "text";
  }
}

const listOf = (values: unknown) => Array.isArray(values) ? values.map((value) => `\`${String(value)}\``).join(", ") : "";
