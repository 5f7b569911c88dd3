import { whyNoTerminal } from "@chronos-job/testkit";
import { beforeEach, expect, test } from "vitest";
import { openScene, quickJob, restingJob } from "./screen-scene.ts";

const whyNot = whyNoTerminal();
beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

const mixed = [
	quickJob("broken", "exit 3"),
	quickJob("fine", "true"),
	quickJob("busy", "sleep 1000"),
	restingJob("rests"),
];
const escape = "\u001B";

/** The colours that a screen has, and its greys. */
function colorsIn(styled: string): readonly string[] {
	return [...styled.matchAll(new RegExp(`${escape}\\[([\\d;:]*)m`, "g"))]
		.flatMap(([, codes = ""]) => codes.split(/[;:]/))
		.filter((code) => /^(?:2|3[0-8]|4[0-8]|9\d|10\d)$/.test(code));
}

test.for([
	{ env: { NO_COLOR: "1" }, words: [] },
	{ env: { FORCE_COLOR: "0" }, words: [] },
	{ env: { CLICOLOR: "0" }, words: [] },
	{ env: {}, words: ["--color", "never"] },
])("%j has no colour, and the states can be told", async ({ env, words }) => {
	await using scene = await openScene(mixed);
	await using terminal = await scene.open({ env, words });
	await terminal.until((text) => /broken.*failed/.test(text) && /busy.*running/.test(text) && /fine.*ok/.test(text));
	expect(colorsIn(await terminal.styledScreen())).toEqual([]);
	// The selected row is turned around, on every theme.
	expect(await terminal.styledScreen()).toMatch(new RegExp(`${escape}\\[(?:\\d+;)*7m`));
});

test.for(["default", "high-contrast", "colour-blind", "mono"])(
	"the theme %s uses the sixteen colours of the terminal",
	async (theme) => {
		await using scene = await openScene(mixed);
		await using terminal = await scene.open({ words: ["--theme", theme] });
		await terminal.until(/broken.*failed/);
		const styled = await terminal.styledScreen();
		expect(styled).not.toMatch(/[34]8[;:][25]/);
		// White, which nobody sees on a light ground, and blue, which nobody sees on a dark one.
		expect(colorsIn(styled).filter((code) => ["37", "97", "34"].includes(code))).toEqual([]);
	},
);

test.for([
	{ env: {}, words: ["--ascii"] },
	{ env: { LC_ALL: "C" }, words: [] },
])("%j has only what ASCII has", async ({ env, words }) => {
	await using scene = await openScene(mixed);
	await using terminal = await scene.open({ env, words });
	const screen = await terminal.until(/broken.*failed/);
	expect(screen).toMatch(/^[\n -~]*$/);
});

test("for a screen reader changes are sentences on lines of their own", async () => {
	await using scene = await openScene(mixed);
	await using terminal = await scene.open({ words: ["--screen-reader"], rows: 60 });
	await terminal.until(/4 jobs: 1 running/);
	await scene.put(restingJob("spoken", { command: "sleep 1; exit 7" }));
	await scene.ask("PUT", "/v1/scheduler/job/spoken");
	const screen = await terminal.until(/spoken (?:has )?failed/);
	expect(screen).not.toMatch(/[\u2500-\u259F]/);
	expect((await terminal.modes()).isAlternate).toBe(false);
	await terminal.send("q");
	expect(await terminal.exitCode()).toBe(0);
});

test("what a job writes moves no cursor and sets no title", async () => {
	const evil = String.raw`printf '\033[2J\033[31mEVIL\033]0;owned\007\033[?1049l\nsecond line\n'`;
	await using scene = await openScene([quickJob("evil", evil)]);
	await using terminal = await scene.open({ env: { NO_COLOR: "1" } });
	await terminal.until(/evil.*ok/);
	await terminal.send("l");
	const screen = await terminal.until("second line");
	expect(screen).toContain("EVIL");
	expect((await terminal.modes()).isAlternate).toBe(true);
	expect(colorsIn(await terminal.styledScreen())).toEqual([]);
});
