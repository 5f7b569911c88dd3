import { fileURLToPath } from "node:url";
import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

/** The built program on a real terminal (tmux); skips where there is none, and says so. */
export default defineConfig({
	ssr: { resolve: { conditions: ["@chronos-job/source", ...defaultServerConditions] } },
	test: {
		include: ["packages/cli/test/**/*.terminal.ts"],
		setupFiles: [fileURLToPath(new URL("tooling/testkit/src/fixed-seed.ts", import.meta.url))],
		// People wait for a screen; on a busy machine some of them wait longer.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		maxWorkers: 2,
		reporters: ["verbose", "json", "./.ci/uncaught.mjs"],
		outputFile: { json: ".cache/terminal-results.json" },
	},
});
