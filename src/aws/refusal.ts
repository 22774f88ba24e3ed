import type { Call } from "./calls.js";
import { masked } from "./mask.js";
import type { Failure } from "./snapshot.js";

/** What a call came to: its answer, that there is no such thing, or why nobody could look. */
export type Outcome<Value> =
  | { readonly kind: "seen"; readonly value: Value }
  | { readonly kind: "missing" }
  /** `denied`: the right that the caller has not, where it is that. */
  | { readonly kind: "refused"; readonly failure: Failure; readonly denied?: string };

/** Waits for an answer of AWS; what AWS refuses, or does not answer, is an outcome and no throw. A bug of ours is one. */
export async function outcomeOf<Value>(call: Call, run: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { kind: "seen", value: await run() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (missing.includes(error.name)) return { kind: "missing" };
    const message = reasonOf(error, call);
    if (message === undefined) throw error;
    const denied = isDenied(error) ? actionIn(error, call) : undefined;
    return { kind: "refused", failure: { artifact: call.resource, message }, ...(denied !== undefined && { denied }) };
  }
}

const missing: readonly string[] = ["NoSuchEntity", "NoSuchEntityException", "EntityNotFoundException", "NoSuchBucketPolicy", "ServerSideEncryptionConfigurationNotFoundError", "NoSuchPublicAccessBlockConfiguration", "AWSOrganizationsNotInUseException", "ChildNotFoundException", "TargetNotFoundException"];

/** Why AWS did not answer, and what to do; undefined for what is no answer of AWS or of the network. */
function reasonOf(error: Error, { action, resource }: Call): string | undefined {
  const what = `\`${action}\` on \`${resource}\``;
  if (isDenied(error)) return `AWS refused ${what}: allow \`${actionIn(error, { action, resource })}\` to who runs gluelint`;
  if (/^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired|TokenProviderError)$/.test(error.name) || /token .*expired/i.test(error.message)) return `the credentials have expired before ${what}: sign in again (aws sso login, or new keys)`;
  if (/^(CredentialsProviderError|CredentialsError|NoCredentialsError)$/.test(error.name)) return `there are no credentials for ${what}: sign in (aws configure, aws sso login), or name a profile with --profile`;
  if (/^(InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|AuthFailure)$/.test(error.name)) return `AWS does not know these credentials (\`${error.name}\`) for ${what}: look at the keys, at the Region and at this machine's clock`;
  if (/^(RequestTimeTooSkewed|RequestExpired)$/.test(error.name)) return `AWS finds that this machine's clock is wrong, so it refused ${what}: set the clock`;
  if (/Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded|SlowDown/.test(error.name)) return `AWS was too busy for ${what}, many times over: try again later, or with a smaller --concurrency`;
  if (error.name === "TimeoutError" || error.name === "AbortError") return `AWS did not answer ${what} in time: look at the network, the Region and AWS_ENDPOINT_URL`;
  const code = codeOf(error);
  if (code !== undefined) return `there is no way to AWS for ${what} (\`${code}\`): look at the network, the Region and AWS_ENDPOINT_URL`;
  if (error.name === "NoSuchBucket") return `there is no bucket \`${resource}\``;
  if (error.name === "SyntaxError" || (error.name === "Error" && "$metadata" in error) || /deserialization/i.test(error.message)) return `the answer to ${what} could not be read: it was cut short, or something between here and AWS changed it`;
  return "$metadata" in error ? `AWS answered \`${error.name}\` to ${what}${plainly(error.message)}` : undefined;
}

const isDenied = ({ name }: Error) => /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AllAccessDisabled|MethodNotAllowed)$/.test(name);

/** The right that is missing may be another one than that of the call: who makes a job passes its role on. */
const actionIn = ({ message }: Error, { action }: Call) => /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1] ?? action;

/** What AWS says itself, in one line and without anything that looks like a secret. */
function plainly(message: string): string {
  const text = String(masked(message)).replaceAll(/\s+/g, " ").trim().slice(0, 300);
  return text === "" || text === "UnknownError" ? "" : `: ${text}`;
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" && /^E[A-Z_]+$/.test(error.code) ? error.code : undefined;
}
