import type { Document } from "../text/document.js";
import type { Location, Span } from "../text/location.js";

/** A text of Terraform that was read. Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md */
export interface HclDocument extends Document {
  readonly body: Body;
}

/** Whether a document is one of Terraform's language. */
export const isHcl = (document: Document): document is HclDocument => "body" in document;

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Attribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  /** Its header, as in `resource "aws_iam_role" "etl"`; the whole of one without labels. */
  readonly location: Place;
  readonly body: Body;
}

/** A place of which the run of text is known; its pointer leads through blocks, attributes, objects and lists. */
export type Place = Location & { readonly span: Span };

interface Placed {
  readonly location: Place;
}

/** Source: https://developer.hashicorp.com/terraform/language/expressions */
export type Expression =
  | Literal | Template | Reference | Access | Splat | Call | Conditional | For | Operation
  | (Placed & { readonly kind: "list"; readonly items: readonly Expression[] })
  | (Placed & { readonly kind: "object"; readonly entries: readonly ObjectEntry[] });

export interface Literal extends Placed {
  readonly kind: "literal";
  readonly value: number | boolean | null;
  readonly source: string;
}

export interface Template extends Placed {
  readonly kind: "template";
  readonly parts: readonly TemplatePart[];
}

export interface ObjectEntry {
  /** A bare word stands for itself. */
  readonly key: Expression;
  readonly value: Expression;
}

/** `var`, `local`, the type of a resource, or a name that `for` gives. */
export interface Reference extends Placed {
  readonly kind: "reference";
  readonly name: string;
}

/** `of.name` or `of[index]`. */
export interface Access extends Placed {
  readonly kind: "access";
  readonly of: Expression;
  readonly step: Step;
}

export type Step = string | Expression;

/** `of[*].name[index]`: the steps for each item. */
export interface Splat extends Placed {
  readonly kind: "splat";
  readonly of: Expression;
  readonly steps: readonly Step[];
}

export interface Call extends Placed {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** `f(list...)`: the items of the last argument are arguments. */
  readonly spread: boolean;
}

export interface Conditional extends Placed {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly yes: Expression;
  readonly no: Expression;
}

export interface For extends Placed {
  readonly kind: "for";
  /** One name for the value, or two for key and value. */
  readonly names: readonly string[];
  readonly of: Expression;
  /** Of an object; undefined for a list. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  /** `...`: several values may have one key. */
  readonly grouped: boolean;
  readonly condition: Expression | undefined;
}

export interface Operation extends Placed {
  readonly kind: "operation";
  readonly operator: string;
  /** One or two. */
  readonly operands: readonly Expression[];
}

/** Source: https://developer.hashicorp.com/terraform/language/expressions/strings */
export type TemplatePart =
  | { readonly kind: "text"; readonly runs: readonly Run[] }
  | ({ readonly kind: "value"; readonly value: Expression; readonly span: Span } & Trimming)
  | ({ readonly kind: "if"; readonly condition: Expression; readonly yes: readonly TemplatePart[]; readonly no: readonly TemplatePart[]; readonly span: Span } & Trimming)
  | ({ readonly kind: "for"; readonly names: readonly string[]; readonly of: Expression; readonly parts: readonly TemplatePart[]; readonly span: Span } & Trimming);

/** `~`: white space before it, or behind it, does not count. */
export interface Trimming {
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
}

/** A run of a text and where it comes from: unit by unit, or as a whole, as of an escape. */
export interface Run {
  readonly text: string;
  readonly span: Span;
  readonly exact: boolean;
}
