/** Policies small enough to be written out for a solver by hand: globs of resources, and one text condition at most. */
export interface SmallStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: "s3:GetObject";
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<"aws:SourceVpc", string>>>>;
}

/** Whether the assertions of a text in SMT-LIB 2 can be met. Source: https://smt-lib.org/theories-UnicodeStrings.shtml */
export type Solver = (script: string) => Promise<boolean>;

/**
 * Whether all requests on these resources are allowed (`yes`), one is refused whatever the key may say (`no`), or neither
 * (`open`): asked of a solver for strings, in words of its own. Shares no code with what it judges.
 */
export async function judged(ask: Solver, statements: readonly SmallStatement[], wanted: string): Promise<"yes" | "no" | "open"> {
  const atoms = [...new Set(statements.flatMap((statement) => atomOf(statement) ?? []))];
  const ways: (readonly boolean[])[] = [];
  for (const way of combinations(atoms.length)) if (await isPossible(ask, atoms, way)) ways.push(way);
  const refused = ways.map((way) => `(re.comp ${allowed(statements, atoms, way)})`);
  const isThere = (requests: string) => ask(`(declare-const r String) (assert (str.in_re r (re.inter ${globbed(wanted)} ${requests})))`);
  if (!await isThere(`(re.union re.none re.none ${refused.join(" ")})`)) return "yes";
  return await isThere(`(re.inter re.all re.all ${refused.join(" ")})`) ? "no" : "open";
}

/** A condition, as what it asks of the key `k`, which is there or `absent`: a request without it meets no equality, and every inequality. */
function atomOf({ Condition }: SmallStatement): string | undefined {
  const [operator, operands] = Object.entries(Condition ?? {})[0] ?? [];
  if (operator === undefined || operands === undefined) return undefined;
  const value = operands["aws:SourceVpc"];
  const met = operator.endsWith("Like") ? `(str.in_re k ${globbed(value)})` : `(= k ${quoted(value)})`;
  return operator.startsWith("StringNot") ? `(or absent (not ${met}))` : `(and (not absent) ${met})`;
}

const combinations = (count: number): readonly (readonly boolean[])[] => Array.from({ length: 2 ** count }, (_, bits) => Array.from({ length: count }, (_none, i) => (bits >> i) % 2 === 1));

/** Whether a key can be such that just these conditions hold; an empty one is none. */
const isPossible = (ask: Solver, atoms: readonly string[], way: readonly boolean[]) =>
  ask(`(declare-const k String) (declare-const absent Bool) (assert (not (= k ""))) ${atoms.map((atom, i) => `(assert ${way[i] === true ? atom : `(not ${atom})`})`).join(" ")}`);

/** The resources that are allowed where just these conditions hold. */
function allowed(statements: readonly SmallStatement[], atoms: readonly string[], way: readonly boolean[]): string {
  const applying = statements.filter((statement) => way[atoms.indexOf(atomOf(statement) ?? "")] ?? true);
  const named = (effect: string) => `(re.union re.none re.none ${applying.filter(({ Effect }) => Effect === effect).flatMap(({ Resource }) => Resource).map(globbed).join(" ")})`;
  return `(re.inter ${named("Allow")} (re.comp ${named("Deny")}))`;
}

const quoted = (text: string) => `"${text}"`;

/** `*` is any run of characters, `?` any one. */
const globbed = (glob: string) => `(re.++ (str.to_re "") (str.to_re "") ${glob.split(/([*?])/).filter((part) => part !== "").map((part) => part === "*" ? "re.all" : part === "?" ? "re.allchar" : `(str.to_re ${quoted(part)})`).join(" ")})`;
