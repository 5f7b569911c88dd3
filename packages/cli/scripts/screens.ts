/** Draws the pictures of the live table in `docs/img`: `npm run screens`. Their times are those of the moment. */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { pictureOf, type TestTerminal } from "@chronos-job/testkit";
import { openScene, restingJob, type Scene, type SmallJob } from "../test/screen-scene.ts";

const folder = fileURLToPath(new URL("../../../docs/img/", import.meta.url));
const size = { columns: 120, rows: 30 } as const;
const day = 86_400_000;

/** Nothing runs or waits for its turn. */
const atRest = /^(?!.*(?:running|queued))/s;

/** At this hour of tomorrow, in UTC. */
function tomorrowAt(hour: number): string {
	const midnight = Math.floor(Date.now() / day) * day + day;
	return new Date(midnight + hour * 3_600_000).toISOString();
}

const daily = (hour: number) => `R/${tomorrowAt(hour)}/P1D`;
const once = "R1//P1Y";
const epochs = `for i in $(seq 1 400); do echo "epoch $i/400  loss $(awk "BEGIN{printf \\"%.4f\\", 2.3/(1+0.07*$i)}")  12.$((i % 10)) s"; sleep 0.3; done`;
const oom = `echo loading checkpoint; echo "RuntimeError: CUDA out of memory" >&2; exit 1`;

const jobs: readonly SmallJob[] = [
	restingJob("nightly-ingest", {
		command: "sleep $(shuf -i 1-4 -n 1)",
		schedule: daily(1),
		cpus: 2,
		mem: 2048,
		owner: "rossi",
	}),
	{
		...restingJob("clean-logs", { cpus: 0.5, mem: 256, owner: "rossi" }),
		schedule: undefined,
		parents: ["nightly-ingest"],
	},
	{
		...restingJob("build-features", { command: "sleep 1", cpus: 4, mem: 8192, owner: "rossi" }),
		schedule: undefined,
		parents: ["nightly-ingest"],
	},
	{
		...restingJob("daily-report", { command: oom, mem: 512, owner: "meier" }),
		schedule: undefined,
		parents: ["build-features", "clean-logs"],
	},
	restingJob("weekly-backup", { schedule: `R/${tomorrowAt(3)}/P7D`, cpus: 1, mem: 1024, owner: "ops" }),
	restingJob("hourly-probe", {
		schedule: `R/${new Date(Date.now() + 1_800_000).toISOString()}/PT1H`,
		cpus: 0.1,
		mem: 64,
		owner: "ops",
	}),
	restingJob("db-dump", { schedule: daily(4), mem: 4096, disabled: true, owner: "ops" }),
];

/** What is under way, and what has just gone wrong. */
const busyJobs: readonly SmallJob[] = [
	restingJob("gclstm-lisbon-2016-train-12", {
		command: epochs,
		schedule: once,
		cpus: 4,
		mem: 16_384,
		owner: "altieri",
	}),
	restingJob("unet-retina-fold-3", { command: oom, schedule: once, cpus: 4, mem: 8192, owner: "altieri" }),
	restingJob("unet-retina-fold-4", { command: "sleep 900", schedule: once, cpus: 4, mem: 8192, owner: "altieri" }),
];

const template = JSON.stringify({
	name: "lr-scan",
	command: '[ "{{seed}}" = 3 ] && exit 1; [ "{{seed}}" -lt 5 ] || sleep 900',
	retries: 0,
	cpus: 1,
	mem: 2048,
	owner: "altieri",
	schedule: once,
});

await using scene = await openScene(jobs, { cpus: 11 });
using _sweep = await enliven(scene);
await using terminal = await scene.open({ ...size, env: { USER: "rossi" } });
await terminal.until((text) => text.includes("live") && /lr-scan/.test(text) && /nightly-ingest.*ok/.test(text));
mkdirSync(folder, { recursive: true });
await draw(terminal, "table", "chronos-job tui");
await pane(terminal, { job: "gclstm", key: "l", wanted: /epoch \d+\/400/, name: "log" });
await pane(terminal, { job: "daily-report", key: "W", wanted: /exit/, name: "why" });
await pane(terminal, { job: "daily-report", key: "t", wanted: /nightly-ingest/, name: "graph" });
await pane(terminal, { job: "nightly-ingest", key: "h", wanted: /succeeded|success/, name: "history" });
await overlay(terminal, { key: "T", wanted: "24 h", name: "timeline" });
await overlay(terminal, { key: "?", wanted: "chronos-job delete", name: "help" });

/** Gives the jobs something of a past. */
async function enliven(place: Scene): Promise<Disposable> {
	const { home, env, program } = place;
	for (const name of ["hourly-probe", "weekly-backup", ...Array.from({ length: 7 }, () => "nightly-ingest")]) {
		await place.ask("PUT", `/v1/scheduler/job/${name}`);
		await sleep(500);
		await untilListed(place, atRest);
	}
	await place.put(...busyJobs);
	home.write("lr-scan.template", template);
	const [node = "", ...words] = program;
	const grid = ["--grid", "seed=1..9", "--max-parallel", "9"];
	const options = { cwd: home.path, env, stdio: "ignore" } as const;
	const sweep = spawn(node, [...words, "sweep", "lr-scan.template", ...grid], options);
	await untilListed(place, /lr-scan\S* +failure/);
	// It would start a server of its own when this one is gone.
	return { [Symbol.dispose]: () => void sweep.kill("SIGKILL") };
}

async function untilListed(place: Scene, wanted: RegExp): Promise<void> {
	for (let tries = 0; tries < 50 && !wanted.test(place.run("list").stdout); tries++) await sleep(200);
}

interface Shot {
	readonly job?: string;
	readonly key: string;
	readonly wanted: string | RegExp;
	readonly name: string;
}

async function pane(terminal: TestTerminal, { job = "", key, wanted, name }: Shot): Promise<void> {
	await select(terminal, job);
	await terminal.send(key);
	await terminal.until(wanted);
	// The result of the last command has its moment on the screen.
	await sleep(1500);
	await draw(terminal, name, `chronos-job tui: ${name}`);
	await terminal.send("Escape");
	await terminal.until((text) => !text.includes("jobs ›"));
}

/** Puts the cursor on a row. */
async function select(terminal: TestTerminal, job: string): Promise<void> {
	await terminal.send("g");
	await sleep(300);
	const isThere = async () => new RegExp(`^> +${job}`, "m").test(await terminal.screen());
	for (let row = 0; row < size.rows && !(await isThere()); row++) {
		await terminal.send("j");
		await sleep(200);
	}
}

async function overlay(terminal: TestTerminal, { key, wanted, name }: Shot): Promise<void> {
	await terminal.send(key);
	await terminal.until(wanted);
	await draw(terminal, name, `chronos-job tui: ${name}`);
	await terminal.send("Escape");
	await sleep(300);
}

async function draw(terminal: TestTerminal, name: string, title: string): Promise<void> {
	writeFileSync(`${folder}${name}.svg`, pictureOf(await terminal.styledScreen(), { columns: size.columns, title }));
}
