import { readTemplate, type Template } from "../../src/templates/template.js";
import { nothingGiven, type Given } from "../../src/templates/given.js";
import type { Document } from "../../src/text/document.js";
import { parseJson } from "../../src/text/json.js";
import { valueOf } from "../../src/text/node.js";
import { readable } from "../../src/text/unknown.js";
import { parseYaml } from "../../src/text/yaml.js";

export const documentOf = (text: string, artifact = "template"): Document => /^\s*\{/.test(text) ? parseJson(`${artifact}.json`, text) : parseYaml(`${artifact}.yaml`, text);

export const read = (text: string, given: Partial<Given> = {}): Template => readTemplate(documentOf(text), { ...nothingGiven, ...given }, () => true);

/** The properties of a template's resource as a person would write them down. */
export function propertiesOf(text: string, id: string, given: Partial<Given> = {}): unknown {
  const properties = read(text, given).resources.find((resource) => resource.id === id)?.properties;
  return properties && JSON.parse(readable(JSON.stringify(valueOf(properties))));
}
