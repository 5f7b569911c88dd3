// Runs tasks through turbo, without its telemetry. `--if-installed` is for `npm ci`: an install without
// development tools has nothing to build with, and nothing to build.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const turbo = "node_modules/.bin/turbo";
const args = process.argv.slice(2);
const isOptional = args[0] === "--if-installed";

if (!isOptional || existsSync(turbo)) {
	const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
	const { status } = spawnSync(turbo, ["run", ...args.slice(isOptional ? 1 : 0)], { stdio: "inherit", env });
	process.exitCode = status ?? 1;
}
