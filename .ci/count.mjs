// The last line of a run: tests from vitest's own report, gates counted as one test each.
import { readFileSync } from "node:fs";

const [testExit = "1", gatesFailed = "0"] = process.argv.slice(2);
const gates = 11;
let passed = gates - Number(gatesFailed);
let failed = Number(gatesFailed);
try {
	const report = JSON.parse(readFileSync(".cache/test-results.json", "utf8"));
	passed += report.numPassedTests;
	failed += report.numFailedTests;
} catch {
	failed += 1;
}
if (testExit !== "0" && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
