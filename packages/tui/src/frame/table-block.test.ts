import { describe, expect, it } from "vitest";
import { step } from "../state/step.ts";
import { frameOf } from "./frame-of.ts";
import {
	emptyScreen,
	linesOf,
	now,
	paneOf,
	screenOf,
	sketches,
	taskOf,
	textAt,
	textOf,
	withJobs,
} from "./screens.samples.ts";

describe("the sizes of terminals", () => {
	it("80×24 has the table with state, last, next and runs", () => {
		const text = textAt(screenOf(sketches));
		expect(text).toMatch(/NAME▲ +STATE +LAST +NEXT +RUNS/);
		expect(text).toMatch(/nightly-export +▸ running +✓ 3m +1h +12\/3/);
	});

	it("60×15 keeps names, states and the age of the data", () => {
		const text = textAt(screenOf(sketches, 60, 15));
		expect(text).toMatch(/broken +✗ failed/);
		expect(text).toMatch(/local.*live\n/);
	});

	it("30×5 says what it needs", () => {
		expect(linesOf(screenOf(sketches, 30, 5))[0]).toMatch(/^terminal too small \(need/);
	});

	it("from 110 columns the log stands beside the jobs, below facts", () => {
		const text = textAt(paneOf(screenOf(sketches, 140, 32), { pane: "log", text: textOf("epoch 1") }));
		expect(text).toMatch(/NAME▲.*│─ broken ─/);
		expect(text).toMatch(/│state +✗ failed/);
		expect(text).toMatch(/│═ stdout of broken ═/);
		expect(text).toMatch(/│epoch 1/);
	});

	it("80×24 has the pane below the jobs", () => {
		const lines = linesOf(paneOf(screenOf(sketches), { text: textOf("command: true") }));
		expect(lines.findIndex((line) => line.startsWith("═ detail of broken"))).toBeGreaterThan(
			lines.findIndex((line) => line.includes("NAME▲")),
		);
	});

	it("less has one of them at a time", () => {
		const text = textAt(paneOf(screenOf(sketches, 60, 15), {}));
		expect(text).toContain("detail of broken");
		expect(text).not.toContain("NAME▲");
	});
});

describe("columns", () => {
	it("GPU is there when some job has one, OWNER when somebody else has one", () => {
		const own = sketches.filter(({ gpus, owner }) => gpus === undefined && owner === undefined);
		const [head = ""] = linesOf(screenOf(own, 160)).filter((line) => line.includes("NAME"));
		expect(head).not.toMatch(/GPU|OWNER/);
		expect(textAt(screenOf(sketches, 160))).toMatch(/GPU +OWNER/);
	});

	it("go by priority where there is little room, and a sign says so", () => {
		const heads = [160, 90, 70, 50].map((columns) => linesOf(screenOf(sketches, columns))[1]?.trim());
		expect(heads).toEqual([
			expect.stringMatching(/^NAME▲ +STATE +LAST +NEXT +RUNS +CPU +MEM +GPU +OWNER +SCHEDULE$/),
			expect.stringMatching(/^NAME▲ +STATE +LAST +NEXT +RUNS +CPU +MEM +GPU +OWNER +›$/),
			expect.stringMatching(/^NAME▲ +STATE +LAST +NEXT +RUNS +(CPU +)?GPU *›$/),
			expect.stringMatching(/^NAME▲ +STATE +LAST +NEXT +›$/),
		]);
	});

	it("scroll beside the name when all are wanted", () => {
		const state = screenOf(sketches, 60);
		const text = linesOf({ ...state, table: { ...state.table, scrolled: 4 } })[1];
		expect(text).toMatch(/^‹ +NAME▲ +CPU +MEM +GPU .*›/);
		expect(linesOf({ ...state, table: { ...state.table, scrolled: 40 } })[1]).toMatch(/^‹ +NAME▲ +SCHEDULE +$/);
	});

	it("may be any field that jobs have", () => {
		const state = screenOf(sketches, 100);
		const text = textAt({
			...state,
			table: { ...state.table, columns: ["command", "retries", "nonsense", "constructor"] },
		});
		expect(text).toMatch(/NAME▲ +COMMAND +RETRIES/);
		expect(text).toMatch(/broken +true +2/);
	});

	it("GPU says how busy those of running jobs are, and how many the others want", () => {
		const jobs = [...sketches, { name: "train-13", gpus: 4 }, { name: "train-14", state: "running", gpus: 1 }];
		const state = screenOf(jobs, 160, 32);
		const use = { gpus: 1, latestPercent: 93, latestMemMb: 2150, totalMemMb: 81_559 };
		const uses = new Map([
			["train-12", [use, { ...use, latestPercent: 2 }]],
			["train-13", [use]],
			["gone", [use]],
		]);
		const told = step(state, { type: "feed.gpuUses", uses }).state;
		const shown = (name: string, each: typeof state) =>
			new RegExp(` ${name} .*?G? +(\\S+) +me`).exec(textAt(each))?.[1];
		expect(["train-12", "train-13", "train-14"].map((name) => shown(name, told))).toEqual(["48%", "4", "1"]);
		const open = textAt(paneOf(told, { job: "train-12", pane: "log" }));
		expect(open).toMatch(/needs +4 CPU, 8192 MB, 2 GPU \(93 %, 2\.1 GB of 80 GB; 2 %, 2\.1 GB of 80 GB\)/);
		const detail = paneOf(told, { job: "train-12" });
		const later = step(told, { type: "feed.gpuUses", uses: new Map() }).state;
		expect(shown("train-12", later)).toBe("2");
		const effectsOf = (next: typeof uses) =>
			step(detail, { type: "feed.gpuUses", uses: next }).effects.map(({ type }) => type);
		expect([effectsOf(uses), effectsOf(new Map())]).toEqual([[], ["fill"]]);
	});

	it("keep both ends of a name that is too long", () => {
		const state = screenOf([{ name: "altieri-gclstm-recas-bari-with-a-long-middle-part-that-goes-on-train-12" }], 60);
		expect(textAt(state)).toMatch(/altieri-gcl\S*…\S*train-12/);
	});

	it("a sort is in the heading and in words", () => {
		const state = screenOf(sketches, 100);
		const text = textAt({ ...state, table: { ...state.table, sort: { field: "next", isDescending: true } } });
		expect(text).toContain("by next ▼");
		expect(text).toContain("NEXT▼");
	});
});

describe("rows", () => {
	it("states differ in words, not in colours alone", () => {
		const words = linesOf(screenOf(sketches)).map((line) => /[✓✗▸⋯◦‒] (?:\d )?[a-z]+/.exec(line)?.[0]);
		expect(words.filter((word) => word !== undefined)).toEqual([
			"✗ failed",
			"✓ ok",
			"◦ fresh",
			"▸ running",
			"‒ disabled",
			"▸ 2 running",
			"⋯ queued",
		]);
	});

	it("what is selected, marked or changed has a sign", () => {
		const state = screenOf(sketches);
		const table = { ...state.table, marked: new Set(["fine"]) };
		const lines = linesOf({ ...state, table, data: { ...state.data, changed: new Set(["new"]) } });
		expect(lines.slice(2, 5).map((line) => line.slice(0, 8))).toEqual([">  broke", " * fine ", "  ~new  "]);
	});

	it("a job that vanished says so for a while", () => {
		const state = screenOf(sketches);
		const row = state.data.jobs.get("broken");
		if (row === undefined) throw new Error("no such row");
		const jobs = new Map([...state.data.jobs].filter(([name]) => name !== "broken"));
		const tombstones = new Map([["broken", { row, untilAt: now + 5000 }]]);
		const gone = { ...state, data: { ...state.data, jobs, tombstones } };
		expect(textAt(gone)).toMatch(/> {2}broken +deleted elsewhere/);
		expect(textAt({ ...gone, tasks: [taskOf("delete", "--yes", "broken")] })).toMatch(/> {2}broken +deleted +\n/);
	});

	it("a sweep is one row with a bar", () => {
		const jobs = Array.from({ length: 40 }, (_, index) => ({
			name: `run-${index}`,
			sweep: "gclstm",
			...(index < 10 ? { lastError: "2030-01-01T07:00:00Z" } : { state: index < 20 ? "running" : "queued" }),
		}));
		const rows = [100, 60, 40].map((columns) => /▸ .*/.exec(textAt(screenOf(jobs, columns)))?.[0]?.trim());
		expect(rows).toEqual([
			"▸ gclstm (40)  [!!!!!=====----------]  10 failed, 10 running, 20 queued",
			"▸ gclstm (40)  [!!==------]  10 failed, 10 running",
			"▸ gc…tm (40)  [!!==------]  10 failed",
		]);
	});
});

describe("no rows", () => {
	it.each([
		["before the first answer", emptyScreen(), /asking this machine for its jobs/],
		[
			"without any job",
			withJobs(emptyScreen(), []),
			/There is no job on this machine yet\.[^]*chronos-job submit[^]*context add/,
		],
	])("%s the table says why", (_, state, words) => {
		expect(textAt(state)).toMatch(words);
	});

	it("a filter that nothing matches says so", () => {
		const state = screenOf(sketches);
		const table = { ...state.table, order: [], matching: 0, filter: { ...state.table.filter, text: "zzz" } };
		expect(textAt({ ...state, table })).toMatch(/None of 7 jobs matches: \/zzz/);
	});

	it("a server that never answered says what to do", () => {
		const state = emptyScreen();
		const feed = { kind: "offline" as const, message: "connection refused", hint: "Start it.", retryAt: now };
		expect(textAt({ ...state, data: { ...state.data, feed } })).toMatch(
			/this machine does not answer[^]*connection refused[^]*Start it\./,
		);
	});
});

it("ten thousand jobs take no longer than those in sight", () => {
	const state = screenOf(
		Array.from({ length: 10_000 }, (_, index) => ({ ...sketches[index % 7], name: `job-${index}` })),
		200,
		50,
	);
	frameOf(state);
	const begun = performance.now();
	for (let count = 0; count < 20; count += 1) frameOf(state);
	expect((performance.now() - begun) / 20).toBeLessThan(20);
});

it("a run that waits for its retry says for how long", () => {
	const state = screenOf([{ name: "flaky" }]);
	const at = (retryAt: number) =>
		textAt(step(state, { type: "feed.retries", retries: new Map([["flaky", retryAt]]) }).state);
	expect(at(now + 40_000)).toMatch(/flaky +⋯ retry 40s/);
	expect(at(now - 1)).toMatch(/flaky +⋯ retry due/);
});
