/** A seed for property tests, printed so that a run that failed can be repeated: `SEED=… npx vitest run test/text`. */
export const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
console.log(`property tests with SEED=${seed}`);
