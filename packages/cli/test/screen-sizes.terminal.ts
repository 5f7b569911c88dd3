import { whyNoTerminal } from "@chronos-job/testkit";
import { beforeEach, expect, test } from "vitest";
import { openScene, quickJob, restingJob } from "./screen-scene.ts";

const whyNot = whyNoTerminal();
beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

const several = [
	quickJob("altieri-gclstm-lisbon-2016-train-12", "exit 3"),
	quickJob("ok-now", "true"),
	quickJob("runs-long", "sleep 1000"),
	restingJob("switched-off", { disabled: true }),
	restingJob("waits"),
];

/** How many cells a line takes, with the characters of this file. */
function cellsOf(line: string): number {
	return Array.from(line).reduce((sum, char) => sum + (/[\u3041-\u9FFF\u{1F300}-\u{1FAFF}]/u.test(char) ? 2 : 1), 0);
}

test.for([
	{ columns: 200, rows: 50, words: ["runs-long", "running", "failed", "disabled"] },
	{ columns: 80, rows: 24, words: ["runs-long", "running", "failed", "disabled"] },
	{ columns: 60, rows: 15, words: ["runs-long", "running", "failed", "disabled"] },
	{ columns: 40, rows: 8, words: ["running", "live"] },
])("$columns×$rows shows name and state, and keeps within its lines", async ({ columns, rows, words }) => {
	await using scene = await openScene(several);
	await using terminal = await scene.open({ columns, rows });
	const screen = await terminal.until((text) => words.every((word) => text.includes(word)));
	expect(screen.split("\n").filter((line) => cellsOf(line) > columns)).toEqual([]);
	// The end of a long name tells it from its neighbours.
	expect(screen).toMatch(/altieri\S*train-12/);
	expect(screen).toContain("1 running");
});

test("a terminal that is too small is told so, and has its table back when it grows", async () => {
	await using scene = await openScene(several);
	await using terminal = await scene.open({ columns: 30, rows: 5 });
	await terminal.until(/terminal too small/);
	await terminal.resize(100, 30);
	await terminal.until("runs-long");
	await terminal.resize(30, 5);
	const screen = await terminal.until(/terminal too small/);
	expect(screen).not.toContain("runs-long");
});

test("names of people are measured in cells, whatever they are written in", async () => {
	const owners = ["山田太郎", "Ærøskøbing", "🚀🚀", "e\u0301mile"];
	await using scene = await openScene(
		owners.map((owner, index) => restingJob(`job-${String(index)}`, { owner, ownerName: owner })),
	);
	await using terminal = await scene.open({ columns: 160, rows: 20 });
	const screen = await terminal.until((text) => text.includes("山田太郎") && text.includes("🚀"));
	const lines = screen.split("\n").filter((line) => line.includes("job-"));
	expect(lines).toHaveLength(4);
	// What stands behind the owner begins in the same cell of each line.
	const starts = lines.map((line) => cellsOf(line.normalize("NFC").slice(0, line.normalize("NFC").indexOf("every"))));
	expect(new Set(starts).size).toBe(1);
});

test("without a job it says how to have the first", async () => {
	await using scene = await openScene();
	await using terminal = await scene.open();
	await terminal.until(/chronos-job submit/);
	await scene.put(restingJob("the-first"));
	expect(await terminal.until("the-first")).not.toContain("chronos-job submit");
});

test("ten thousand jobs are there, and can be walked through", async () => {
	await using scene = await openScene();
	await scene.put(...Array.from({ length: 10_000 }, (_, index) => restingJob(`job-${String(index).padStart(5, "0")}`)));
	await using terminal = await scene.open({ columns: 120, rows: 40 });
	await terminal.until("job-00000", { withinMs: 20_000 });
	await terminal.send("G");
	await terminal.until("job-09999");
	await terminal.send("g");
	await terminal.until("job-00000");
	await terminal.type("/job-0777");
	const screen = await terminal.until("10/10000");
	expect(screen).toContain("job-07779");
	expect(screen).not.toContain("job-00000");
});
