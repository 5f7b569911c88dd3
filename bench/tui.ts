/** The live table as people have it open: the packed program on a terminal, over a server with many jobs. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { typicalJob } from "./jobs.ts";
import type { InstalledProgram } from "./program.ts";
import { median, percentile, type Row } from "./row.ts";
import { openScreen, type Screen } from "./screen.ts";
import { cpuMs, fill, put, type RunningServer, withServer } from "./server.ts";
import { inLanes } from "./timing.ts";

export async function tuiRows(installed: InstalledProgram): Promise<readonly Row[]> {
	return [
		...(await withServer(installed, "screen-many", (server) => manyRows({ installed, server }))),
		...(await withServer(installed, "screen-more", (server) => moreRows({ installed, server }))),
	];
}

interface Scene {
	readonly installed: InstalledProgram;
	readonly server: RunningServer;
}

const ready = /sweep-00000[^]*live/;

async function manyRows(scene: Scene): Promise<readonly Row[]> {
	await fill(scene.server.client, 10_000);
	const start = await startRows(scene);
	await using screen = open(scene);
	await screen.until(ready);
	await screen.quiet(1500);
	const idle = await idleRow(screen);
	const keys = await keyRows(screen, { title: "10 000 jobs", limitMs: 50 });
	const one = await oneRowChanges(scene, screen);
	const busy = await busyRow(scene, screen);
	return [...start, idle, ...keys, one, busy, memoryRow(screen, "10 000 jobs")];
}

async function moreRows(scene: Scene): Promise<readonly Row[]> {
	await fill(scene.server.client, 50_000);
	await using screen = open(scene);
	await screen.until(ready, 60_000);
	await screen.quiet(3000, 60_000);
	return await keyRows(screen, { title: "50 000 jobs", limitMs: 100 });
}

function open({ installed, server }: Scene, words: readonly string[] = ["tui"]): Screen {
	const home = join(server.folder, "home");
	mkdirSync(home, { recursive: true });
	const env = {
		PATH: process.env["PATH"],
		HOME: home,
		LANG: "C.UTF-8",
		TERM: "xterm-256color",
		CHRONOS_JOB_STATE: server.folder,
	};
	return openScreen([process.execPath, installed.program, ...words], env);
}

/** The first frame, and the first with jobs; in turns with a bare process on the same kind of terminal. */
async function startRows(scene: Scene): Promise<readonly Row[]> {
	const times = { floor: [] as number[], frame: [] as number[], jobs: [] as number[] };
	for (let run = -1; run < 9; run++) {
		await using bare = openScreen([process.execPath, "-e", "console.log('there')"], { PATH: process.env["PATH"] });
		const floor = await bare.until(/there/);
		await using screen = open(scene);
		const frame = await screen.until(/\?2026l/);
		const jobs = await screen.until(/sweep-00000/);
		if (run < 0) continue;
		times.floor.push(floor);
		times.frame.push(frame);
		times.jobs.push(jobs);
	}
	const [floor, frame, jobs] = [median(times.floor), median(times.frame), median(times.jobs)];
	const measured = (time: number) =>
		`${time.toFixed(0)} ms = ${(time / floor).toFixed(1)} × node -e (${floor.toFixed(0)} ms)`;
	return [
		{ name: "tui, first paint", measured: measured(frame), budget: "≤ 400 ms", isMet: frame <= 400 },
		{ name: "tui, first of 10 000 jobs", measured: measured(jobs), budget: "≤ 1 s", isMet: jobs <= 1000 },
	];
}

async function idleRow(screen: Screen): Promise<Row> {
	const before = screen.bytes();
	await sleep(10_000);
	const bytes = screen.bytes() - before;
	return {
		name: "tui, nothing changes for 10 s",
		measured: `${String(bytes)} bytes`,
		budget: "0 bytes",
		isMet: bytes === 0,
	};
}

