import { remembering } from "../text/remembering.js";
import { accessOf, keyTypeOf } from "./codes.js";
import type { Action, ActionResource, ConditionKey, ResourceType, Service } from "./service.js";

/**
 * The service that a text of the generated data spells: `name|keys|types|groups`, with `;` between entries.
 *
 * - A key is a letter and the key: `Ss3:prefix`.
 * - A type is `name=arns=keys`; keys are places in the list of keys, to base 36.
 * - A group is what all actions in it share, and their names: `access=types=keys=names`. Each of its types is a place in the
 *   list of types, a `!` where it is required, and its keys: `3!.0.a`.
 *
 * Throws for a text that is not so.
 */
export function decodeService(prefix: string, text: string): Service {
  const [name, keyTexts, typeTexts, groups, ...more] = text.split("|");
  if (name === undefined || keyTexts === undefined || typeTexts === undefined || groups === undefined || more.length > 0) throw broken(text);
  const keys = listOf(keyTexts, ";").map(decodeKey);
  const types = listOf(typeTexts, ";").map((type) => decodeType(type, keys));
  // Most groups share what they take with others.
  const taken = remembering((places: string) => listOf(places, ",").map((place) => decodeResource(place, types, keys)));
  const actions = listOf(groups, ";").flatMap((group) => decodeGroup(group, taken, keys)).sort((a, b) => a[0] < b[0] ? -1 : 1);
  return { prefix, name, actions: new Map(actions), resourceTypes: new Map(types.map((type) => [type.name, type])), conditionKeys: byKey(keys) };
}

/** The keys that a text spells, by key in lower case. */
export function decodeKeys(text: string): ReadonlyMap<string, ConditionKey> {
  return byKey(listOf(text, ";").map(decodeKey));
}

const byKey = (keys: readonly ConditionKey[]) => new Map(keys.map((key) => [key.key.toLowerCase(), key]));

const decodeKey = (text: string): ConditionKey => ({ key: text.slice(1), type: named(keyTypeOf, text.charAt(0)) });

function decodeType(text: string, keys: readonly ConditionKey[]): ResourceType {
  const [name = "", arns = "", keyPlaces = ""] = text.split("=");
  return { name, arns: listOf(arns, ","), conditionKeys: keysAt(listOf(keyPlaces, ","), keys) };
}

function decodeGroup(text: string, taken: (places: string) => readonly ActionResource[], keys: readonly ConditionKey[]): readonly (readonly [string, Action])[] {
  const [letter = "", typePlaces = "", keyPlaces = "", names = ""] = text.split("=");
  const shared = {
    access: named(accessOf, letter),
    resourceTypes: taken(typePlaces),
    conditionKeys: keysAt(listOf(keyPlaces, ","), keys),
  };
  return listOf(names, ",").map((name) => [name.toLowerCase(), { name, ...shared }]);
}

function decodeResource(text: string, types: readonly ResourceType[], keys: readonly ConditionKey[]): ActionResource {
  const [type = "", ...keyPlaces] = text.split(".");
  return { name: at(types, type).name, required: type.endsWith("!"), conditionKeys: keysAt(keyPlaces, keys) };
}

const listOf = (text: string, separator: string): readonly string[] => text === "" ? [] : text.split(separator);

const keysAt = (places: readonly string[], keys: readonly ConditionKey[]): readonly string[] => places.map((place) => at(keys, place).key);

function at<Entry>(entries: readonly Entry[], place: string): Entry {
  const entry = entries[parseInt(place, 36)];
  if (entry === undefined) throw broken(place);
  return entry;
}

function named<Value>(values: Readonly<Record<string, Value>>, letter: string): Value {
  const value = values[letter];
  if (value === undefined) throw broken(letter);
  return value;
}

const broken = (text: string) => new Error(`the generated data of services is broken at \`${text.slice(0, 80)}\``);
