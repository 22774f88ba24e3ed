/**
 * The function, but made to remember what it gave: for what is pure, costly, and asked for again and again with few different
 * keys. It remembers so many at most, and then begins anew, so that memory does not grow with the input.
 */
export function remembering<Key, Value extends object | boolean>(make: (key: Key) => Value, most = usually): (key: Key) => Value {
  return rememberingBy((key) => key, make, most);
}

/** The same for what is asked of parts of larger texts. V8 keeps the larger text for as long as there is a part of it: what is remembered is a text of its own. */
export function rememberingTexts<Value extends object | boolean>(make: (text: string) => Value, most = usually): (text: string) => Value {
  return rememberingBy((text: string) => String(JSON.parse(JSON.stringify(text))), make, most);
}

function rememberingBy<Key, Value extends object | boolean>(own: (key: Key) => Key, make: (key: Key) => Value, most: number): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const kept = own(key);
    const value = make(kept);
    if (made.size >= most) made.clear();
    made.set(kept, value);
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
