/** The shape of one line of `gluelint simulate --batch`, as it lies in a file: nothing is checked yet. */

export type Scalar = string | number | boolean;

/** A policy document: JSON text, or what `JSON.parse` makes of it. */
export type Document = unknown;

export interface Request {
  /** An ARN, a service such as `glue.amazonaws.com`, an identity provider, or null for an unsigned call. */
  readonly principal: string | null;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string;
  readonly context?: { readonly [key: string]: Scalar | readonly Scalar[] };
  /** false: no context key is derived from principal and resource. */
  readonly derivedContext?: boolean;
}

export interface Policies {
  readonly identity?: readonly Document[];
  readonly boundary?: readonly Document[];
  readonly session?: readonly Document[];
  /** Levels, root first; `[[]]` is one level that allows nothing, `[]` means that no organization is in play. */
  readonly serviceControl?: readonly (readonly Document[])[];
  readonly resourceControl?: readonly (readonly Document[])[];
  /** One document, or a map from the ARN of a resource to its document. */
  readonly resource?: Document;
  readonly endpoint?: readonly Document[];
}

export interface Line {
  readonly request: Request;
  readonly policies: Policies;
  readonly managementAccount?: string;
}

export type Decision = "allowed" | "explicitDeny" | "implicitDeny";
