import { defineConfig } from "vitest/config";

/** Suites that need a real container engine or batch system; each skips with a printed reason where it is missing. */
export default defineConfig({ test: { include: ["packages/*/test/**/*.engine.ts"] } });
