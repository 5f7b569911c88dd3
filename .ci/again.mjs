// again.mjs REPORT CONFIG: what failed beside everything else is tried once more, alone, and says so in the report.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [report = "", config = ""] = process.argv.slice(2);
// More than that is no accident.
const mostFiles = 4;
const again = ".cache/again-results.json";

const first = read(report);
const failed = first.testResults.filter(({ status }) => status === "failed");
if (failed.length > 0 && failed.length <= mostFiles) {
	console.log(`\n${failed.length} files have failed tests, and are tried alone:\n`);
	const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
	const reporters = [
		"--reporter=verbose",
		"--reporter=json",
		"--reporter=./.ci/uncaught.mjs",
		`--outputFile.json=${again}`,
	];
	const files = failed.map(({ name }) => name);
	const words = [vitest, "run", "--config", config, "--maxWorkers=1", ...reporters, ...files];
	const { status } = spawnSync(process.execPath, words, { stdio: "inherit" });
	writeFileSync(report, JSON.stringify(joined(first, read(again))));
	process.exitCode = status ?? 1;
} else {
	process.exitCode = 1;
}

function read(file) {
	return JSON.parse(readFileSync(file, "utf8"));
}

/** The second report of a file stands for the first; what had failed in the first is kept beside it. */
function joined(before, after) {
	const second = new Map(after.testResults.map((result) => [result.name, result]));
	const testResults = before.testResults.map((result) => {
		const now = second.get(result.name);
		return now === undefined ? result : { ...now, before: result };
	});
	const statuses = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
	const count = (wanted) => statuses.filter((status) => status === wanted).length;
	return { ...before, testResults, numPassedTests: count("passed"), numFailedTests: count("failed") };
}
