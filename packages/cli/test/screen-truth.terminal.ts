import { whyNoTerminal } from "@chronos-job/testkit";
import { beforeEach, expect, test } from "vitest";
import { openScene, quickJob, restingJob } from "./screen-scene.ts";

const whyNot = whyNoTerminal();
const escape = "\u001B";
/** Reverse video. */
const reversed = new RegExp(`${escape}\\[(?:\\d+;)*7m`);
beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

test("what happens elsewhere is on the screen without asking", async () => {
	await using scene = await openScene([restingJob("a")]);
	await using terminal = await scene.open();
	await terminal.until(/live/);
	await scene.put(quickJob("b", "sleep 2; exit 4"));
	await terminal.until(/b\s.*running/, { withinMs: 3000 });
	await terminal.until(/b\s.*failed/, { withinMs: 8000 });
	expect(await terminal.until(/1 failed/)).toContain("/ 2");
});

test("a selected job that is deleted elsewhere stays a moment, and its neighbour is selected then", async () => {
	await using scene = await openScene(["a", "b", "c"].map((name) => restingJob(`job-${name}`)));
	await using terminal = await scene.open();
	await terminal.until("job-c");
	await terminal.send("j");
	expect((await scene.ask("DELETE", "/v1/scheduler/job/job-b")).status).toBe(204);
	await terminal.until(/job-b.*deleted elsewhere/);
	await terminal.until((text) => !text.includes("job-b"), { withinMs: 10_000 });
	const turned = (await terminal.styledScreen()).split("\n").filter((line) => reversed.test(line));
	expect(turned.filter((line) => /job-[ac]/.test(line))).toHaveLength(1);
});

test("a server that is gone leaves the rows with a label, and comes back by itself", async () => {
	await using scene = await openScene([restingJob("kept-a"), restingJob("kept-b")]);
	await using terminal = await scene.open();
	await terminal.until(/live/);
	await scene.killServer();
	const screen = await terminal.until(/offline/, { withinMs: 15_000 });
	expect(screen).toContain("kept-a");
	expect(screen).toMatch(/retry in \d+ s/);
	await scene.startServer();
	await scene.put(restingJob("new-one"));
	await terminal.until((text) => text.includes("new-one") && text.includes("live"), { withinMs: 40_000 });
});

test("the frame is there before a server answers, and says what is missing", async () => {
	await using scene = await openScene();
	scene.run("context", "add", "nowhere", "http://127.0.0.1:9", "--use");
	await using terminal = await scene.open();
	const screen = await terminal.until(/offline/);
	expect(screen).toContain("nowhere");
	await terminal.send("q");
	expect(await terminal.exitCode()).toBe(0);
});

test("what is typed before the first frame does not move it", async () => {
	await using scene = await openScene([restingJob("job-a"), restingJob("job-b")]);
	await using terminal = await scene.open({ columns: 80 });
	await terminal.type("jjjj");
	const [first] = (await terminal.until(/live/)).split("\n");
	expect(first).toMatch(/^local .* live *$/);
});

test("Ctrl-R asks at once, and p stops asking", async () => {
	await using scene = await openScene([restingJob("a")]);
	await using terminal = await scene.open();
	await terminal.until(/live/);
	await terminal.send("p");
	await terminal.until(/paused/);
	await scene.put(restingJob("meanwhile"));
	await terminal.send("j");
	expect(await terminal.screen()).not.toContain("meanwhile");
	await terminal.send("C-r");
	await terminal.until("meanwhile");
});

test("a filter narrows as it is typed, tells of its mistakes, and keeps what was good", async () => {
	await using scene = await openScene([
		quickJob("alpha", "exit 1"),
		quickJob("beta", "true"),
		restingJob("gamma-1"),
		restingJob("gamma-2"),
	]);
	await using terminal = await scene.open();
	await terminal.until((text) => /alpha.*failed/.test(text) && text.includes("gamma-2"));
	await terminal.type("/gamma");
	expect(await terminal.until("2/4")).not.toContain("beta ");
	await terminal.send("Escape");
	await terminal.until("beta");
	await terminal.type("/state:failed");
	expect(await terminal.until("1/4")).toContain("alpha");
	await terminal.send("Escape");
	await terminal.until("gamma-1");
	await terminal.type("/gamma");
	await terminal.until("2/4");
	for (let index = 0; index < 5; index++) await terminal.send("BSpace");
	await terminal.type("/gam(/");
	const screen = await terminal.until(/regular expression|Unterminated|unbalanced/i);
	expect(screen).toMatch(/alpha|gamma/);
});

test("what is typed while jobs change is all there", async () => {
	const names = Array.from({ length: 300 }, (_, index) => `load-${String(index).padStart(3, "0")}`);
	await using scene = await openScene(names.map((name) => restingJob(name)));
	await using terminal = await scene.open({ columns: 160, rows: 40 });
	await terminal.until("load-000");
	const changes = (async () => {
		for (let round = 0; round < 100; round++)
			await scene.put(restingJob(`load-${String(round % 30).padStart(3, "0")}`, { disabled: round % 2 === 0 }));
	})();
	const typed = "name:load-12*";
	const started = performance.now();
	for (const key of `/${typed}`) await terminal.type(key);
	await terminal.until(typed, { withinMs: 2000 });
	await terminal.until("10/300", { withinMs: 2000 });
	expect(performance.now() - started).toBeLessThan(3000);
	await changes;
});
