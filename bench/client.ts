/** The program against its own server: whole processes, as they are typed. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { typicalJob } from "./jobs.ts";
import { interleaved, type InstalledProgram } from "./program.ts";
import { median, type Row } from "./row.ts";
import { type SocketClient, socketClient } from "./socket-client.ts";
import { inLanes, timed } from "./timing.ts";

export async function clientRows({ program, folder }: InstalledProgram): Promise<readonly Row[]> {
	const home = join(folder, "home");
	mkdirSync(home);
	const run = (...words: readonly string[]) => typed([program, ...words], home);
	run("local", "start", "--cpus", "64", "--mem", "100000");
	try {
		using client = socketClient(join(home, ".local/state/chronos-job/server.sock"), 16);
		await fill(client, "few", 10);
		const short = await shortListRow({ client, program, home });
		const completion = completionRows({ program, home });
		const submit = submitRow(run, folder);
		await fill(client, "many", 10_000 - 1010);
		return [short, ...completion, submit, longListRow(run)];
	} finally {
		run("local", "stop", "--stop-jobs");
	}
}

type Run = (...words: readonly string[]) => number;

/** Milliseconds from the key to the prompt. */
function typed(args: readonly string[], home: string): number {
	const started = performance.now();
	const env = { PATH: process.env["PATH"], HOME: home };
	const { status, stderr } = spawnSync(process.execPath, args, { cwd: home, env, maxBuffer: 2 ** 28 });
	if (status !== 0) throw new Error(`${args.join(" ")} answered ${String(status)}: ${stderr.toString()}`);
	return performance.now() - started;
}

function submitRow(run: Run, folder: string): Row {
	const jobs = join(folder, "thousand");
	mkdirSync(jobs);
	for (let index = 0; index < 1000; index++) writeFileSync(join(jobs, `job-${String(index)}.json`), fileOf(index));
	const time = run("submit", jobs, "--yes");
	return {
		name: "submit of 1 000 files, stored and compared",
		measured: `${(time / 1000).toFixed(2)} s`,
		budget: "≤ 3 s",
		isMet: time <= 3000,
	};
}

function fileOf(index: number): string {
	return JSON.stringify(
		{ ...typicalJob(`job-${String(index)}`), schedule: "R/2100-01-01T00:00:00Z/P1D" },
		undefined,
		2,
	);
}

async function shortListRow({
	client,
	program,
	home,
}: {
	readonly client: SocketClient;
	readonly program: string;
	readonly home: string;
}): Promise<Row> {
	const commands = { floor: ["-e", "0"], list: [program, "list"] };
	const times = interleaved(commands, { runs: 21, folder: home, env: { PATH: process.env["PATH"], HOME: home } });
	const answers: number[] = [];
	for (let round = 0; round < 21; round++) answers.push(await timed(() => answerAll(client)));
	const answer = median(answers);
	const ratio = (times.list - answer) / times.floor;
	return {
		name: "chronos-job list, without the server's answer",
		measured: `${times.list.toFixed(1)} ms = ${answer.toFixed(1)} ms + ${ratio.toFixed(2)} × node -e 0 (${times.floor.toFixed(1)} ms)`,
		budget: "≤ 2.2 ×",
		isMet: ratio <= 2.2,
	};
}

/** What `list` asks for. */
async function answerAll(client: SocketClient): Promise<void> {
	await Promise.all(["jobs", "jobs/summary"].map((path) => client.measure(`/v1/scheduler/${path}`)));
}

/** What a shell runs when somebody presses Tab: with names that are known, and with none and no place to keep them. */
function completionRows({ program, home }: { readonly program: string; readonly home: string }): readonly Row[] {
	const commands = { floor: ["-e", "0"], names: [program, "--get-yargs-completions", "chronos-job", "show", "few"] };
	const env = { PATH: process.env["PATH"], HOME: home };
	const row = (title: string, limit: number, place: NodeJS.ProcessEnv): Row => {
		const { floor, names } = interleaved(commands, { runs: 21, folder: home, env: { ...env, ...place } });
		return {
			name: title,
			measured: `${names.toFixed(1)} ms = ${(names / floor).toFixed(2)} × node -e 0 (${floor.toFixed(1)} ms)`,
			budget: `≤ ${limit} ×, which is 150 ms at most where node takes 40 ms`,
			isMet: names / floor <= limit,
		};
	};
	return [
		row("completion of a job, from the names that are kept", 2.75, {}),
		row("completion of a job, from the server", 3.75, { XDG_CACHE_HOME: "/dev/null" }),
	];
}

function longListRow(run: Run): Row {
	const time = median(Array.from({ length: 7 }, () => run("list")));
	return {
		name: "chronos-job list of 10 000 jobs",
		measured: `${(time / 1000).toFixed(2)} s`,
		budget: "≤ 0.5 s",
		isMet: time <= 500,
	};
}

async function fill(client: SocketClient, group: string, count: number): Promise<void> {
	await inLanes({ times: count, lanes: 16 }, async (index) => {
		const job = { ...typicalJob(`${group}-${String(index)}`), schedule: "R/2100-01-01T00:00:00Z/P1D" };
		const { status } = await client.send("POST", "/v1/scheduler/iso8601", job);
		if (status !== 204) throw new Error(`a submit was answered ${String(status)}`);
	});
}
