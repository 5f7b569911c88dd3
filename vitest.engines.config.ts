import { fileURLToPath } from "node:url";
import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

const apptainer = process.env["CHRONOS_TEST_APPTAINER"] ?? "/opt/chronos-test-apptainer";

/** Suites that need a real sshd, container engine or batch system; each skips where it is missing, and its reason is printed. */
export default defineConfig({
	ssr: { resolve: { conditions: ["@chronos-job/source", ...defaultServerConditions] } },
	test: {
		include: ["packages/*/test/**/*.engine.ts"],
		setupFiles: [fileURLToPath(new URL("tooling/testkit/src/fixed-seed.ts", import.meta.url))],
		// Where Debian puts what root runs, dockerd among it, and where CI puts Apptainer.
		env: { PATH: `${process.env["PATH"] ?? ""}:/usr/local/sbin:/usr/sbin:/sbin:${apptainer}/usr/bin` },
		// They wait for disks and engines more than they count.
		maxWorkers: 3,
		testTimeout: 180_000,
		hookTimeout: 180_000,
		// The only one that prints why a test was skipped.
		reporters: ["verbose", "json", "./.ci/uncaught.mjs"],
		outputFile: { json: ".cache/engine-results.json" },
	},
});
