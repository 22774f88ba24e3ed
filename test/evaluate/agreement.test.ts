import fc from "fast-check";
import { expect, test } from "vitest";
import { bordersOf } from "../../src/evaluate/borders.js";
import { contain } from "../../src/evaluate/contain.js";
import { prepare } from "../../src/evaluate/prepare.js";
import type { Decision } from "../../src/evaluate/authorize.js";
import type { Request } from "../../src/evaluate/request.js";
import { matches } from "../../src/policy/pattern.js";
import { requiredResources } from "../../src/policy/resource.js";
import { seed } from "../text/seed.js";
import { action, contextsOf, resources, smallWorld } from "./small-worlds.js";

const worlds = Number(process.env["AGREEMENTS"] ?? process.env["WORLDS"] ?? 5_000);

const isRefusal = (decision: Decision) => decision === "explicitDeny" || decision === "implicitDeny";

test("contain and decide agree on random worlds: yes allows all that can be enumerated and all at the borders, no is refused, open can turn out either way", () => {
  const seen = { yes: 0, no: 0, open: 0, "yes under conditions": 0, "no by Deny": 0, "no by boundary": 0, "no by serviceControl": 0, "open on the context": 0, "open on a variable": 0, "open on an unread policy": 0 };
  let tried = 0;
  fc.assert(fc.property(smallWorld, (world) => {
    const { policies, principal, resourceAccount, wanted } = world;
    const authorizer = prepare(policies());
    const within = requiredResources(wanted);
    const call = { principal, action, ...(resourceAccount !== undefined && { resourceAccount }) };
    const answer = contain(authorizer, { ...call, resources: within });
    const contexts = contextsOf(world);
    const decisionOn = (resource: string, context: NonNullable<Request["context"]>) => {
      tried++;
      return authorizer.decide({ ...call, resource, context });
    };
    const asked = resources.filter((arn) => matches(within, arn));
    seen[answer.kind]++;
    switch (answer.kind) {
      case "yes":
        // One `expect` for all: it takes longer than a hundred decisions.
        expect(asked.flatMap((resource) => contexts.filter((context) => decisionOn(resource, context) !== "allowed").map((context) => ({ resource, context })))).toEqual([]);
        if (contexts.length > 1) seen["yes under conditions"]++;
        expect(bordersOf(authorizer, { ...call, resources: within }).filter((border) => authorizer.decide(border) !== "allowed")).toEqual([]);
        break;
      case "no": {
        expect(matches(within, answer.counterexample.resource)).toBe(true);
        expect(contexts.filter((context) => !isRefusal(decisionOn(answer.counterexample.resource, context)))).toEqual([]);
        const [because] = answer.outcome.because;
        if (answer.outcome.decision === "explicitDeny") seen["no by Deny"]++;
        if (because?.kind === "layer" && (because.layer === "boundary" || because.layer === "serviceControl")) seen[`no by ${because.layer}`]++;
        break;
      }
      case "open": {
        const hasVariables = world.text.includes("${");
        const hasUnread = answer.because.some(({ kind }) => kind === "unread");
        seen[hasVariables ? "open on a variable" : hasUnread ? "open on an unread policy" : "open on the context"]++;
        if (answer.either) expect([authorizer.decide(answer.either.allowed), isRefusal(authorizer.decide(answer.either.refused))]).toEqual(["allowed", true]);
        if (hasVariables) break;
        if (!hasUnread) expect([answer.either !== undefined, answer.because.length > 0]).toEqual([true, true]);
        // No resource is refused whatever the context: else the answer were no.
        expect(asked.filter((resource) => contexts.every((context) => isRefusal(decisionOn(resource, context))))).toEqual([]);
      }
    }
  }), { seed, numRuns: worlds });
  console.log(`contain against decide, ${worlds} worlds, ${tried} requests, seed ${seed}: ${JSON.stringify(seen)}`);
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(worlds / 1_000);
}, 1_200_000);
