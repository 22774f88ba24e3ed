import type { Joined } from "../checks/check.js";
import { artifactsOf, type Subject } from "../subject/environment.js";

/** The files that a verdict may hang on: of a compute its own and those of its role, but not those of other computes with the same role. */
export function causesOf({ subject, compute, environment }: Joined): ReadonlySet<string> {
  const about = compute ?? subject;
  const found = known.get(about);
  if (found) return found;
  const artifacts = new Set(artifactsOf(environment, subject));
  if (about.kind === "compute") for (const { location: { artifact } } of environment.computes) if (artifact !== about.location.artifact) artifacts.delete(artifact);
  known.set(about, artifacts);
  return artifacts;
}

const known = new WeakMap<Subject, ReadonlySet<string>>();
