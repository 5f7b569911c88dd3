// The last line of a run: tests from vitest's own reports, gates counted as one test each. Before it, what failed.
import { existsSync, readFileSync } from "node:fs";

const [gatesFailed = "0", testExit = "1", engineExit = "1", terminalExit = "1"] = process.argv.slice(2);
const gates = 10;
const linesOfMessage = 30;
const untold = "FAILED, and no test of it did: what it printed says more";
const suites = [
	{ name: "tests", exit: testExit, report: ".cache/test-results.json" },
	{ name: "engines", exit: engineExit, report: ".cache/engine-results.json" },
	{ name: "terminal", exit: terminalExit, report: ".cache/terminal-results.json" },
].map((suite) => ({ ...suite, ...countsOf(suite) }));
const passed = suites.reduce((sum, suite) => sum + suite.passed, gates - Number(gatesFailed));
const uncaught = uncaughtErrors();
const failedTests = suites.reduce((sum, suite) => sum + suite.failed, Number(gatesFailed));
// An error may have made its suite count already.
const failed = Math.max(failedTests, uncaught.length);
// A whole run may print more than is kept of it; its end always is.
for (const { name, passed: good, failed: bad, failures } of suites) {
	console.log(`${name}: ${good} passed, ${bad} failed`);
	for (const failure of failures) console.log(`\n${failure}\n`);
}
for (const stack of uncaught) console.log(`UNCAUGHT, outside of every test\n${shortened(stack)}\n`);
console.log(`gates: ${gates - Number(gatesFailed)} passed, ${gatesFailed} failed`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** A suite that fails without a test that does, or leaves no report, counts as one that failed. */
function countsOf({ exit, report }) {
	try {
		const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
		const failed = numFailedTests === 0 && exit !== "0" ? 1 : numFailedTests;
		const alone = testResults.flatMap(({ before }) => before ?? []).flatMap(failuresOf("FAILED BESIDE OTHERS"));
		const told = [...alone, ...testResults.flatMap(failuresOf("FAILED"))];
		return { passed: numPassedTests, failed, failures: failed > 0 && told.length === 0 ? [untold] : told };
	} catch (error) {
		return { passed: 0, failed: 1, failures: [`no report: ${error.message}`] };
	}
}

/** Also those of a suite whose tests then passed alone. */
function uncaughtErrors() {
	if (!existsSync(".cache/uncaught.jsonl")) return [];
	const lines = readFileSync(".cache/uncaught.jsonl", "utf8").trimEnd().split("\n");
	return lines.map((line) => JSON.parse(line));
}

function failuresOf(word) {
	return ({ name, status, message, assertionResults }) => {
		const tests = assertionResults.filter((test) => test.status === "failed");
		if (tests.length === 0) return status === "failed" ? [`${word} ${name}\n${shortened(message ?? "")}`] : [];
		return tests.map((test) => `${word} ${name} > ${test.fullName}\n${shortened(test.failureMessages.join("\n"))}`);
	};
}

function shortened(message) {
	const own = message.split("\n").filter((line) => !line.includes("/node_modules/"));
	return own.slice(0, linesOfMessage).join("\n");
}
