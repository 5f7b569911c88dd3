/** `npm run torture:containers [-- 100 --engine podman --seed 1 --sabotage launches-again]`: the same with containers. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type TestEngine, whyNoEngine } from "@chronos-job/testkit";
import { startGpuMachine } from "../packages/local/test/engines/gpu-machine.ts";
import { formatReport } from "./format-report.ts";
import { type Sabotage, sabotages } from "./sabotage.ts";
import { torture } from "./torture.ts";

// Where Debian puts what root runs, dockerd among it.
process.env["PATH"] = `${process.env["PATH"] ?? ""}:/usr/local/sbin:/usr/sbin:/sbin`;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		engine: { type: "string" },
		seed: { type: "string", default: String(Date.now() % 1_000_000) },
		sabotage: { type: "string" },
	},
});
const sabotage = Object.keys(sabotages).find((name): name is Sabotage => name === values.sabotage);
const asked = (["podman", "docker"] as const).filter((name) => values.engine === undefined || values.engine === name);
const there = asked.filter((name) => isThere(name));
if (there.length === 0)
	throw new Error(`there is no engine to kill servers with: ${values.engine ?? asked.join(", ")}`);
const rounds = Math.ceil(Number(positionals[0] ?? 100) / there.length);
for (const name of there) await tortureWith(name);

function isThere(name: TestEngine["name"]): boolean {
	const whyNot = whyNoEngine(name);
	if (whyNot !== undefined) console.log(`skip  ${name}: ${whyNot}`);
	return whyNot === undefined;
}

async function tortureWith(name: TestEngine["name"]): Promise<void> {
	const directory = mkdtempSync(join(tmpdir(), "torture-"));
	await using machine = await startGpuMachine(name);
	const { engine, gpus: known, programs } = machine;
	const gpus = { known, cdiFolders: machine.options.gpus?.cdiFolders ?? [], programFolders: [programs] };
	const say = (text: string) => console.log(`${name}: ${text}`);
	say(`${String(rounds)} kills, seed ${values.seed}`);
	const report = await torture({ rounds, seed: Number(values.seed), directory, sabotage, engine, gpus, say });
	console.log(formatReport(report));
	if (report.violations.length > 0) {
		console.log(`seed ${values.seed}; the evidence is in ${directory}`);
		process.exitCode = 1;
	} else rmSync(directory, { recursive: true });
}
