/** An element of a parsed XML text. `text`: its own character data, references resolved. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

const token = /<\?xml [^?]*\?>|<(?<close>\/)?(?<name>[A-Za-z][\w-]*)(?<attributes>(?:\s+[\w-]+="[^<"]*")*)\s*(?<empty>\/)?>|(?<text>[^<]+)/gy;

/** Reads the subset of XML that JUnit needs; throws at whatever is not well-formed. */
export function parsedXml(xml: string): Element {
  const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.exec(xml);
  if (illegal) throw new Error(`illegal character U+${illegal[0].codePointAt(0)?.toString(16)}`);
  const root: Element = { name: "", attributes: new Map(), children: [], text: "" };
  const open = [root];
  let end = 0;
  for (const match of xml.matchAll(token)) {
    const { close, name, attributes = "", empty, text } = match.groups ?? {};
    const current = open.at(-1) ?? root;
    end = match.index + match[0].length;
    if (text !== undefined) current.text += resolved(text);
    else if (close !== undefined) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes <${current.name}>`);
    } else if (name !== undefined) {
      const element: Element = { name, attributes: attributesOf(attributes), children: [], text: "" };
      current.children.push(element);
      if (empty === undefined) open.push(element);
    }
  }
  if (end !== xml.length) throw new Error(`not well-formed at ${end}: ${xml.slice(end, end + 40)}`);
  const [only, ...others] = root.children;
  if (open.length !== 1 || !only || others.length > 0 || root.text.trim() !== "") throw new Error("not one root");
  return only;
}

/** The elements of the name below the element, in the order of the text. */
export function all(element: Element, name: string): readonly Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, resolved(value.replace(/[\t\n\r]/g, " "))] as const);
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) throw new Error("an attribute twice");
  return new Map(pairs);
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function resolved(text: string): string {
  if (text.includes("]]>")) throw new Error("]]> in text");
  return text.replace(/\r\n?/g, "\n").replace(/&(?:#(\d+);|(\w+);)?/g, (reference, code: string | undefined, name: string | undefined) => {
    const character = code === undefined ? entities[name ?? ""] : String.fromCodePoint(Number(code));
    if (character === undefined) throw new Error(`bad reference ${reference}`);
    return character;
  });
}
