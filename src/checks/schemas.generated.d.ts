/** By name, a function from data to the errors that ajv finds in it. */
export const schemas: Readonly<Record<string, (data: unknown) => readonly {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  readonly parentSchema?: Readonly<Record<string, unknown>>;
}[]>>;
