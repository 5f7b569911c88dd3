import { spawnSync } from "node:child_process";
import { chownSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";

const launcher = fileURLToPath(new URL("../bin/chronos-job.js", import.meta.url));
const nobody = 65_534;
/** Of whom no file knows, as in many containers. */
const stranger = 54_321;
const hasCurl = spawnSync("curl", ["--version"]).status === 0;
const canBeNobody =
	hasCurl && process.getuid?.() === 0 && runAs(nobody, [process.execPath, launcher, "--version"]).status === 0;

it.runIf(canBeNobody).each([nobody, stranger])(
	"a server of user %i, who is not root, runs jobs as that user",
	(uid) => {
		const runAsUser = (words: readonly string[], env?: Environment) => runAs(uid, words, env);
		using home = tempDir();
		chownSync(home.path, uid, uid);
		const env = { HOME: home.path, PATH: process.env["PATH"] };
		const run = (...words: readonly string[]) => runAsUser([process.execPath, launcher, ...words], env);
		const socket = join(home.path, ".local/state/chronos-job/server.sock");
		expect(run("local", "start").status).toBe(0);
		try {
			const job = JSON.stringify({ name: "who", command: "id -u", schedule: "R1//P1Y" });
			const sent = ["-X", "POST", "-H", "content-type: application/json", "-d", job];
			const put = runAsUser(["curl", "-s", "--unix-socket", socket, ...sent, "http://localhost/v1/scheduler/iso8601"]);
			expect(put).toMatchObject({ status: 0, stdout: "" });
			expect(run("local", "logs", "who", "--follow")).toMatchObject({ status: 0, stdout: `${String(uid)}\n` });
		} finally {
			run("local", "stop", "--stop-jobs");
		}
	},
);

type Environment = Readonly<Record<string, string | undefined>>;

function runAs(uid: number, [program = "", ...words]: readonly string[], env: Environment = {}) {
	return spawnSync(program, words, { uid, gid: uid, env: { ...env }, encoding: "utf8", cwd: "/" });
}
