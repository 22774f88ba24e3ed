import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { scriptFor } from "../../src/smoke/script.js";
import type { Try } from "../../src/smoke/tries.js";
import { folder } from "../cli/gluelint.js";

/** A boto3 whose calls answer, or raise the error that `errors` has under their name; and a Spark that starts, or does not. */
const modules = (errors: Readonly<Record<string, string>>, spark: boolean) => ({
  "boto3.py": `import json, sys
ERRORS = json.loads(${JSON.stringify(JSON.stringify(errors))})
class Refused(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.response = {"Error": {"Code": code.split(" ")[0]}}
class Client:
    def __init__(self, service):
        self.service = service
    def __getattr__(self, operation):
        def call(**arguments):
            sys.stderr.write(self.service + " " + operation + " " + json.dumps(arguments, sort_keys=True) + "\\n")
            if operation in ERRORS:
                raise ValueError("no") if ERRORS[operation] == "" else Refused(ERRORS[operation])
            return {"Contents": [{"Key": "a/é"}]} if operation == "list_objects_v2" else {}
        return call
def client(service, region_name=None):
    assert region_name == "eu-west-1"
    return Client(service)
`,
  "awsglue/__init__.py": "", "awsglue/context.py": `class GlueContext:
    def __init__(self, context): self.spark_session = self
    def range(self, n): return self
    def count(self): ${spark ? "return 1" : 'raise RuntimeError("no\\n catalog")'}
`,
  "pyspark/__init__.py": "", "pyspark/context.py": "class SparkContext:\n    @staticmethod\n    def getOrCreate(): return None\n",
});

const s3 = (operation: string, args: object, more: Partial<Try> = {}): Try => ({ action: `s3:${operation}`, resources: [], call: { service: "s3", operation, arguments: { Bucket: "b", ...args } }, ...more });
const tries: readonly Try[] = [
  s3("list_objects_v2", { Prefix: "ünd \"quoted\" \\ $&" }), s3("get_object", {}, { follows: 1, firstKey: true }),
  s3("put_object", { Key: "k" }, { leaves: true }),
  { action: "glue:GetTable", resources: [], call: { service: "glue", operation: "get_table", arguments: {} }, answers: ["EntityNotFoundException"] },
];

function ran(errors: Readonly<Record<string, string>> = {}, spark = true) {
  const cwd = folder({ ...modules(errors, spark), "script.py": scriptFor("eu-west-1", tries) });
  const { status, stdout, stderr } = spawnSync("python3", ["script.py"], { cwd, encoding: "utf8", env: { PATH: process.env["PATH"], PYTHONDONTWRITEBYTECODE: "1", PYTHONIOENCODING: "utf8" } });
  const told = /RuntimeError: (.*)$/m.exec(stderr)?.[1];
  return { status, stdout: stdout.trim(), told, calls: stderr.split("\n").filter((line) => /^(s3|glue) /.test(line)) };
}

if (spawnSync("python3", ["--version"]).status !== 0) {
  test("the script of a smoke run is not tried: there is no python3 here", () => { expect(spawnSync("python3", ["--version"]).status).not.toBe(0); });
} else {
  describe("the script", () => {
    test("makes every call once with its own arguments, takes away what it left, and ends well where all is allowed", () => {
      const { status, stdout, calls } = ran();
      expect([status, stdout]).toEqual([0, "gluelint-smoke ++++"]);
      expect(calls.map((line) => line.replace(/^(\S+ \S+) (.*)$/, (_, name: string, args: string) => `${name} ${JSON.stringify(JSON.parse(args))}`))).toEqual([
        `s3 list_objects_v2 ${JSON.stringify({ Bucket: "b", Prefix: "ünd \"quoted\" \\ $&" })}`, `s3 get_object {"Bucket":"b","Key":"a/é"}`, `s3 put_object {"Bucket":"b","Key":"k"}`, "glue get_table {}", `s3 delete_object {"Bucket":"b","Key":"k"}`,
      ]);
    });

    test.each<readonly [what: string, errors: Readonly<Record<string, string>>, told: string | undefined]>([
      ["what is refused", { put_object: "AccessDenied" }, "gluelint-smoke ++-+; 2 AccessDenied"],
      ["what follows on it is not tried", { list_objects_v2: "AccessDenied" }, "gluelint-smoke -?++; 0 AccessDenied; 1 NotTried"],
      ["that there is no such thing is said to those alone who may ask", { get_table: "EntityNotFoundException" }, undefined],
      ["another answer tells nothing", { get_table: "InternalServiceException" }, "gluelint-smoke +++?; 3 InternalServiceException"],
      ["nor does what is no answer of AWS", { get_table: "" }, "gluelint-smoke +++?; 3 ValueError"],
      ["Lake Formation is not IAM", { get_table: "AccessDeniedException Insufficient Lake Formation permission(s)" }, "gluelint-smoke +++?; 3 AccessDeniedException"],
      ["what cannot be taken away fails nothing", { delete_object: "AccessDenied" }, undefined],
    ])("%s", (_, errors, told) => {
      const result = ran(errors);
      expect([result.told, result.status]).toEqual([told, told === undefined ? 0 : 1]);
    });

    test("Spark that does not start is told in the end, in one line", () => {
      expect(ran({}, false).told).toBe("gluelint-smoke ++++; spark RuntimeError no catalog");
    });
  });
}
