import { attributeOf } from "./blocks.js";
import { spelled } from "./spelled.js";
import type { Block, HclDocument } from "./syntax.js";

/**
 * The blocks of a module's files. A file `override.tf` or `lake_override.tf` is read last, and its blocks go over those with the same
 * header: each argument, and all blocks of one type, take the place of what was there.
 *
 * Source: https://developer.hashicorp.com/terraform/language/files/override
 */
export function blocksIn(documents: readonly HclDocument[]): readonly Block[] {
  const [plain, over] = [documents.filter((document) => !isOverride(document)), documents.filter(isOverride)];
  return over.toSorted((a, b) => a.artifact < b.artifact ? -1 : 1).flatMap(({ body }) => body.blocks).reduce(overridden, plain.flatMap(({ body }) => body.blocks));
}

const isOverride = ({ artifact }: HclDocument) => /(?:^|[/_])override\.(?:tf|tofu)(?:\.json)?$/.test(artifact);

function overridden(blocks: readonly Block[], over: Block): readonly Block[] {
  const at = blocks.findIndex((block) => headerOf(block) === headerOf(over));
  const base = blocks[at];
  // Locals have no header, and of two with one name the later counts.
  return base === undefined || over.type === "locals" ? [...blocks, over] : blocks.with(at, merged(base, over));
}

function merged(base: Block, { body: { attributes, blocks } }: Block): Block {
  const [names, types] = [new Set(attributes.map(({ name }) => name)), new Set(blocks.map(typeOf))];
  return { ...base, body: {
    attributes: [...base.body.attributes.filter(({ name }) => !names.has(name)), ...attributes],
    blocks: [...base.body.blocks.filter((block) => !types.has(typeOf(block))), ...blocks],
  } };
}

const typeOf = ({ type, labels }: Block) => type === "dynamic" ? labels[0] : type;

/** Configurations of one provider are told apart by their aliases. */
function headerOf({ type, labels, body }: Block): string {
  const alias = type === "provider" ? attributeOf(body, "alias") : undefined;
  return [type, ...labels, ...alias ? [spelled(alias)] : []].join(" ");
}
