/**
 * The function, but made to remember what it gave: for what is pure, costly, and asked for again and again with few different
 * keys. It remembers so many at most, and then begins anew, so that memory does not grow with the input.
 */
export function remembering<Key, Value extends object | boolean>(make: (key: Key) => Value, most = usually): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    if (made.size >= most) made.clear();
    made.set(key, value);
    return value;
  };
}

/** The same for what is asked of objects: it remembers what it gave for as long as the object is there. */
export function rememberingEach<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}

/** A thousand of the policies that AWS manages name some 12,000 different actions. */
const usually = 20_000;
