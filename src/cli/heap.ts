import { setFlagsFromString } from "node:v8";

/** Most of what is made is garbage soon: V8 would let it lie until the heap is several times what is in use. */
export const keepLittle = (): void => setFlagsFromString("--heap-growing-percent=20");

/** Most of what is made stays until the end: V8 would copy it from one small space to the next. */
export const keepMuch = (): void => setFlagsFromString("--semi-space-growth-factor=16");
