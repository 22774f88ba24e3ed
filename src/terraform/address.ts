/** A resource's address in its parts: the modules on the way, each with its key, and what it is there. */
export interface Address {
  readonly modules: readonly { readonly name: string; readonly key: string }[];
  /** `aws_iam_role.etl`, `data.aws_region.here`. */
  readonly resource: string;
  /** `[0]`, `["raw"]`, or nothing. */
  readonly key: string;
}

/** The parts of `module.lake["raw"].aws_s3_bucket.b[0]`. Source: https://developer.hashicorp.com/terraform/cli/state/resource-addressing */
export function addressOf(text: string): Address {
  const modules: { readonly name: string; readonly key: string }[] = [];
  let rest = text;
  for (let found = module.exec(rest); found !== null; found = module.exec(rest)) {
    modules.push({ name: found[1] ?? "", key: found[2] ?? "" });
    rest = rest.slice(found[0].length);
  }
  const [, resource = rest, key = ""] = /^([^[]*)(\[[^]*\])?$/.exec(rest) ?? [];
  return { modules, resource, key };
}

const module = /^module\.([^.[]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\./;

/** An address, or what stands below one, as a message names it. */
export const withoutModuleKeys = (text: string): string => { const { modules, resource, key } = addressOf(text); return `${modules.map(({ name }) => `module.${name}.`).join("")}${resource}${key}`; };
