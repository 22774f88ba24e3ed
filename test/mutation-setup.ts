import { beforeEach } from "vitest";
import { forget } from "./mutation-memory.js";

beforeEach(forget);
