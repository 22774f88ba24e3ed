const memories: Map<unknown, unknown>[] = [];

/** As `remembering` of src/text, but what is remembered can be forgotten, so that each test reaches all that it would reach alone. */
export function remembering<Key, Value extends object | boolean>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  memories.push(made);
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

/** The same for `rememberingTexts`. */
export const rememberingTexts = remembering;

export function forget(): void {
  for (const made of memories) made.clear();
}

/** The same for `rememberingEach`. */
export function rememberingEach<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const remembered = remembering((key: Key) => ({ value: make(key) }));
  return (key) => remembered(key).value;
}
