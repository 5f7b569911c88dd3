import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, test } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

const nightly = { name: "nightly", command: "make", schedule: "R/2030-01-01T00:00:00Z/P1D" };

/** What a person does with the text in the editor; undefined deletes the file. */
type Turn = (text: string, path: string) => string | undefined | Promise<string | undefined>;

/** Somebody with a job and an editor. */
async function atDesk() {
	const dir = tempDir({ "nightly.json": JSON.stringify(nightly) });
	const machine = memoryMachine(dir.path);
	const say = async (...words: readonly string[]) => main(words, machine.host());
	await say("submit", "nightly.json");
	await say("mark-success", "nightly");
	async function edit(
		turns: readonly Turn[],
		{ words = ["--yes"], answers }: { readonly words?: readonly string[]; readonly answers?: readonly string[] } = {},
	) {
		const seen: string[] = [];
		const rest = [...turns];
		async function runEditor(argv: readonly string[]): Promise<number> {
			const path = argv.at(-1) ?? "";
			const text = readFileSync(path, "utf8");
			seen.push(text);
			const turn = rest.shift();
			if (turn === undefined) throw new Error(`opened once more than expected:\n${text}`);
			const after = await turn(text, path);
			if (after === undefined) rmSync(path);
			else writeFileSync(path, after);
			return 0;
		}
		const host = machine.host({ runEditor, ...(answers && { answers }) });
		const exit = await main(["edit", "nightly", ...words], host);
		return { exit, ...host.written, seen, questions: host.questions };
	}
	return {
		machine,
		say,
		edit,
		job: async () => JSON.parse(await machine.ask("GET", "/v1/scheduler/job/nightly")),
		/** What is left of what was edited. */
		left: () =>
			readdirSync(dir.path)
				.filter((name) => name.startsWith("chronos-job-"))
				.flatMap((name) => readdirSync(join(dir.path, name)).map((file) => join(dir.path, name, file))),
		[Symbol.asyncDispose]: async () => {
			await machine[Symbol.asyncDispose]();
			dir[Symbol.dispose]();
		},
	};
}

const another: Turn = (text) => text.replace('"make"', '"make all"');
const broken: Turn = (text) => text.replace("P1D", "PXD");

