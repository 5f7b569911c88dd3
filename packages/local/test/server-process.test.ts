import { execFile, spawnSync } from "node:child_process";
import { chmodSync, chownSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, test } from "vitest";
import type { ShortServerOptions, ShortServerReport } from "./short-server.ts";

const program = fileURLToPath(new URL("short-server.ts", import.meta.url));
const isRoot = userInfo().uid === 0;
const nobody = { uid: 65_534, name: "nobody" };
/** What makes a command one of a user who is not root. */
const asNobody = isRoot
	? ["setpriv", `--reuid=${String(nobody.uid)}`, `--regid=${String(nobody.uid)}`, "--clear-groups", "--"]
	: [];
const canBeNobody = spawnSync("env", [...asNobody, process.execPath, "--check", program]).status === 0;

/** Rejects when the process does not end. */
async function serve(options: ShortServerOptions, prefix: readonly string[] = []): Promise<ShortServerReport> {
	const words = [...prefix, process.execPath, "--conditions=@chronos-job/source", program, JSON.stringify(options)];
	const { stdout } = await promisify(execFile)("env", words, {
		cwd: options.directory,
		env: { PATH: process.env["PATH"] },
		timeout: 20_000,
		killSignal: "SIGKILL",
	});
	return JSON.parse(stdout);
}

describe("a server whose user is not root", () => {
	test.skipIf(!canBeNobody)("runs jobs that name nobody as that user", async () => {
		using directory = tempDir();
		chmodSync(directory.path, 0o755);
		if (isRoot) chownSync(directory.path, nobody.uid, nobody.uid);
		const jobs = [{ name: "who", command: "true", schedule: "R1//P1Y", retries: 0 }];
		const report = await serve({ directory: directory.path, jobs, until: "ended" }, asNobody);
		const runAsUser = isRoot ? nobody.name : userInfo().username;
		expect(report).toEqual({ runAsUser, exitCode: 0, phase: "ended" });
	});
});

describe("a server that is closed", () => {
	test("keeps no process alive, whoever began what goes on running", async () => {
		using directory = tempDir();
		const go = join(directory.path, "go");
		const command = `until [ -e ${go} ] || [ ! -d ${dirname(go)} ]; do sleep 0.02; done`;
		const jobs = [{ name: "long", command, schedule: "R1//P1Y", retries: 0 }];
		const options = { directory: directory.path, until: "running" } as const;
		try {
			expect(await serve({ ...options, jobs })).toMatchObject({ phase: "running" });
			expect(await serve({ ...options, jobs: [] })).toMatchObject({ phase: "running" });
		} finally {
			writeFileSync(go, "");
		}
		expect(await serve({ ...options, jobs: [], until: "ended" })).toMatchObject({ exitCode: 0 });
	});
});
