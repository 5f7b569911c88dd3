import { systemClock } from "@chronos-job/core";
import { whyNoTerminal } from "@chronos-job/testkit";
import { beforeEach, expect, test } from "vitest";
import { openScene, quickJob, restingJob } from "./screen-scene.ts";

const whyNot = whyNoTerminal();
beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

test("the log of a running job is followed, paused by scrolling, and followed again", async () => {
	const count = "i=0; while [ $i -lt 2000 ]; do i=$((i+1)); echo line-$i; sleep 0.05; done";
	await using scene = await openScene([quickJob("writes", count)]);
	await using terminal = await scene.open({ columns: 120, rows: 30 });
	await terminal.until(/writes.*running/);
	await terminal.send("l");
	await terminal.until(/line-40\b/, { withinMs: 15_000 });
	await terminal.send("PageUp");
	await terminal.until(/following paused/);
	await terminal.until(/\d+ new/);
	await terminal.send("G");
	await terminal.until((text) => !text.includes("following paused"));
	await terminal.send("Escape");
	expect(await terminal.until((text) => !/line-\d/.test(text))).toMatch(/writes.*running/);
});

test("what is searched in a log is counted and found", async () => {
	const text = "for i in $(seq 1 200); do echo line-$i; [ $((i % 50)) = 0 ] && echo NEEDLE; done; true";
	await using scene = await openScene([quickJob("wrote", text)]);
	await using terminal = await scene.open({ columns: 120, rows: 30 });
	await terminal.until(/wrote.*ok/);
	await terminal.send("l");
	await terminal.until("line-200");
	await terminal.type("/NEEDLE");
	await terminal.send("Enter");
	await terminal.until(/\d\/4/);
	await terminal.send("n");
	expect(await terminal.until((text) => !text.includes("line-200"))).toContain("NEEDLE");
});

test.for([
	{ key: "W", words: ["chronos-job why parent", "exit code 3"] },
	{ key: "h", words: ["chronos-job history parent", "failed"] },
	{ key: "y", words: ['"command"'] },
	{ key: "t", words: ["chronos-job graph", "└─ child"] },
	{ key: "Enter", words: ["exit 3"] },
])("$key shows of a job what its command prints", async ({ key, words }) => {
	await using scene = await openScene([
		quickJob("parent", "exit 3"),
		{ ...restingJob("child"), schedule: undefined, parents: ["parent"] },
	]);
	await using terminal = await scene.open({ columns: 140, rows: 40 });
	await terminal.until(/parent.*failed/);
	await terminal.type("/parent");
	await terminal.send("Enter");
	await terminal.send(key);
	await terminal.until((text) => words.every((word) => text.includes(word)));
	await terminal.send("Escape");
	expect(await terminal.until((text) => !words.every((word) => text.includes(word)))).toContain("parent");
});

test("the keys of a view are told, each with the command that does the same", async () => {
	await using scene = await openScene([restingJob("a")]);
	await using terminal = await scene.open({ columns: 120, rows: 50 });
	await terminal.until("live");
	await terminal.send("?");
	await terminal.until(/chronos-job delete/);
	await terminal.send("Escape");
	expect(await terminal.until((text) => !text.includes("chronos-job delete"))).toContain("live");
});

test("the timeline shows what starts within a day", async () => {
	const soon = new Date(systemClock.now() + 5 * 3_600_000).toISOString();
	await using scene = await openScene([restingJob("tonight", { schedule: `R/${soon}/P1D` }), restingJob("never-soon")]);
	await using terminal = await scene.open({ columns: 120, rows: 30 });
	await terminal.until("tonight");
	await terminal.send("T");
	expect(await terminal.until(/24 h/)).toContain("tonight");
});

test("another context is chosen, and the table is of its server", async () => {
	await using other = await openScene([restingJob("over-there")]);
	await using scene = await openScene([restingJob("over-here")]);
	scene.run("context", "add", "there", `unix://${other.home.path}/.local/state/chronos-job/server.sock`, "--danger");
	await using terminal = await scene.open();
	await terminal.until("over-here");
	await terminal.type(":ctx there");
	await terminal.send("Enter");
	const screen = await terminal.until("over-there");
	expect(screen).not.toContain("over-here");
	expect(screen).toMatch(/PROD|danger/i);
	await terminal.send("q");
	expect(await terminal.exitCode()).toBe(0);
});

test("a command that does not exist is answered with the nearest one", async () => {
	await using scene = await openScene([restingJob("a")]);
	await using terminal = await scene.open();
	await terminal.until("live");
	await terminal.type(":kil a");
	await terminal.send("Enter");
	expect(await terminal.until(/chronos-job kill|:kill|kill is near/)).toContain("kil");
});
