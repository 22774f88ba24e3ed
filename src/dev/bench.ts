import { checkBench } from "./bench-check.js";
import { compareBench } from "./bench-compare.js";
import { decideBench } from "./bench-decide.js";
import { hookBench } from "./bench-hook.js";
import { policiesBench } from "./bench-policies.js";
import { scaleBench } from "./bench-scale.js";
import { simulateBench } from "./bench-simulate.js";

// Prints how long things take beside what they are measured against, and which goals are met. `npm run bench -- decide` runs one part.

const parts = { check: checkBench, decide: decideBench, compare: compareBench, hook: hookBench, policies: policiesBench, simulate: simulateBench, scale: scaleBench };
const wanted = process.argv.slice(2);
for (const [name, part] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) console.log(`${part()}\n`);
