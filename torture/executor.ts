/** `npm run torture:executor [-- rounds seed]`: servers killed at random instants; nothing may be lost, doubled or left behind. */
import { probeLimits, systemProcesses } from "@chronos-job/local";
import { tortureExecutor, type TortureOptions } from "../packages/local/test/torture-executor.ts";

const [rounds = "100", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const half = { rounds: Math.ceil(Number(rounds) / 2), seed: Number(seed), attempts: 25 };
const serverPid = process.pid;
const limits = await probeLimits({ mode: "auto", processes: systemProcesses, serverPid, now: Date.now() });
await torture("executor", half);
await torture(`executor with limits (${limits.kind})`, { ...half, limits });

async function torture(name: string, options: TortureOptions): Promise<void> {
	const started = performance.now();
	const { found, faults } = await tortureExecutor(options);
	const seconds = ((performance.now() - started) / 1000).toFixed(0);
	for (const fault of faults) console.log(fault);
	const told = Object.entries(found).map(([kind, count]) => `${count} ${kind}`);
	console.log(
		`${name}: ${options.rounds} kills (seed ${seed}) in ${seconds} s, ${told.join(", ")}, ${faults.length} faults`,
	);
	if (faults.length > 0) process.exitCode = 1;
}
