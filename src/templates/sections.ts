import { propertyOf, stringOf, type Entry, type Node } from "../text/node.js";

/** The sections of a template, each by logical name. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export interface Sections {
  readonly parameters: ReadonlyMap<string, Node>;
  readonly mappings: ReadonlyMap<string, Node>;
  readonly conditions: ReadonlyMap<string, Node>;
  readonly resources: ReadonlyMap<string, Node>;
}

export function sectionsOf(root: Node | undefined): Sections {
  const section = (name: string) => new Map(entriesOf(propertyOf(root, name)).map(({ key, value }) => [key, value]));
  return { parameters: section("Parameters"), mappings: section("Mappings"), conditions: section("Conditions"), resources: section("Resources") };
}

/** Whether a document is a template: it says so, or has resources of AWS. */
export function isTemplate(root: Node | undefined): boolean {
  if (propertyOf(root, "AWSTemplateFormatVersion") !== undefined) return true;
  return entriesOf(propertyOf(root, "Resources")).some(({ value }) => /^(AWS|Alexa|Custom)::/.test(stringOf(propertyOf(value, "Type")) ?? ""));
}

const entriesOf = (node: Node | undefined): readonly Entry[] => node?.kind === "map" ? node.entries : [];
