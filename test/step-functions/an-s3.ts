import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { folder, root } from "../cli/gluelint.js";

/** Folders as buckets, and a folder of programs: `aws s3 cp` that copies to and from them, and the built `gluelint`. */
export interface Buckets {
  readonly at: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Where a file `fail-123456789012-1-3` lies beside the buckets, the next call for shard 1/3 of that account is refused; where it is `always-…`, each of them. */
const aws = `#!/bin/sh
set -eu
[ "$1 $2" = "s3 cp" ] || exit 64
at() { case "$1" in s3://*) echo "$BUCKETS/\${1#s3://}" ;; *) echo "$1" ;; esac; }
shard=$(echo "\${ACCOUNT}-\${SHARD:-none}" | tr / -)
if [ -e "$BUCKETS/always-$shard" ]; then echo "An error occurred (SlowDown) when calling the PutObject operation" >&2; exit 1; fi
if [ -e "$BUCKETS/fail-$shard" ]; then rm "$BUCKETS/fail-$shard"; echo "An error occurred (SlowDown) when calling the PutObject operation" >&2; exit 1; fi
from=$(at "$3"); to=$(at "$4")
if [ "\${5:-}" = "--recursive" ]; then mkdir -p "$to"; cp -R "$from." "$to"; else mkdir -p "$(dirname "$to")"; cp "$from" "$to"; fi
`;

export function buckets(files: Readonly<Record<string, string>>): Buckets {
  const at = folder(files);
  const programs = join(at, "bin");
  mkdirSync(programs);
  const program = (name: string, text: string) => { writeFileSync(join(programs, name), text); chmodSync(join(programs, name), 0o755); };
  program("aws", aws);
  program("gluelint", `#!/bin/sh\nexec "${process.execPath}" "${join(root, "dist/gluelint.cjs")}" "$@"\n`);
  return { at, environment: { ...process.env, BUCKETS: at, PATH: [programs, join(root, "step-functions"), process.env["PATH"] ?? ""].join(delimiter), NO_COLOR: "1" } };
}
