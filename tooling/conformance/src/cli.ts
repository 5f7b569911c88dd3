import { parseArgs } from "node:util";
import type { Dialect } from "@chronos-job/schemas";
import type { Credentials } from "./connection.ts";
import { formatJsonReport, formatReport, hasDifferences } from "./format-report.ts";
import { holdServer } from "./hold-server.ts";
import { connectionTo, serverAt } from "./server-at.ts";
import { sniffBuild, sniffDialect } from "./sniff-server.ts";
import { topics } from "./suite/index.ts";

const usage = `Holds a Chronos server against the contract: npm run conformance -- --url URL

  --url URL          http://host:port, https://host:port, or http+unix:///path/of/a/socket
  --user NAME        asks with this name and the password in CHRONOS_PASSWORD
  --dialect D        3.x or 2.x; found out when it is not said
  --only TEXT        tests with this in their topic, name or section
  --slow             also tests that take more than 2 seconds, up to minutes
  --disposable       the server has no jobs and may be harmed: also tests that need that
  --parallel N       how many tests are under way at once (4)
  --json             a report for programs

The suite touches no job that it has not made, and deletes what it made.
Exit code 1 tells of differences, 2 that the server could not be asked.
`;

process.exitCode = await main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	return 2;
});

async function main(): Promise<number> {
	const { values: options } = parseArgs({
		options: {
			url: { type: "string" },
			user: { type: "string" },
			dialect: { type: "string", default: "auto" },
			only: { type: "string", default: "" },
			slow: { type: "boolean", default: false },
			disposable: { type: "boolean", default: false },
			parallel: { type: "string", default: "4" },
			json: { type: "boolean", default: false },
			help: { type: "boolean", default: false },
		},
	});
	if (options.help || options.url === undefined) {
		console.log(usage);
		return options.help ? 0 : 2;
	}
	const { url, slow, disposable, json, only } = options;
	const connection = connectionTo(new URL(url), credentialsOf(options.user));
	const dialect = parseDialect(options.dialect) ?? (await sniffDialect(connection));
	if (dialect === undefined) throw new Error(`${url} has neither /v1/scheduler/jobs nor /scheduler/jobs`);
	const build = await sniffBuild(connection, dialect);
	const holding = await holdServer(serverAt(connection, { dialect, disposable }), {
		topics: narrowed(only),
		slow,
		atOnce: Math.max(1, Number(options.parallel)),
		signal: interrupted(),
	});
	const report = { ...holding, url, dialect, build };
	process.stdout.write(json ? formatJsonReport(report) : formatReport(report));
	return hasDifferences(report) ? 1 : 0;
}

function credentialsOf(user: string | undefined): Credentials | undefined {
	return user === undefined ? undefined : { user, password: process.env["CHRONOS_PASSWORD"] ?? "" };
}

function parseDialect(text: string): Dialect | undefined {
	if (text === "3.x" || text === "2.x") return text;
	if (text === "auto") return undefined;
	throw new Error(`--dialect ${text} is none of auto, 3.x, 2.x`);
}

function narrowed(only: string): typeof topics {
	return topics.map(({ name, tests }) => ({
		name,
		tests: tests.filter((test) => `${name} ${test.name} ${test.section}`.includes(only)),
	}));
}

// What is under way cleans up after itself before the program ends.
function interrupted(): AbortSignal {
	const controller = new AbortController();
	process.once("SIGINT", () => controller.abort());
	return controller.signal;
}
