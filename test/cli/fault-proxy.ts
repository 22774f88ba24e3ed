import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";

export interface FaultProxy {
  readonly endpoint: string;
  /** The operations that were called, in their order. */
  readonly calls: readonly string[];
  readonly stop: () => void;
}

/** A server on loopback in front of another, which refuses the calls that `fails` names or whose texts `refuses` knows, and answers itself what the other does not know. */
export async function faultProxy(behind: string, fails: (operation: string, nth: number) => boolean = () => false, refuses?: (body: string) => boolean): Promise<FaultProxy> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const target = request.headers["x-amz-target"];
      const isS3 = /\/s3\/aws4_request/.test(request.headers.authorization ?? "");
      const operation = typeof target === "string" ? target.replace(/^.*\./, "") : isS3 ? `${request.method ?? ""}${/list-type/.test(request.url ?? "") ? " list" : ""}` : "query";
      const nth = calls.push(operation) - 1;
      const answer = (status: number, text: string) => {
        response.writeHead(status, { "content-type": text.startsWith("{") ? "application/x-amz-json-1.1" : "application/xml" });
        response.end(text);
      };
      if (fails(operation, nth) || refuses?.(body.toString("utf8")) === true) answer(403, typeof target === "string" ? `{"__type":"AccessDeniedException","message":"no"}` : isS3 ? "<Error><Code>AccessDenied</Code><Message>no</Message></Error>" : "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>");
      // moto has no such call.
      else if (operation === "BatchStopJobRun") answer(200, `{"SuccessfulSubmissions":[],"Errors":[]}`);
      else ask(new URL(request.url ?? "/", behind), { method: request.method, headers: request.headers }, (found) => {
        response.writeHead(found.statusCode ?? 500, found.headers);
        found.pipe(response);
      }).end(body);
    })();
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, stop: () => { server.closeAllConnections(); server.close(); } };
}
