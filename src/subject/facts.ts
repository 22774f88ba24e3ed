/** What the user said about the account: each a list, so that one placeholder in a rule may stand for several names. */
export interface Facts {
  readonly partition: Fact<string>;
  readonly account: Fact<string>;
  readonly region: Fact<string>;
  /** The bucket of the Guzzle shared storage. */
  readonly sharedStorage: Fact<string>;
  readonly datastores: Fact<Datastore>;
  /** Names, or name patterns with `*` and `?`. */
  readonly secrets: Fact<string>;
  readonly databases: Fact<string>;
  readonly jobs: Fact<string>;
  readonly connections: Fact<string>;
}

/** Said: these, and with none, that there is none. Unsaid: unknown until somebody writes the key. */
export type Fact<Value> =
  | { readonly kind: "said"; readonly values: readonly Value[]; /** Nobody said it: the documentation has it so. */ readonly byDefault?: keyof Facts }
  | { readonly kind: "unsaid"; readonly key: keyof Facts };

/** A bucket that the jobs read or write. */
export interface Datastore {
  readonly bucket: string;
  /** Key prefixes, each empty or as written; one empty prefix means the whole bucket. */
  readonly prefixes: readonly string[];
  /** `none`: Guzzle reaches the bucket by an access key, so the role's rights do not matter. */
  readonly access: "read" | "write" | "readWrite" | "none";
  /** The account that owns the bucket, where it is another one. */
  readonly account?: string;
  /** The ARN of the KMS key that its objects are encrypted with, where there is one. */
  readonly key?: string;
}

export function said<Value>(...values: readonly Value[]): Fact<Value> {
  return { kind: "said", values };
}

export function unsaid(key: keyof Facts): { readonly kind: "unsaid"; readonly key: keyof Facts } {
  return { kind: "unsaid", key };
}

/** The fact, or where nobody said it, a value that follows from elsewhere. */
export function orElse(fact: Fact<string>, value: string | undefined): Fact<string> {
  return fact.kind === "unsaid" && value !== undefined ? said(value) : fact;
}
