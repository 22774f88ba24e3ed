// Preloaded by simulate.test.ts: says on stderr, at the end, the most memory that the process had, in KB.
process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)));
