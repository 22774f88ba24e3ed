import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { madeAccount } from "./account.js";

/** Writes a made-up account. Usage: tsx src/dev/make-account.ts FOLDER ROLES JOBS SEED, which writes details.json, jobs.json and planted.json there. */
const [folder = ".", roles = "10000", jobs = "1000", seed = "1"] = process.argv.slice(2);
const account = madeAccount({ seed: Number(seed), roles: Number(roles), jobs: Number(jobs), distinct: 0.2, faulty: 0.1 });
await mkdir(folder, { recursive: true });
await pipeline(Readable.from(account.details), createWriteStream(join(folder, "details.json")));
await pipeline(Readable.from(account.jobs), createWriteStream(join(folder, "jobs.json")));
await writeFile(join(folder, "planted.json"), `${JSON.stringify(account.planted, undefined, 2)}\n`);
