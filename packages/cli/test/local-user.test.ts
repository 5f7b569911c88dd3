import { spawnSync } from "node:child_process";
import { chownSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";

const launcher = fileURLToPath(new URL("../bin/chronos-job.js", import.meta.url));
const nobody = 65_534;
const hasCurl = spawnSync("curl", ["--version"]).status === 0;
const canBeNobody =
	hasCurl && process.getuid?.() === 0 && runAsNobody(process.execPath, [launcher, "--version"]).status === 0;

it.runIf(canBeNobody)("a server of somebody who is not root runs jobs as that user", () => {
	using home = tempDir();
	chownSync(home.path, nobody, nobody);
	const env = { HOME: home.path, PATH: process.env["PATH"] };
	const run = (...words: readonly string[]) => runAsNobody(process.execPath, [launcher, ...words], env);
	const socket = join(home.path, ".local/state/chronos-job/server.sock");
	expect(run("local", "start").status).toBe(0);
	try {
		const job = JSON.stringify({ name: "who", command: "id -u", schedule: "R1//P1Y" });
		const sent = ["-X", "POST", "-H", "content-type: application/json", "-d", job];
		const put = runAsNobody("curl", ["-s", "--unix-socket", socket, ...sent, "http://localhost/v1/scheduler/iso8601"]);
		expect(put).toMatchObject({ status: 0, stdout: "" });
		expect(run("local", "logs", "who", "--follow")).toMatchObject({ status: 0, stdout: `${String(nobody)}\n` });
	} finally {
		run("local", "stop", "--stop-jobs");
	}
});

function runAsNobody(
	program: string,
	words: readonly string[],
	env: Readonly<Record<string, string | undefined>> = {},
) {
	return spawnSync(program, words, { uid: nobody, gid: nobody, env: { ...env }, encoding: "utf8", cwd: "/" });
}
