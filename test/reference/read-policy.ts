import { listOf, objectOf } from "./json.js";
import { malformed } from "./malformed.js";
import type { Layer, Statement } from "./policy.js";
import { readStatement } from "./read-statement.js";

/** The statements of a document, JSON text or plain object; throws Malformed where AWS would refuse the document. */
export function readPolicy(document: unknown, layer: Layer): readonly Statement[] {
  const json = objectOf(typeof document === "string" ? parsed(document) : document, "a policy");
  for (const name of Object.keys(json)) {
    if (name !== "Version" && name !== "Id" && name !== "Statement") throw malformed(`no such element: ${name}`);
  }
  if (!("Statement" in json)) throw malformed("no statement");
  const variables = hasVariables(json["Version"]);
  return listOf(json["Statement"]).map((statement) => readStatement(statement, layer, variables));
}

/**
 * Without a Version, or with the old one, `${…}` is plain text:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
function hasVariables(version: unknown): boolean {
  if (version === undefined || version === "2008-10-17") return false;
  if (version === "2012-10-17") return true;
  throw malformed("no such version");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("no JSON");
  }
}
