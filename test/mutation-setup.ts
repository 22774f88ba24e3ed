import fc from "fast-check";
import { beforeEach } from "vitest";
import { forget } from "./mutation-memory.js";

// Nobody reads what a mutant fails on, so nobody needs it small.
fc.configureGlobal({ endOnFailure: true });
beforeEach(forget);
