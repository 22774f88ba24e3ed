/**
 * A place in an artifact, named by what stands there and not by coordinates. Lines and columns are looked up once, last,
 * in `region.ts`.
 */
export interface Location {
  /** Path as the user gave it, relative to the working directory, with `/`; never derived again. */
  readonly artifact: string;
  /** JSON Pointer to a value in the artifact. Source: RFC 6901. */
  readonly pointer: string;
  /** The place is the name of the property, not its value. */
  readonly key?: true;
  /** The place is this run of text: for what no pointer leads to, such as a syntax error. */
  readonly span?: Span;
}

/** Offsets into the artifact's text in UTF-16 units, 0-based, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The location of the value that the keys lead to from the value at `location`. */
export function below(location: Location, ...keys: readonly (string | number)[]): Location {
  let { pointer } = location;
  for (const key of keys) pointer += `/${typeof key === "number" ? key : escape(key)}`;
  return { artifact: location.artifact, pointer };
}

/** The location of the property's name instead of its value. */
export function keyOf(location: Location): Location {
  return { artifact: location.artifact, pointer: location.pointer, key: true };
}

/** The keys that a pointer names, from the root. */
export function keysOf(pointer: string): readonly string[] {
  return pointer.split("/").slice(1).map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Whether two locations name the same place. */
export function sameLocation(a: Location, b: Location): boolean {
  return a.artifact === b.artifact && a.pointer === b.pointer && a.key === b.key && a.span?.start === b.span?.start && a.span?.end === b.span?.end;
}

const escape = (key: string) => !/[~/]/.test(key) ? key : key.replaceAll("~", "~0").replaceAll("/", "~1");
