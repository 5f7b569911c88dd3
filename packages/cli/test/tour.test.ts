import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";

const tour = readFileSync(new URL("../../../docs/tour.md", import.meta.url), "utf8");
const blocks = [...tour.matchAll(/^```console\n([^]*?)^```$/gm)].map(([, block = ""]) => block);
const program = fileURLToPath(new URL("../bin/chronos-job.js", import.meta.url));
const examples = fileURLToPath(new URL("../../../examples", import.meta.url));

describe("the tour", () => {
	it("shows what the program really prints, from the first line to the last", () => {
		using dir = tempDir({ "bin/chronos-job": `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n` });
		chmodSync(`${dir.path}/bin/chronos-job`, 0o755);
		cpSync(examples, `${dir.path}/home/examples`, { recursive: true });
		const env = { PATH: `${dir.path}/bin:/usr/bin:/bin`, HOME: `${dir.path}/home`, TZ: "UTC" };
		const shell = (line: string) =>
			spawnSync("/bin/sh", ["-c", `{ ${line}\n} 2>&1`], { cwd: env.HOME, env, encoding: "utf8" });
		try {
			for (const { line, expected } of blocks.flatMap(stepsOf)) {
				const { stdout } = shell(line);
				expect(isAsShown(stdout, expected), `$ ${line}\n${stdout}`).toBe(true);
			}
		} finally {
			shell("chronos-job local stop --stop-jobs");
		}
	}, 60_000);

	it("has something to show", () => {
		expect(blocks.flatMap(stepsOf).length).toBeGreaterThan(10);
	});
});

interface Step {
	readonly line: string;
	readonly expected: readonly string[];
}

/** Lines that begin with a dollar are typed; what follows one of them is printed. */
function stepsOf(block: string): readonly Step[] {
	const steps: { line: string; expected: string[] }[] = [];
	for (const line of block.trimEnd().split("\n")) {
		if (line.startsWith("$ ")) steps.push({ line: line.slice(2), expected: [] });
		else steps.at(-1)?.expected.push(line);
	}
	return steps;
}

/** In the tour … stands for whatever is there, also for lines when it stands alone; blanks that only align do not count. */
function isAsShown(printed: string, expected: readonly string[]): boolean {
	const pattern = expected
		.map((line) => (line.trim() === "…" ? "(?:.*\n)*" : `${line.split("…").map(patternOf).join(".*")}\n`))
		.join("");
	return new RegExp(`^${pattern}$`).test(printed.replaceAll(/[^\S\n]+\n/g, "\n"));
}

function patternOf(text: string): string {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/ {2,}/g, " +");
}
