import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { type MemoryHostOptions, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

interface Attempt {
	readonly command: string;
	readonly fields?: object;
	readonly words?: readonly string[];
	/** Called with each part that is printed. */
	readonly onPrint?: (text: string) => void;
	readonly onWrite?: (text: string | Uint8Array) => void;
	readonly options?: Partial<MemoryHostOptions>;
}

/** Somebody runs a job on a machine without a server. */
async function runLocally({ command, fields, words = [], onPrint, onWrite, options }: Attempt) {
	using home = tempDir({
		"job.json": JSON.stringify({ name: "job", command, schedule: "R1//P1Y", ...fields }),
		"tmp/x": "",
	});
	await using machine = memoryMachine(home.path);
	const shell = machine.host(options);
	const stdout = {
		write(text: string | Uint8Array) {
			shell.stdout.write(text);
			onWrite?.(text);
			onPrint?.(typeof text === "string" ? text : Buffer.from(text).toString());
		},
	};
	const host = { ...shell, stdout, temporaryFolder: `${home.path}/tmp` };
	const exit = await main(["run-local", "job.json", "--limits", "off", ...words], host);
	const left = readdirSync(`${home.path}/tmp`).filter((name) => name !== "x");
	const kept = left.flatMap((name) => {
		const folder = `${home.path}/tmp/${name}/sandbox/files`;
		return readdirSync(folder).map((file) => [file, readFileSync(`${folder}/${file}`, "utf8")]);
	});
	const hasState = readdirSync(home.path).includes(".local");
	return { exit, ...shell.written, left, kept, hasState };
}

describe("a job that is run without a server", () => {
	it("leaves nothing behind", async () => {
		const { exit, left, hasState } = await runLocally({ command: "echo x > made" });
		expect({ exit, left, hasState }).toEqual({ exit: 0, left: [], hasState: false });
	});

	it("keeps its files for those who want them", async () => {
		const { kept, stderr } = await runLocally({ command: "echo x > made", words: ["--keep"] });
		expect(kept).toEqual([["made", "x\n"]]);
		expect(stderr).toMatch(/the files of job are in \/.*\/sandbox\/files\n/);
	});

	it("has all of its output printed, in order", async () => {
		const { stdout } = await runLocally({ command: "seq 200000" });
		expect(stdout).toHaveLength(1_288_895);
		expect(stdout).toMatch(/^1\n2\n3\n/);
		expect(stdout).toMatch(/\n199999\n200000\n$/);
	});

	it("has bytes that are no text printed as they are", async () => {
		const parts: Uint8Array[] = [];
		await runLocally({
			command: String.raw`printf '\377\376\000'; sleep 0.1; printf '\303'; sleep 0.1; printf '\251'`,
			onWrite: (text) => parts.push(Buffer.from(text)),
		});
		expect(Buffer.concat(parts).toString("hex")).toBe("fffe00c3a9");
	});

	it("is asked to end by Ctrl-C, and ends as it likes", async () => {
		const interrupt = new AbortController();
		const { exit, stdout, left } = await runLocally({
			command: "trap 'echo bye; exit 9' TERM; echo ready; while :; do sleep 0.05; done",
			onPrint: (text) => text.includes("ready") && interrupt.abort(),
			options: { interrupt: interrupt.signal },
		});
		expect({ exit, stdout, left }).toEqual({ exit: 9, stdout: "ready\nbye\n", left: [] });
	});

	it("takes what it has started with it", async () => {
		const { stdout } = await runLocally({ command: "setsid sleep 60 & echo $!" });
		const { stdout: state } = spawnSync("ps", ["-o", "stat=", "-p", stdout.trim()], { encoding: "utf8" });
		// Whoever adopted it may take a while to notice its end.
		expect(state).toMatch(/^(?:Z.*\n)?$/);
	});

	it("is not run without the GPUs that it asks for", async () => {
		const { exit, stderr, left } = await runLocally({ command: "true", fields: { gpus: 64 } });
		expect({ exit, left }).toEqual({ exit: 2, left: [] });
		expect(stderr).toMatch(/^error {2}job\.cannot-run {2}job asks for 64 GPUs, and this machine has \d+\n/);
	});

	it("is not run in a container where there is no engine", async () => {
		const { exit, stderr, left } = await runLocally({
			command: "true",
			fields: { container: { image: "busybox" } },
			options: { env: { DOCKER_HOST: "unix:///nonexistent/engine.sock", PATH: "/usr/bin:/bin" } },
		});
		expect({ exit, left }).toEqual({ exit: 2, left: [] });
		expect(stderr).toContain("error  job.cannot-run  job cannot be run here: ");
	});

	it("tells programs each part of its output", async () => {
		const { stdout } = await runLocally({ command: "echo a; echo b >&2", words: ["--output", "ndjson"] });
		const lines = stdout
			.trim()
			.split("\n")
			.map((line): unknown => JSON.parse(line));
		expect(lines).toEqual(
			expect.arrayContaining([
				{ type: "output", stream: "stdout", text: "a\n" },
				{ type: "output", stream: "stderr", text: "b\n" },
			]),
		);
		expect(lines.at(-1)).toEqual({ type: "result", job: "job", status: 0, exitCode: 0 });
	});
});
