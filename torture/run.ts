/** `npm run torture [-- --rounds 500 --seed 1 --limits auto --sabotage answers-early]`: kills the server at any instant, under load. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Sabotage, sabotages } from "./sabotage.ts";
import { formatReport } from "./format-report.ts";
import { torture } from "./torture.ts";

const { values } = parseArgs({
	options: {
		rounds: { type: "string", default: "500" },
		seed: { type: "string", default: String(Date.now() % 1_000_000) },
		sabotage: { type: "string" },
		limits: { type: "string", default: "off" },
	},
});
const sabotage = Object.keys(sabotages).find((name): name is Sabotage => name === values.sabotage);
if (values.sabotage !== undefined && sabotage === undefined)
	throw new Error(`there is no sabotage ${values.sabotage}, only ${Object.keys(sabotages).join(", ")}`);

const directory = mkdtempSync(join(tmpdir(), "torture-"));
const options = { rounds: Number(values.rounds), seed: Number(values.seed), directory, sabotage };
const limits = values.limits === "auto" ? "auto" : "off";
const report = await torture({ ...options, limits, say: (text) => console.log(text) });
console.log(formatReport(report));
if (report.violations.length > 0) {
	console.log(`seed ${values.seed}; the evidence is in ${directory}`);
	process.exitCode = 1;
} else rmSync(directory, { recursive: true });