describe.concurrent("editing a job", () => {
	test("sends what was saved, and keeps its counters", async () => {
		await using desk = await atDesk();
		expect(await desk.edit([another])).toMatchObject({ exit: 0, stdout: "replaced    nightly  (command)\n" });
		expect(await desk.job()).toMatchObject({ command: "make all", successCount: 1 });
		expect(desk.left()).toEqual([]);
		expect(await desk.say("undo", "--yes")).toBe(0);
		expect(await desk.job()).toMatchObject({ command: "make", successCount: 1 });
	});

	test("lets nobody else read the file", async () => {
		await using desk = await atDesk();
		const modes: number[] = [];
		await desk.edit([
			(text, path) => {
				modes.push(...[path, join(path, "..")].map((each) => statSync(each).mode & 0o777));
				return text;
			},
		]);
		expect(modes).toEqual([0o600, 0o700]);
	});

	test.each<[string, Turn]>([
		["as it was", (text) => text],
		["empty", () => ""],
		["with nothing but comments", () => "// never mind\n\n"],
		["nowhere", () => undefined],
		["in other words", (text) => text.replace("\n}", ',\n  "retries": 2\n}')],
	])("changes nothing when the text is left %s", async (_, turn) => {
		await using desk = await atDesk();
		expect(await desk.edit([turn])).toMatchObject({ exit: 0, stdout: "nothing was changed\n" });
		expect(desk.left()).toEqual([]);
	});

	test("opens again with what is wrong, until it is right", async () => {
		await using desk = await atDesk();
		const { exit, stdout, seen } = await desk.edit([
			broken,
			(text) => text.replaceAll("PXD", "P2D").replace('"make"', '"make'),
			(text) => text.replace('"command": "make', '"command": "make all"'),
		]);
		expect([exit, stdout]).toEqual([0, "replaced    nightly  (command, schedule)\n"]);
		expect(seen[1]).toMatch(
			/\n {2}\/\/! schedule\.\S+: .*\n(?: {2}\/\/! {3}→ .*\n)?(?: {2}\/\/!.*\n)* {2}"schedule": "[^"]*PXD"/,
		);
		expect(seen[2]).not.toContain("//! schedule");
		expect(seen[2]).toContain("//! syntax");
		expect(desk.left()).toEqual([]);
	});

	test("stops when nothing is done about what is wrong, and keeps the text", async () => {
		await using desk = await atDesk();
		const { exit, stderr } = await desk.edit([broken, (text) => text]);
		const [path = "missing"] = desk.left();
		expect([exit, stderr.includes(path), readFileSync(path, "utf8").includes("PXD")]).toEqual([1, true, true]);
		expect(await desk.job()).toMatchObject({ schedule: expect.stringMatching(/P1D$/) });
	});

	test.each<[string, Turn, string]>([
		["another name", (text) => text.replace('"nightly"', '"daily"'), "edit.renamed"],
		["two jobs", () => JSON.stringify([nightly, { ...nightly, name: "b" }]), "edit.several"],
		["no job", () => "[]", "//!"],
	])("does not take %s", async (_, turn, code) => {
		await using desk = await atDesk();
		const { exit, seen } = await desk.edit([turn, () => ""]);
		expect([exit, seen[1]?.includes(code)]).toEqual([0, true]);
	});

	test("asks with the difference, and keeps the text of who says no", async () => {
		await using desk = await atDesk();
		const { exit, stdout, stderr, questions } = await desk.edit([another], { words: [], answers: ["n"] });
		const [path = "missing"] = desk.left();
		expect([exit, questions]).toEqual([1, ["replace nightly? [y/N] "]]);
		expect(stderr).toContain('command  "make" → "make all"');
		expect(stdout).toBe(`nothing was changed; what you wrote is in ${path}\n`);
		expect(existsSync(path)).toBe(true);
	});

	test("stops when somebody else has changed the job meanwhile, and keeps the text", async () => {
		await using desk = await atDesk();
		const { exit, stderr } = await desk.edit([
			async (text, path) => {
				await desk.say("submit", "nightly.json", "--set", "retries=7", "--yes");
				return another(text, path);
			},
		]);
		const [path = "missing"] = desk.left();
		expect([exit, stderr.includes("job.changed-meanwhile"), stderr.includes(path)]).toEqual([5, true, true]);
		expect(await desk.job()).toMatchObject({ command: "make", retries: 7 });
	});

	test.each([
		["cannot be started", async () => Promise.reject(Object.assign(new Error("no"), { code: "ENOENT" })), "ENOENT"],
		["is none", async () => 127, "there is no editor vi"],
		["fails", async () => 1, "exit code 1"],
	])("says so when the editor %s", async (_, runEditor, said) => {
		await using desk = await atDesk();
		const host = desk.machine.host({ runEditor });
		expect(await main(["edit", "nightly"], host)).toBe(2);
		expect(host.written.stderr).toContain(said);
		expect(desk.left()).toEqual([]);
	});

	test("starts the editor that the person has chosen, whose command may have options", async () => {
		await using desk = await atDesk();
		const started: (readonly string[])[] = [];
		const runEditor = async (words: readonly string[]) => {
			started.push(words);
			return 0;
		};
		const { HOME = "" } = desk.machine.host().env;
		const env = { HOME, EDITOR: "nano", VISUAL: "code --wait" };
		await main(["edit", "nightly"], desk.machine.host({ runEditor, env }));
		expect(started).toEqual([
			["sh", "-c", 'code --wait "$@"', "code --wait", expect.stringMatching(/\/nightly\.jsonc$/)],
		]);
	});
});
