import type { SchemaError } from "../text/schema-message.js";

/** By name, a function from data to the errors that ajv finds in it. */
export const schemas: Readonly<Record<string, (data: unknown) => readonly SchemaError[]>>;
