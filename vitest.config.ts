import { fileURLToPath } from "node:url";
import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

const fixedSeed = fileURLToPath(new URL("tooling/testkit/src/fixed-seed.ts", import.meta.url));
const conditions = ["@chronos-job/source", ...defaultServerConditions];
const project = (name: string, root: string) => ({
	ssr: { resolve: { conditions } },
	test: { name, root, include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"], setupFiles: [fixedSeed] },
});

export default defineConfig({
	test: {
		// Tests share nothing that changes, so a worker can take file after file.
		isolate: false,
		pool: "threads",
		// By default one core is left to a person who is waiting; here that is who waits.
		maxWorkers: "100%",
		// The first import of a library is slow on a cold, busy machine, and that is no failure.
		testTimeout: 30_000,
		projects: [
			project("schemas", "packages/schemas"),
			project("core", "packages/core"),
			project("local", "packages/local"),
			project("tui", "packages/tui"),
			project("cli", "packages/cli"),
			project("conformance", "tooling/conformance"),
			project("architecture", "tooling/architecture"),
			project("testkit", "tooling/testkit"),
		],
		coverage: {
			provider: "v8",
			include: ["packages/*/src/**/*.{ts,tsx}"],
			exclude: ["**/*.gen.ts", "**/*.samples.ts", "**/*.test.{ts,tsx}"],
			reporter: ["text-summary"],
		},
	},
});
