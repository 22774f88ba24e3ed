import type { Given } from "../templates/given.js";
import type { Document } from "../text/document.js";
import { piecesOfAwsOutput } from "./aws-output.js";
import { spellingOf } from "./classify.js";
import { piecesOfTemplate } from "./cloudformation.js";
import { computesOfJobs } from "./glue-jobs.js";
import { noPieces, type Pieces } from "./pieces.js";

/** What a document tells of an account: a template, Glue jobs, or an answer of AWS. Of one that cannot be read as written, its faults alone. */
export function piecesOf(document: Document, given: Given): Pieces {
  const isBroken = document.faults.length > 0;
  switch (spellingOf(document).kind) {
    // What is wrong with a template is said of it and not of its pieces.
    case "template": return isBroken ? noPieces : piecesOfTemplate(document, given);
    case "awsOutput": return isBroken ? { ...noPieces, policies: [{ part: document, use: "identity", arn: undefined, roles: [] }] } : piecesOfAwsOutput(document);
    case "glueJob": return { ...noPieces, computes: computesOfJobs(document) };
    default: return noPieces;
  }
}
