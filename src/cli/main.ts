import { run } from "./run.js";

// Who reads the report may have read enough (`| head`); that is no error of ours, nor is a full disk a bug.
process.stdout.on("error", (error: Error & { readonly code?: string }) => {
  if (error.code !== "EPIPE") process.stderr.write(`gluelint: the report could not be written: ${error.message}\n`);
  process.exit(error.code === "EPIPE" ? 0 : 2);
});

void run(process.argv.slice(2)).then((code) => { process.exitCode = code; });
