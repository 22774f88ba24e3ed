import type { Failure, Finding, NotApplicable, Passed, Place, Related, Report } from "../../src/audit/report.js";

/** A report of the given parts; its summary counts nothing, since no format but the stylish one shows it. */
export function aReport(parts: Partial<Report> = {}): Report {
  return {
    version: 1,
    tool: { name: "gluelint", version: "0.1.0", informationUri: "https://github.com/gluelint/gluelint" },
    environment: {},
    summary: { errors: 0, warnings: 0, notes: 0, proved: 0, refuted: 0, open: 0, notApplicable: 0, failures: 0, subjects: [] },
    findings: [], passes: [], notApplicable: [], failures: [], skipped: [], notes: [],
    ...parts,
  };
}

export function aPlace(parts: Partial<Place> = {}): Place {
  return {
    artifact: "iam/glue.json", pointer: "/Statement/0/Action", startLine: 5, startColumn: 17, endLine: 5, endColumn: 31,
    frame: { startLine: 4, text: '      "Effect": "Allow",\n      "Action": "s3:GetObject",' }, underline: '"s3:GetObject"', lineHash: "39fa2ee980eb94b0:1",
    ...parts,
  };
}

/** The nth of many findings, each at a line and with a fingerprint of its own; `parts` go over it. */
export function aFinding(parts: Partial<Finding> = {}, nth = 0): Finding {
  return {
    rule: "job-role-can-write-datastores", title: "The job role can write the datastores", level: "error", confidence: "high", verdict: "fail",
    message: `the role cannot write datastore ${nth}`, why: "The job writes its output there.", fix: "Allow s3:PutObject on the datastore's objects.",
    subject: "guzzle-glue", location: aPlace({ startLine: 5 + nth, endLine: 5 + nth, lineHash: `${(0x1000 + nth).toString(16)}:1` }), related: [],
    counterexample: { principal: "arn:aws:iam::123456789012:role/guzzle-glue", action: "s3:PutObject", resource: "arn:aws:s3:::sales-lake/a" },
    pack: "documented", assumes: ["bucket policy not seen"], evidence: [{ by: "offline", verdict: "fail", assumes: ["bucket policy not seen"] }],
    fingerprint: nth.toString(16).padStart(16, "0"), source: "https://docs.aws.amazon.com/glue/latest/dg/create-service-policy.html",
    ...parts,
  };
}

/** A report of so many findings that differ. */
export function many(count: number): Report {
  return aReport({ findings: Array.from({ length: count }, (_, nth) => aFinding({}, nth)) });
}

export function anOpen(parts: Partial<Finding> = {}): Finding {
  const { counterexample, ...open } = aFinding({ level: "note", verdict: "open", message: "whether the role can write hangs on `aws:SourceVpc`", ...parts });
  return open;
}

export function aPass(parts: Partial<Passed> = {}): Passed {
  return {
    rule: "job-role-trusts-glue", title: "The job role trusts Glue", subject: "guzzle-glue", location: aPlace({ pointer: "/Statement" }),
    pack: "documented", assumes: [], evidence: [{ by: "offline", verdict: "pass", at: "2026-11-22T14:00:00Z", assumes: [] }], ...parts,
  };
}

export function anExemption(parts: Partial<NotApplicable> = {}): NotApplicable {
  return { rule: "compute-names-known-worker", title: "The compute names a known worker type", subject: "nightly", location: aPlace({ artifact: "conf/nightly.yml", pointer: "" }), because: "the compute names no worker type", ...parts };
}

export function aRelated(parts: Partial<Related> = {}): Related {
  return { message: "this statement denies it", location: aPlace({ artifact: "iam/boundary.json", pointer: "/Statement/1", startLine: 9, endLine: 12 }), ...parts };
}

export function aFailure(parts: Partial<Failure> = {}): Failure {
  return { message: "could not read `iam/gone.json`: it vanished", artifact: "iam/gone.json", ...parts };
}

/** One of everything. */
export function aFullReport(): Report {
  return aReport({
    at: "2026-11-22T10:11:12Z",
    environment: { region: "ap-southeast-1", account: "123456789012", buckets: { z: 1, a: [{ d: 1, c: 2 }] } },
    summary: { errors: 1, warnings: 1, notes: 1, proved: 1, refuted: 2, open: 1, notApplicable: 1, failures: 1, subjects: [{ subject: "guzzle-glue", demanded: 4, proved: 1, open: 1, failing: 2 }] },
    findings: [
      aFinding({ related: [aRelated()] }),
      aFinding({ rule: "compute-keeps-cost-in-budget", title: "The compute keeps its cost in the budget", level: "warning", confidence: "medium", pack: "cost", subject: "nightly", location: aPlace({ artifact: "conf/nightly.yml" }) }, 1),
      anOpen(),
    ],
    passes: [aPass()],
    notApplicable: [anExemption()],
    failures: [aFailure()],
    skipped: [{ artifact: "tsconfig.json", because: "it is no policy" }],
    notes: ["`iam/glue.json` is taken for the policy of `guzzle-glue`"],
  });
}
