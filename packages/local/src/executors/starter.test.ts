import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execPath, kill, pid as ownPid } from "node:process";
import { setImmediate } from "node:timers/promises";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { openHelper, startHere } from "./processes.ts";
import { createStarter, type Start } from "./starter.ts";

const here = { cwd: "/", env: {} };
const shell = (script: string) => ["/bin/sh", "-c", script];

/** A starter that has a helper, and the pid of that. */
async function helped() {
	const start = createStarter({ startHere, openHelper });
	for (;;) {
		const { pid, ended } = await start(shell("read -r _ _ _ parent _ </proc/self/stat; exit 0"), here);
		const parent = parentOf(pid);
		await ended;
		if (parent !== undefined && parent !== ownPid) return { start, helper: parent };
	}
}

/** Undefined also for what has ended already. */
function parentOf(pid: number): number | undefined {
	try {
		const [, parent] = readFileSync(`/proc/${String(pid)}/stat`, "utf8")
			.replace(/^.*\) /, "")
			.split(" ");
		return Number(parent);
	} catch {
		return undefined;
	}
}

async function outputOf(start: Start, script: string, options = here): Promise<string> {
	using directory = tempDir();
	const file = join(directory.path, "out");
	const { ended } = await start([...shell(`{ ${script}; } >"$0"`), file], options);
	await ended;
	return readFileSync(file, "utf8").trim();
}

describe.skipIf(!existsSync("/proc/self/stat"))("a process", () => {
	it("is started here while there are few", async () => {
		const { pid, ended } = await createStarter({ startHere, openHelper })(shell("sleep 0.1"), here);
		expect(parentOf(pid)).toBe(ownPid);
		await ended;
	});

	it.each([
		["here", async () => createStarter({ startHere, openHelper })],
		["by the helper", async () => (await helped()).start],
	])(
		"that is started %s leads a session, in its place, with its words and nothing but its variables",
		async (_, open) => {
			const start = await open();
			expect(
				await outputOf(start, 'read -r pid _ _ _ group session _ </proc/self/stat; echo "$((session - $$))"'),
			).toBe("0");
			expect(await outputOf(start, "pwd", { cwd: "/proc", env: {} })).toBe("/proc");
			expect(await outputOf(start, 'echo "$a"', { cwd: "/", env: { a: 'ä "$b"\\' } })).toBe('ä "$b"\\');
			expect(await outputOf(start, "/usr/bin/env", { cwd: "/", env: { NODE_OPTIONS: "x" } })).toContain(
				"NODE_OPTIONS=x",
			);
			await expect(start(["/nonexistent/program"], here)).rejects.toMatchObject({ code: "ENOENT" });
			await expect(start([...shell("true"), "x".repeat(4_000_000)], here)).rejects.toThrow("E2BIG");
		},
	);

	it("that was started by a helper goes on without it, and further ones are started all the same", async () => {
		using directory = tempDir();
		const { start, helper } = await helped();
		const go = join(directory.path, "go");
		const { pid, ended } = await start(
			shell(`until [ -e ${go} ] || [ ! -d ${dirname(go)} ]; do sleep 0.02; done`),
			here,
		);
		kill(helper, "SIGKILL");
		await ended;
		kill(pid, 0);
		expect(await outputOf(start, "echo on")).toBe("on");
		await start(["/bin/sh", "-c", `: >${go}`], here);
	});

	it("is started here as long as no helper can be had", async () => {
		const openHelper = () => {
			throw new Error("EMFILE");
		};
		const start = createStarter({ startHere, openHelper });
		for (let count = 0; count < 20; count += 1) await (await start(shell("true"), here)).ended;
		expect(await outputOf(start, "echo on")).toBe("on");
	});

	it("that is asked for when the helper dies is started here", async () => {
		const { start, helper } = await helped();
		kill(helper, "SIGSTOP");
		const output = outputOf(start, "echo on");
		kill(helper, "SIGKILL");
		expect(await output).toBe("on");
	});
});

it("a helper ends with whoever it helps, and keeps nobody alive", async () => {
	const program = `
		import { systemProcesses } from ${JSON.stringify(new URL("processes.ts", import.meta.url).href)};
		import { readFileSync } from "node:fs";
		const { start } = systemProcesses;
		const stat = (pid) => readFileSync("/proc/" + pid + "/stat", "utf8").replace(/^.*\\) /, "").split(" ");
		let parent = process.pid;
		while (parent === process.pid) {
			const { pid, ended } = await start(["/bin/sh", "-c", "sleep 0.01"], { cwd: "/", env: {} });
			parent = Number(stat(pid)[1]);
			await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20))]);
		}
		await start(["/bin/sh", "-c", "sleep 1"], { cwd: "/", env: {} });
		console.log(parent);
	`;
	using directory = tempDir();
	const file = join(directory.path, "helper");
	const start = createStarter({ startHere, openHelper });
	const { ended } = await start(
		[...shell(`"$1" --conditions=@chronos-job/source --input-type=module -e "$2" >"$0"`), file, execPath, program],
		here,
	);
	await ended;
	const helper = Number(readFileSync(file, "utf8"));
	expect(helper).toBeGreaterThan(1);
	while (
		existsSync(`/proc/${String(helper)}/stat`) &&
		!/\) Z /.test(readFileSync(`/proc/${String(helper)}/stat`, "utf8"))
	) {
		await setImmediate();
	}
});
