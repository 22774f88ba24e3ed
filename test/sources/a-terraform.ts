import { assemble } from "../../src/sources/assemble.js";
import type { EnvironmentFacts } from "../../src/sources/config.generated.js";
import { factsOf } from "../../src/sources/facts.js";
import { piecesOfTerraform, toldByTerraform } from "../../src/sources/terraform.js";
import { withPieces, type TerraformPieces } from "../../src/sources/with-pieces.js";
import { workspaceOf, type Files } from "../terraform/a-module.js";
import type { World } from "./a-world.js";

/** The environment that a module of Terraform makes up, with the modules that it calls. */
export function worldOfTerraform(files: Files | string, facts: EnvironmentFacts = {}, parameters: Readonly<Record<string, string>> = {}): World {
  const given = typeof files === "string" ? { "main.tf": files } : files;
  const workspace = workspaceOf(given);
  const root = workspace.folders.get("");
  const others = Object.entries(given).map(([artifact, text]) => ({ artifact, text, root: undefined, faults: [] }));
  const documents = [...workspace.documents, ...others.filter(({ artifact }) => !workspace.documents.some((document) => document.artifact === artifact))];
  const roots = root ? [root] : [];
  const terraform: TerraformPieces = { pieces: (known) => piecesOfTerraform(roots, workspace, known), told: (known) => toldByTerraform(roots, workspace, known), modules: workspace.documents, documents: () => new Map(), alongWith: () => [] };
  return { documents, environment: assemble(withPieces({ facts: factsOf(facts), computes: [], roles: [], serviceControl: undefined, loose: [] }, workspace.documents, new Map(Object.entries(parameters)), terraform)) };
}
