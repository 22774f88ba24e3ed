/** Throws for input that cannot be meant: a library's caller is a program, and this is a mistake in it. */
export function refuse(message: string): never {
  throw new TypeError(message);
}
