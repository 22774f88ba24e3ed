/** Looks each name up once. A name that is looked up again while it is looked up is unknown. */
export function remembered<Value>(lookUp: (name: string) => Value | undefined): (name: string) => Value | undefined {
  const known = new Map<string, Value | undefined>();
  return (name) => {
    if (known.has(name)) return known.get(name);
    known.set(name, undefined);
    const value = lookUp(name);
    known.set(name, value);
    return value;
  };
}
