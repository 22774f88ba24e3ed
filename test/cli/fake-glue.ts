import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to a call: it is refused, or done and its answer is lost, cut short or kept back. */
export type Fault = "refused" | "lost" | "cut" | "hang" | { readonly code: string; readonly message: string } | undefined;

export interface FakeGlue {
  readonly endpoint: string;
  readonly calls: readonly string[];
  /** The jobs that are there, by name, with their tags. */
  readonly jobs: Map<string, { readonly tags: Readonly<Record<string, string>>; readonly input: Readonly<Record<string, unknown>> }>;
  /** The objects that are there, as `bucket/key`. */
  readonly objects: Map<string, string>;
  /** Runs that go on, as `job/id`. */
  readonly running: Set<string>;
  readonly stop: () => void;
}

export interface Acting {
  /** The states of the run, look by look; the last one stays. */
  readonly states?: readonly string[];
  readonly error?: string | ((script: string) => string);
  readonly fault?: (operation: string, nth: number) => Fault;
  readonly account?: string;
  readonly arn?: string;
  /** What the run itself writes, once it has started. */
  readonly writes?: (input: Readonly<Record<string, unknown>>) => readonly string[];
}

/** A server on loopback that has jobs, runs and objects, as far as a smoke run calls for them. */
export async function fakeGlue({ states = ["STARTING", "RUNNING", "SUCCEEDED"], error, fault = () => undefined, account = "123456789012", arn = `arn:aws:sts::${account}:assumed-role/guzzle-server/i-0`, writes = () => [] }: Acting = {}): Promise<FakeGlue> {
  const calls: string[] = [];
  const [jobs, objects, running] = [new Map<string, { tags: Readonly<Record<string, string>>; input: Readonly<Record<string, unknown>> }>(), new Map<string, string>(), new Set<string>()];
  const looks = new Map<string, number>();
  const stopped = new Set<string>();
  const nothing = (code: string): Answer => ({ status: 400, text: JSON.stringify({ __type: code, message: "no" }) });

  function glue(operation: string, input: Input): Answer {
    const json = (value: object): Answer => ({ status: 200, text: JSON.stringify(value) });
    const run = `${input.JobName}/${input.RunId ?? "jr_1"}`;
    switch (operation) {
      case "ListJobs": return json({ JobNames: [...jobs].filter(([, { tags }]) => Object.entries(input.Tags ?? {}).every(([key, value]) => tags[key] === value)).map(([name]) => name) });
      case "CreateJob": jobs.set(input.Name, { tags: input.Tags ?? {}, input: { ...input } }); return json({ Name: input.Name });
      case "StartJobRun": {
        running.add(run);
        writes(jobs.get(input.JobName)?.input ?? {}).forEach((key) => objects.set(key, ""));
        return json({ JobRunId: "jr_1" });
      }
      case "GetJobRun": {
        const look = looks.get(run) ?? 0;
        looks.set(run, look + 1);
        const state = stopped.has(run) ? "STOPPED" : states[Math.min(look, states.length - 1)] ?? "";
        const script = [...objects].find(([key]) => key.endsWith("script.py"))?.[1] ?? "";
        if (["SUCCEEDED", "FAILED", "TIMEOUT", "ERROR", "EXPIRED", "STOPPED"].includes(state)) running.delete(run);
        return json({ JobRun: { Id: "jr_1", JobRunState: state, ExecutionTime: 74, ...(error !== undefined && state === "FAILED" && { ErrorMessage: typeof error === "string" ? error : error(script) }) } });
      }
      case "GetJobRuns": return jobs.has(input.JobName) ? json({ JobRuns: [...running].filter((each) => each.startsWith(`${input.JobName}/`)).map((each) => ({ Id: each.split("/")[1], JobRunState: "RUNNING" })) }) : nothing("EntityNotFoundException");
      case "BatchStopJobRun": (input.JobRunIds ?? []).map((id) => `${input.JobName}/${id}`).forEach((id) => { running.delete(id); stopped.add(id); }); return json({ SuccessfulSubmissions: [] });
      case "DeleteJob": jobs.delete(input.JobName); return json({ JobName: input.JobName });
      default: return nothing("InvalidAction");
    }
  }

  function s3(method: string, url: URL, body: string): Answer {
    const key = decodeURIComponent(url.pathname.slice(1));
    if (method === "PUT") objects.set(key, body);
    if (method === "DELETE") objects.delete(key);
    if (method !== "GET") return { status: method === "DELETE" ? 204 : 200, text: "" };
    const [bucket = ""] = key.split("/");
    const found = [...objects.keys()].filter((each) => each.startsWith(`${bucket}/${url.searchParams.get("prefix") ?? ""}`)).map((each) => each.slice(bucket.length + 1));
    // By pages of two.
    const from = Number(url.searchParams.get("continuation-token") ?? 0);
    const more = from + 2 < found.length;
    return { status: 200, text: `<ListBucketResult><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ""}${found.slice(from, from + 2).map((each) => `<Contents><Key>${each}</Key></Contents>`).join("")}</ListBucketResult>` };
  }

  const server = createServer((request, response) => {
    void (async () => {
      const body = await textOf(request);
      const url = new URL(request.url ?? "/", "http://localhost");
      const target = request.headers["x-amz-target"];
      const isS3 = /\/s3\/aws4_request/.test(request.headers.authorization ?? "");
      const operation = typeof target === "string" ? target.replace(/^.*\./, "") : isS3 ? `${request.method ?? ""} object${url.searchParams.has("list-type") ? "s" : ""}` : "GetCallerIdentity";
      const nth = calls.push(operation) - 1;
      const failing = fault(operation, nth);
      if (failing === "refused" || typeof failing === "object") {
        send(response, refusalOf(isS3, operation, failing === "refused" ? { code: isS3 || operation === "GetCallerIdentity" ? "AccessDenied" : "AccessDeniedException", message: "no" } : failing));
        return;
      }
      const answer = typeof target === "string" ? glue(operation, JSON.parse(body) as Input) : isS3 ? s3(request.method ?? "", url, body) : { status: 200, text: `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${account}</Account><Arn>${arn}</Arn><UserId>a</UserId></GetCallerIdentityResult></GetCallerIdentityResponse>` };
      if (failing === "hang") return;
      if (failing === "lost") request.socket.destroy();
      else if (failing === "cut") send(response, { ...answer, text: answer.text.slice(0, answer.text.length / 2) });
      else send(response, answer);
    })();
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, jobs, objects, running, stop: () => { server.closeAllConnections(); server.close(); } };
}

/** The parameters of the calls to Glue, as far as they matter here. */
interface Input {
  readonly Name: string;
  readonly JobName: string;
  readonly RunId?: string;
  readonly JobRunIds?: readonly string[];
  readonly Tags?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** An error in the wire form of the service that was called. */
function refusalOf(isS3: boolean, operation: string, { code, message }: { readonly code: string; readonly message: string }): Answer {
  if (isS3) return { status: 403, text: `<Error><Code>${code}</Code><Message>${message}</Message></Error>` };
  if (operation === "GetCallerIdentity") return { status: 403, text: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>` };
  return { status: 400, text: JSON.stringify({ __type: code, message }) };
}

function send(response: ServerResponse, { status, text }: Answer): void {
  response.writeHead(status, { "content-type": text.startsWith("{") ? "application/x-amz-json-1.1" : "application/xml" });
  response.end(text);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
