import { parseJson } from "../text/json.js";
import { parseHcl } from "./hcl.js";
import { hclOfJson } from "./json-body.js";
import type { HclDocument } from "./syntax.js";

/** Reads a file of Terraform's language, in either of its spellings. */
export function parseTerraform(artifact: string, text: string): HclDocument {
  return artifact.endsWith(".json") ? hclOfJson(parseJson(artifact, text)) : parseHcl(artifact, text);
}
