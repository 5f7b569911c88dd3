import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isJobFile } from "@chronos-job/schemas";
import { manyJobs, typicalJob } from "./jobs.ts";
import { median, type Row } from "./row.ts";

const root = new URL("..", import.meta.url).pathname;

/** What people wait for: the start of the program, and large files. */
export function programRows({ program, folder }: InstalledProgram): readonly Row[] {
	writeFileSync(join(folder, "one.json"), JSON.stringify(typicalJob("one"), undefined, 2));
	writeFileSync(join(folder, "many.json"), JSON.stringify(manyJobs(10_000), undefined, 2));
	return [...startUp(program, folder), throughput(), ...largeFile(program, folder)];
}

export interface InstalledProgram {
	/** The launcher in its `node_modules`. */
	readonly program: string;
	/** A scratch folder, which is the user's project. */
	readonly folder: string;
}

/** The program as its users get it: packed, then installed into an empty project. */
export function installPacked(folder: string): InstalledProgram {
	const quiet = { cwd: root, encoding: "utf8", stdio: "pipe" } as const;
	execFileSync("npm", ["run", "build"], quiet);
	execFileSync("npm", ["pack", "-w", "chronos-job", "--pack-destination", folder], quiet);
	writeFileSync(join(folder, "package.json"), "{}");
	const tarball = execFileSync("ls", [folder], { encoding: "utf8" })
		.split("\n")
		.find((name) => name.endsWith(".tgz"));
	execFileSync("npm", ["install", "--offline", join(folder, tarball ?? "")], { ...quiet, cwd: folder });
	return { program: join(folder, "node_modules/chronos-job/bin/chronos-job.js"), folder };
}

function startUp(program: string, folder: string): readonly Row[] {
	const commands = {
		floor: ["-e", "0"],
		help: [program, "--help"],
		validate: [program, "validate", "one.json"],
	};
	const times = interleaved(commands, { runs: 21, folder });
	const ratioRow = (
		name: "help" | "validate",
		{ title, limit }: { readonly title: string; readonly limit: number },
	): Row => {
		const ratio = times[name] / times.floor;
		return {
			name: title,
			measured: `${times[name].toFixed(1)} ms = ${ratio.toFixed(2)} × node -e 0 (${times.floor.toFixed(1)} ms)`,
			budget: `≤ ${limit} ×`,
			isMet: ratio <= limit,
		};
	};
	return [
		ratioRow("help", { title: "chronos-job --help", limit: 1.25 }),
		ratioRow("validate", { title: "chronos-job validate one.json", limit: 1.6 }),
	];
}

/** Medians, with the commands taking turns so that a busy machine slows all of them. */
export function interleaved<Name extends string>(
	commands: Readonly<Record<Name, readonly string[]>>,
	{ runs, folder, env }: { readonly runs: number; readonly folder: string; readonly env?: NodeJS.ProcessEnv },
): Record<Name, number> {
	const names = Object.keys(commands) as Name[];
	const times = new Map<Name, number[]>(names.map((name) => [name, []]));
	for (let run = -2; run < runs; run++) {
		for (const name of names) {
			const time = timeOf(commands[name], folder, env);
			if (run >= 0) times.get(name)?.push(time);
		}
	}
	return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

function timeOf(args: readonly string[], folder: string, env = process.env): number {
	const started = performance.now();
	const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, env });
	if (status !== 0) throw new Error(`${args.join(" ")} answered ${status}: ${stderr.toString()}`);
	return performance.now() - started;
}

function throughput(): Row {
	const jobs = Array.from({ length: 1000 }, (_, index) => typicalJob(`job-${index}`));
	const rates = Array.from({ length: 15 }, () => rateOf(jobs, 50));
	const rate = median(rates);
	return {
		name: "shape validation, one thread",
		measured: `${Math.round(rate / 1000)} k jobs/s`,
		budget: "≥ 300 k jobs/s",
		isMet: rate >= 300_000,
	};
}

function rateOf(jobs: readonly object[], repeats: number): number {
	const started = performance.now();
	for (let repeat = 0; repeat < repeats; repeat++) {
		if (!jobs.every((job) => isJobFile(job))) throw new Error("the typical job is not valid");
	}
	return (jobs.length * repeats) / ((performance.now() - started) / 1000);
}

function largeFile(program: string, folder: string): readonly Row[] {
	writeFileSync(
		join(folder, "peak.cjs"),
		'process.on("exit", () => require("fs").writeFileSync("peak", String(process.resourceUsage().maxRSS)));',
	);
	const times: number[] = [];
	let peakMb = 0;
	for (let run = 0; run < 5; run++) {
		const started = performance.now();
		const { status, stdout } = spawnSync(
			process.execPath,
			["--require", join(folder, "peak.cjs"), program, "validate", "many.json"],
			{ cwd: folder },
		);
		times.push(performance.now() - started);
		if (status === null || !stdout.toString().includes("10000 jobs"))
			throw new Error(`the report of 10 000 jobs is missing: ${stdout.toString().slice(-300)}`);
		peakMb = Math.max(peakMb, Number(execFileSync("cat", [join(folder, "peak")], { encoding: "utf8" })) / 1024);
	}
	const time = median(times);
	return [
		{
			name: "10 000 jobs parsed, validated, reported",
			measured: `${(time / 1000).toFixed(2)} s`,
			budget: "≤ 1.5 s",
			isMet: time <= 1500,
		},
		{
			name: "10 000 jobs, peak memory",
			measured: `${Math.round(peakMb)} MB`,
			budget: "≤ 250 MB",
			isMet: peakMb <= 250,
		},
	];
}
