/** As much of a SARIF log as the tests look at. */
export interface Log {
  runs: Run[];
}

export interface Run {
  tool: { driver: { semanticVersion: string; rules: Rule[]; notifications: { id: string }[] } };
  automationDetails: { id: string };
  columnKind: string;
  originalUriBaseIds: Record<string, { uri?: string }>;
  invocations: { executionSuccessful: boolean; startTimeUtc?: string; toolExecutionNotifications: Notification[] }[];
  results: Result[];
}

export interface Rule {
  id: string;
  name: string;
  shortDescription: { text: string };
  fullDescription: { text: string };
  help: { text: string; markdown: string };
  helpUri?: string;
  defaultConfiguration?: { level: string };
  properties: { tags: string[]; precision?: string; "problem.severity"?: string; "security-severity"?: unknown };
}

export interface Notification {
  descriptor: { id: string; index: number };
  level: string;
  message: { text: string };
  locations?: { physicalLocation: { artifactLocation: { uri: string } } }[];
}

export interface Result {
  ruleId: string;
  ruleIndex: number;
  kind?: string;
  level: string;
  message: { text: string };
  locations: Location[];
  suppressions?: { kind: string; status: string; justification: string }[];
  relatedLocations?: (Location & { id: number; message: { text: string } })[];
  partialFingerprints: Record<string, string>;
  properties: { subjects: string[]; counterexample?: unknown };
}

export interface Location {
  physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string }; region: Record<string, number> };
  logicalLocations?: { fullyQualifiedName: string }[];
}

/** What the log does that GitHub refuses or misreads, and that neither OASIS' schema nor the multitool sees. */
export function faultsOf(log: Log): readonly string[] {
  return [
    ...(new Set(log.runs.map(({ automationDetails }) => automationDetails.id.replace(/[^/]*$/, ""))).size < log.runs.length ? ["two runs of one category"] : []),
    ...log.runs.flatMap(({ tool, results }) => [
      ...(results.length > 25_000 ? ["more than 25,000 results"] : []),
      ...(new Set(results.map((result) => JSON.stringify([result.ruleId, result.message, result.locations]))).size < results.length ? ["equal results"] : []),
      ...(new Set(tool.driver.rules.map(({ id }) => id)).size < tool.driver.rules.length ? ["two rules of one id"] : []),
      ...tool.driver.rules.flatMap(ruleFaults),
      ...results.flatMap((result) => resultFaults(result, tool.driver.rules[result.ruleIndex])),
    ]),
  ];
}

const ruleFaults = ({ id, name, shortDescription, fullDescription, help, properties }: Rule): readonly string[] => [
  ...(shortDescription.text && fullDescription.text && help.text ? [] : ["empty text of a rule"]),
  ...(/^([A-Z0-9]\w*)?$/.test(name) && name !== id ? [] : ["name not in PascalCase"]),
  ...(properties.tags.length > 10 ? ["too many tags"] : []),
  ...(properties.precision === undefined || ["very-high", "high", "medium", "low"].includes(properties.precision) ? [] : ["bad precision"]),
  ...severityFaults(properties["security-severity"]),
];

function severityFaults(severity: unknown): readonly string[] {
  if (severity === undefined) return [];
  if (typeof severity !== "string") return ["security-severity is no string"];
  return Number(severity) > 0 && Number(severity) <= 10 ? [] : ["security-severity out of range"];
}

function resultFaults({ ruleId, kind = "fail", level, message, locations, relatedLocations = [], partialFingerprints }: Result, rule: Rule | undefined): readonly string[] {
  const links = [...message.text.matchAll(/\]\((\d+)\)/g)].map(([, id]) => Number(id));
  return [
    ...(rule?.id === ruleId ? [] : ["ruleId without its rule"]),
    ...((kind === "fail") === (level !== "none") ? [] : ["level does not fit the kind"]),
    ...(kind !== "fail" || rule?.defaultConfiguration?.level === level ? [] : ["two levels of one rule"]),
    ...(/\S\.$/.test(message.text) ? [] : ["message without a full stop"]),
    ...(links.every((link) => relatedLocations.some(({ id }) => id === link)) ? [] : ["link without a related location"]),
    ...(locations.length > 0 ? [] : ["no location"]),
    ...(partialFingerprints["primaryLocationLineHash"] ? [] : ["no fingerprint"]),
    ...[...locations, ...relatedLocations].flatMap(({ physicalLocation: { artifactLocation, region } }) => [
      ...(/^[^/:\s#?[\]\\][^:\s#?[\]\\]*$/.test(artifactLocation.uri) && decodable(artifactLocation.uri) ? [] : ["bad URI"]),
      ...(["startLine", "startColumn", "endLine", "endColumn"].every((key) => (region[key] ?? 0) >= 1) ? [] : ["bad region"]),
    ]),
  ];
}

function decodable(uri: string): boolean {
  try {
    return decodeURIComponent(uri) !== "";
  } catch {
    return false;
  }
}
