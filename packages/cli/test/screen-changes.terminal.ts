import { readFileSync } from "node:fs";
import { join } from "node:path";
import { whyNoTerminal, type TestTerminal } from "@chronos-job/testkit";
import { beforeEach, expect, test } from "vitest";
import { editorOf, openScene, restingJob, type Scene } from "./screen-scene.ts";

const whyNot = whyNoTerminal();
beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

async function namesOf(scene: Scene): Promise<readonly string[]> {
	const { text } = await scene.ask("GET", "/v1/scheduler/jobs");
	return (JSON.parse(text) as readonly { readonly name: string }[])
		.map(({ name }) => name)
		.toSorted((a, b) => (a < b ? -1 : 1));
}

/** Puts the cursor on a job. */
async function select(terminal: TestTerminal, name: string): Promise<void> {
	await terminal.until(name);
	await terminal.type(`/name:${name}`);
	await terminal.send("Enter");
	await terminal.until(/1\/\d/);
}

test.for([
	{ answer: ["Enter"], isGone: false },
	{ answer: ["n", "Enter"], isGone: false },
	{ answer: ["Escape"], isGone: false },
	{ answer: ["y", "Enter"], isGone: true },
])("x asks first; $answer deletes: $isGone", async ({ answer, isGone }) => {
	await using scene = await openScene([restingJob("old"), restingJob("stays")]);
	await using terminal = await scene.open();
	await select(terminal, "old");
	await terminal.send("x");
	expect(await terminal.until(/\[y\/N\]/)).toMatch(/delete old\?/i);
	for (const key of answer) await terminal.send(key);
	await terminal.until((text) => !text.includes("[y/N]"));
	await expect.poll(async () => (await namesOf(scene)).includes("old"), { timeout: 5000 }).toBe(!isGone);
	// What was not agreed to is not done a moment later either.
	await terminal.send("j", "k");
	expect((await namesOf(scene)).includes("old")).toBe(!isGone);
});

test.for([
	{ keys: ["Escape"], left: ["child", "old"] },
	{ keys: ["a", "n"], left: ["child", "old"] },
	{ keys: ["a", "y"], left: [] },
	{ keys: ["p", "y"], left: ["child"] },
])("deleting a job that others wait for asks what becomes of them; $keys leaves $left", async ({ keys, left }) => {
	const child = { ...restingJob("child"), schedule: undefined, parents: ["old"] };
	await using scene = await openScene([restingJob("old"), child]);
	await using terminal = await scene.open();
	await select(terminal, "old");
	await terminal.send("x");
	expect(await terminal.until(/Delete old\?/)).toContain("child starts after it");
	const [first = "", second] = keys;
	await terminal.send(first);
	if (second !== undefined) await terminal.until("[y/N]").then(() => terminal.send(second));
	await terminal.until((text) => !/Delete old\?|\[y\/N\]/.test(text));
	await expect.poll(() => namesOf(scene), { timeout: 10_000 }).toEqual(left);
});

test("a question survives another size of the terminal", async () => {
	await using scene = await openScene([restingJob("old"), restingJob("stays")]);
	await using terminal = await scene.open();
	await select(terminal, "old");
	await terminal.send("x");
	await terminal.until("[y/N]");
	for (const [columns, rows] of [
		[60, 15],
		[30, 5],
		[140, 40],
	] as const)
		await terminal.resize(columns, rows);
	await terminal.until("[y/N]");
	await terminal.send("y", "Enter");
	await expect.poll(() => namesOf(scene)).toEqual(["stays"]);
});

test("a job is run, seen while it runs, killed, and seen to have ended", async () => {
	await using scene = await openScene([restingJob("long", { command: "sleep 1000" })]);
	await using terminal = await scene.open();
	await terminal.until(/long/);
	await terminal.send("r");
	await terminal.until("[y/N]");
	await terminal.send("y");
	await terminal.until(/long.*running/);
	await terminal.send("C-k");
	await terminal.until("[y/N]");
	await terminal.send("y");
	await terminal.until((text) => /long/.test(text) && !/long\s.*running/.test(text));
	const { stdout } = scene.run("history", "long", "--output", "json");
	expect(stdout).toContain("killed");
});

test("many jobs are marked and deleted by one wish, whose number has to be typed", async () => {
	const names = Array.from({ length: 12 }, (_, index) => `many-${String(index).padStart(2, "0")}`);
	await using scene = await openScene([...names.map((name) => restingJob(name)), restingJob("stays")]);
	await using terminal = await scene.open();
	await terminal.until("many-11");
	await terminal.send("g");
	for (const _ of names) await terminal.send("Space");
	await terminal.until(/12 marked/);
	await terminal.send("x");
	await terminal.until(/type 12/i);
	await terminal.send("y", "Enter");
	expect(await namesOf(scene)).toHaveLength(13);
	await terminal.until((text) => !/type 12/i.test(text));
	await terminal.send("x");
	await terminal.until(/type 12/i);
	await terminal.type("12");
	await terminal.send("Enter");
	await expect.poll(() => namesOf(scene), { timeout: 20_000 }).toEqual(["stays"]);
	await terminal.until(/12 (?:ok|deleted)/);
});

test("an editor gets the job, and what it wrote is what the server has", async () => {
	await using scene = await openScene([restingJob("edited")]);
	const VISUAL = editorOf(
		scene.home,
		`cp "$1" "$HOME/seen"; sed -i 's/"command": "true"/"command": "echo edited"/' "$1"`,
	);
	await using terminal = await scene.open({ env: { VISUAL } });
	await terminal.until("edited");
	await terminal.send("e");
	expect(await terminal.until("[y/N]")).toContain('"true" → "echo edited"');
	await terminal.send("y", "Enter");
	await expect
		.poll(async () => (await scene.ask("GET", "/v1/scheduler/jobs")).text, { timeout: 10_000 })
		.toContain("echo edited");
	expect(readFileSync(join(scene.home.path, "seen"), "utf8")).toContain('"name": "edited"');
	await terminal.until(/edited.*fresh/);
	expect((await terminal.modes()).isAlternate).toBe(true);
	await terminal.send("q");
	expect(await terminal.exitCode()).toBe(0);
});

test("read-only says so and changes nothing", async () => {
	await using scene = await openScene([restingJob("kept")]);
	await using terminal = await scene.open({ words: ["--readonly"] });
	const screen = await terminal.until("kept");
	expect(screen).toMatch(/read-only/i);
	for (const key of ["x", "r", "C-k", "e", "D"]) {
		await terminal.send(key);
		await terminal.until(/read-only/i);
		expect(await terminal.screen()).not.toContain("[y/N]");
	}
	await terminal.type(":delete kept --yes");
	await terminal.send("Enter");
	await terminal.until(/read-only/i);
	expect(await namesOf(scene)).toEqual(["kept"]);
});

test("the log of commands has what was asked of the server, and how to type it", async () => {
	await using scene = await openScene([restingJob("logged")]);
	await using terminal = await scene.open();
	await select(terminal, "logged");
	await terminal.send("x");
	await terminal.until("[y/N]");
	await terminal.send("y", "Enter");
	await expect.poll(() => namesOf(scene)).toEqual([]);
	await terminal.send("L");
	const screen = await terminal.until("DELETE /v1/scheduler/job/logged");
	expect(screen).toContain("$ chronos-job delete logged");
});
