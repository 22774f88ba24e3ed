// Preloaded by startup.test.ts: says on stderr, at the end, which files of the bundle were loaded.
process.on("exit", () => process.stderr.write(JSON.stringify(Object.keys(require.cache).filter((path) => /[\\/]dist[\\/]/.test(path)).map((path) => path.replace(/^.*[\\/]/, "")))));
