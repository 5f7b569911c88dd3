// The last line of a run: tests from vitest's own reports, gates counted as one test each.
import { readFileSync } from "node:fs";

const [gatesFailed = "0", testExit = "1", engineExit = "1", terminalExit = "1"] = process.argv.slice(2);
const gates = 10;
const suites = [
	{ report: ".cache/test-results.json", exit: testExit },
	{ report: ".cache/engine-results.json", exit: engineExit },
	{ report: ".cache/terminal-results.json", exit: terminalExit },
].map(countsOf);
const passed = suites.reduce((sum, suite) => sum + suite.passed, gates - Number(gatesFailed));
const failed = suites.reduce((sum, suite) => sum + suite.failed, Number(gatesFailed));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** A suite that fails without a test that does, or leaves no report, counts as one that failed. */
function countsOf({ report, exit }) {
	try {
		const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
		return { passed: numPassedTests, failed: numFailedTests === 0 && exit !== "0" ? 1 : numFailedTests };
	} catch {
		return { passed: 0, failed: 1 };
	}
}
