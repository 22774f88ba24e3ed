import { propertyOf, type Node } from "../text/node.js";

/** Whether a document is what `terraform show -json` writes, of a plan or of a state. Source: https://developer.hashicorp.com/terraform/internals/json-format */
export function isPlan(root: Node | undefined): boolean {
  return propertyOf(root, "terraform_version") !== undefined && propertyOf(root, "format_version") !== undefined && (propertyOf(root, "planned_values") ?? propertyOf(root, "values")) !== undefined;
}