const down = "\u001B[B";
const pageDown = "\u001B[6~";
const pageUp = "\u001B[5~";
const backspace = "\u007F";
const escape = "\u001B";
/** What is pressed, key by key. */
const strokes: readonly (readonly [what: string, keys: readonly string[]])[] = [
	["j k ↓", [..."jjjjjjjjjjkkkkkjjjjjjjjjj".split(""), ...times(15, down)]],
	["PgDn PgUp", [...times(20, pageDown), ...times(10, pageUp)]],
	["typing in /", [..."/sweep-0012".split(""), ...times(4, backspace), ..."9999".split(""), escape]],
	["sorting", "NSNSNMNMNCNC".split("")],
	["G g", "GgGgGgGg".split("")],
];

function times(count: number, key: string): readonly string[] {
	return Array.from({ length: count }, () => key);
}

async function keyRows(
	screen: Screen,
	{ title, limitMs }: { readonly title: string; readonly limitMs: number },
): Promise<readonly Row[]> {
	const rows: Row[] = [];
	for (const [what, keys] of strokes) {
		const times: number[] = [];
		for (const key of keys) times.push(await paintMs(screen, key));
		const painted = times.filter((time) => !Number.isNaN(time));
		if (painted.length < keys.length / 2) throw new Error(`${what} changes nothing on the screen`);
		const p95 = percentile(painted, 0.95);
		rows.push({
			name: `tui, ${title}, key to paint: ${what}`,
			measured: `p50 ${median(painted).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms (${String(painted.length)} keys)`,
			budget: `p95 ≤ ${String(limitMs)} ms`,
			isMet: p95 <= limitMs,
		});
	}
	return rows;
}

/** Until the last byte of what a key changes; not a number when it changes nothing. */
async function paintMs(screen: Screen, key: string): Promise<number> {
	const pressedAt = performance.now();
	screen.write(key);
	for (let tries = 0; tries < 8; tries++) {
		const { lastAt } = await screen.quiet(120);
		if (lastAt !== undefined) return lastAt - pressedAt;
	}
	return Number.NaN;
}

async function oneRowChanges({ server }: Scene, screen: Screen): Promise<Row> {
	const frames: number[] = [];
	for (let round = 0; round < 15; round++) {
		await put(server.client, changed(2, round));
		const { bytes, frames: count } = await screen.quiet(1500);
		// A change is marked for a moment, and the mark goes again.
		if (count > 0) frames.push(bytes / count);
	}
	if (frames.length < 10) throw new Error("a changed job changes nothing on the screen");
	const p95 = percentile(frames, 0.95);
	return {
		name: "tui, one row changes",
		measured: `${median(frames).toFixed(0)} bytes a frame, p95 ${p95.toFixed(0)}`,
		budget: "≤ 1 kB",
		isMet: p95 <= 1024,
	};
}

/** A visible difference: the job is switched off, or on again. */
function changed(index: number, round: number): object {
	const name = `sweep-${String(index).padStart(5, "0")}`;
	return { ...typicalJob(name), schedule: "R/2100-01-01T00:00:00Z/P1D", disabled: round % 2 === 0, retries: round };
}

async function busyRow({ server }: Scene, screen: Screen): Promise<Row> {
	const seconds = 15;
	const before = cpuMs(screen.pid());
	const bytesBefore = screen.bytes();
	const startedAt = performance.now();
	await inLanes({ times: seconds * 10, lanes: 1 }, async (index) => {
		await sleep(Math.max(0, startedAt + index * 100 - performance.now()));
		await put(server.client, changed(index % 40, Math.floor(index / 40)));
	});
	const elapsed = performance.now() - startedAt;
	const share = (cpuMs(screen.pid()) - before) / elapsed;
	const rate = (screen.bytes() - bytesBefore) / (elapsed / 1000);
	return {
		name: "tui, 10 jobs change a second",
		measured: `${(share * 100).toFixed(1)} % of a core, ${(rate / 1024).toFixed(1)} kB/s`,
		budget: "≤ 10 %",
		isMet: share <= 0.1,
	};
}

function memoryRow(screen: Screen, title: string): Row {
	const status = readFileSync(`/proc/${String(screen.pid())}/status`, "utf8");
	const mb = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
	const [now, peak] = [mb("VmRSS"), mb("VmHWM")];
	return {
		name: `tui, ${title}, memory`,
		measured: `${now.toFixed(0)} MB, at most ${peak.toFixed(0)} MB`,
		budget: "≤ 250 MB",
		isMet: now <= 250,
	};
}
