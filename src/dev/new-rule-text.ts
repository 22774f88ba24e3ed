import type { Part, Verb } from "../rules/rule.js";

/** What the text of a new rule is made of. */
export interface Beginning {
  readonly id: string;
  readonly part: Part;
  readonly verb: Verb;
  readonly since: string;
  readonly read: string;
}

/** A rule file that `rule.schema.json` accepts and whose examples fail: every field says what to write there. */
export function ruleText({ id, part, verb, since, read }: Beginning): string {
  const example = verb === "trusts" ? "trust policy" : part === "compute" ? "compute" : "policy";
  return `id: ${id}
title: Write here the same sentence in plain words, without a full stop
level: error # or warning, note
confidence: high # where the page below says so, else medium or low
pack: documented # where Guzzle's page demands it; runs where AWS would refuse it; or cost, quality, least-privilege
for: [${part}]
since: "${since}"
status: preview # stable once it may fail a build
why: >-
  Write here what happens where the rule does not hold.
fix: >-
  Write here what to do about it.
source: https://example.com/write-here-the-page-that-says-so
read: "${read}"
check: ${verb}
${fields[verb]}examples:
  bad:
    - text: |
        write here the smallest ${example} that breaks the rule
      under: 'write here the exact text in it that the finding must point at'
  good:
    - |
      write here a ${example} for which the rule holds
`;
}

/** The fields that only rules of this verb have. */
const fields = {
  can: `smoke: [] # write here what a smoke run tries of it: see rule.schema.json
needs: # every action on every resource; one resource type each
  - actions: ["write:HereTheAction"]
    resources: ["arn:{partition}:write:{region}:{account}:here/the-resource"]
`,
  trusts: `principal: write-here-the-service.amazonaws.com
action: sts:AssumeRole
`,
  conforms: `schema: # or a $ref into compute.schema.json
  description: write here the JSON Schema (draft-07) that the properties must satisfy
`,
  reads: `faults: [syntax] # write here which of these the reader must not find: syntax, grammar, shape, alias, conflict, unknownKey
`,
  reviews: `reviewer: arns # write here which reviewer of src/reviews/ must have nothing to remark
`,
  narrows: `actions: ["write:HereTheAction"]
whole: ["here/*"] # what stands behind the fifth colon of an ARN that is as good as the bare star
unless: ["write:HereTheConditionKey"] # keys that narrow the grant
`,
  joins: "",
  agrees: "",
  runs: "",
  keepsTo: "",
  supports: `what: [livingVersion] # write here what to look for in the tables of rules/facts/: see rule.schema.json
`,
  within: `property: write_here_a_property_that_has_limits_in_rules_facts
`,
  costs: `bound: budget # or default
`,
  recent: `days: 365
`,
} satisfies Record<Verb, string>;
