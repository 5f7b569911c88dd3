/** `npm run bench`: start-up and throughput, each against a floor or a budget, measured in the same run. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isJobFile } from "@chronos-job/schemas";
import { manyJobs, typicalJob } from "./jobs.ts";

interface Row {
	readonly name: string;
	readonly measured: string;
	readonly budget: string;
	readonly isMet: boolean;
}

const root = new URL("..", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "bench-"));
const program = installPacked();
const rows = [...startUp(), throughput(), ...largeFile()];
rmSync(folder, { recursive: true });

for (const { name, measured, budget, isMet } of rows)
	console.log(`${isMet ? "ok  " : "MISS"}  ${name.padEnd(44)} ${measured.padEnd(40)} ${budget}`);
process.exitCode = rows.every(({ isMet }) => isMet) ? 0 : 1;

/** The program as its users get it: packed, then installed into an empty project. */
function installPacked(): string {
	const quiet = { cwd: root, encoding: "utf8", stdio: "pipe" } as const;
	execFileSync("npm", ["run", "build"], quiet);
	execFileSync("npm", ["pack", "-w", "chronos-job", "--pack-destination", folder], quiet);
	writeFileSync(join(folder, "package.json"), "{}");
	const tarball = execFileSync("ls", [folder], { encoding: "utf8" })
		.split("\n")
		.find((name) => name.endsWith(".tgz"));
	execFileSync("npm", ["install", "--offline", join(folder, tarball ?? "")], { ...quiet, cwd: folder });
	writeFileSync(join(folder, "one.json"), JSON.stringify(typicalJob("one"), undefined, 2));
	writeFileSync(join(folder, "many.json"), JSON.stringify(manyJobs(10_000), undefined, 2));
	return join(folder, "node_modules/chronos-job/bin/chronos-job.js");
}

function startUp(): readonly Row[] {
	const commands = {
		floor: ["-e", "0"],
		help: [program, "--help"],
		validate: [program, "validate", "one.json"],
	};
	const times = interleaved(commands, 21);
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
function interleaved<Name extends string>(
	commands: Readonly<Record<Name, readonly string[]>>,
	runs: number,
): Record<Name, number> {
	const names = Object.keys(commands) as Name[];
	const times = new Map<Name, number[]>(names.map((name) => [name, []]));
	for (let run = -2; run < runs; run++) {
		for (const name of names) {
			const time = timeOf(commands[name]);
			if (run >= 0) times.get(name)?.push(time);
		}
	}
	return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

function timeOf(args: readonly string[]): number {
	const started = performance.now();
	const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder });
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

function largeFile(): readonly Row[] {
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

function median(numbers: readonly number[]): number {
	return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
