import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";

const launcher = fileURLToPath(new URL("../bin/chronos-job.js", import.meta.url));
const program = `'${process.execPath}' '${launcher}'`;
const nobody = 65_534;
const canBeNobody = process.getuid?.() === 0 && run(`${program} --version`, { uid: nobody }).status === 0;
const canMount = run("unshare -rm mount -t tmpfs tmpfs /mnt").status === 0;

describe("a state directory is refused in one line", () => {
	it.runIf(existsSync("/proc/self"))("where nothing can be made", () => {
		const { status, stderr } = run(`${program} local start --state /proc/chronos-job/state`);
		expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(oneRefusal) });
	});

	it.runIf(canMount)("on a file system that cannot be written", () => {
		using dir = tempDir({ "state/keep": "" });
		const mount = `mount -t tmpfs -o ro tmpfs '${dir.path}/state'`;
		const { status, stderr } = run(
			`unshare -rm sh -c "${mount} && exec \\"\\$@\\"" sh ${program} local start --state '${dir.path}/state/s'`,
		);
		expect(status).toBe(2);
		expect(stderr).toContain("/state/s cannot be used: the file system is read-only (EROFS)\n");
	});

	it.runIf(canBeNobody)("in a home that may not be entered", () => {
		using dir = tempDir();
		chmodSync(dir.path, 0o700);
		const { status, stderr } = run(`${program} local start`, { uid: nobody, env: { HOME: dir.path } });
		expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(oneRefusal) });
		expect(stderr).toContain("permission denied (EACCES)");
	});

	it.runIf(canBeNobody)("when its files may not be touched", () => {
		using dir = tempDir();
		chownSync(dir.path, nobody, nobody);
		chmodSync(dir.path, 0o500);
		const { status, stderr } = run(`${program} local start --state '${dir.path}'`, { uid: nobody });
		expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(oneRefusal) });
	});
});

/** Two lines: what is wrong, and what to do. */
const oneRefusal = /^error {2}local\.state-refused {2}.*\n {2}→ .*\n$/;

describe("somebody in a folder that was removed", () => {
	const removed = (words: string) => run(`mkdir gone && cd gone && rmdir ../gone && ${program} ${words}`);

	it.each(["validate job.json", "local status --state s"])("is told so by %s", (words) => {
		const { status, stderr } = removed(words);
		expect({ status, stderr }).toEqual({
			status: 2,
			stderr: expect.stringMatching(/^error {2}\S+ {2}the \w+ you are in was removed.*\n.*\n$/),
		});
	});

	it("can use what does not need it", () => {
		expect(removed("schema schedule").status).toBe(0);
		expect(removed("local status --state /nowhere/at/all")).toMatchObject({ status: 1, stderr: "" });
	});
});

it.each(["", "relative"])("a home of %j in the environment is none", (HOME) => {
	using dir = tempDir();
	const { stdout } = run(`${program} local status --output json`, { env: { HOME }, cwd: dir.path });
	expect(JSON.parse(stdout).state).toMatch(/^\/.*\.local\/state\/chronos-job$/);
	expect(JSON.parse(stdout).state).not.toContain(dir.path);
	expect(existsSync(join(dir.path, "relative"))).toBe(false);
});

it.runIf(canMount)("a disk without room is named when the server cannot say so itself", () => {
	using dir = tempDir({ "state/keep": "" });
	const mount = `mount -t tmpfs -o size=64k tmpfs '${dir.path}/state' && chmod 700 '${dir.path}/state'`;
	const fill = `dd if=/dev/zero of='${dir.path}/state/server.log.1' bs=4k count=99 2>/dev/null`;
	const { status, stderr } = run(
		`unshare -rm sh -c "${mount}; ${fill}; exec \\"\\$@\\"" sh ${program} local start --state '${dir.path}/state'`,
	);
	expect({ status, stderr }).toEqual({
		status: 2,
		stderr: expect.stringMatching(/^error {2}store\.full {2}there is no room .*\n {2}→ Make room .*\n$/),
	});
});

function run(
	line: string,
	{
		env = { HOME: "/nonexistent" },
		cwd,
		uid,
	}: { readonly env?: object; readonly cwd?: string; readonly uid?: number } = {},
) {
	using dir = tempDir();
	const user = uid === undefined ? {} : { uid, gid: uid, cwd: "/" };
	const place = { cwd: cwd ?? dir.path, ...user };
	return spawnSync("/bin/sh", ["-c", line], {
		env: { PATH: process.env["PATH"], ...env },
		encoding: "utf8",
		timeout: 20_000,
		...place,
	});
}
