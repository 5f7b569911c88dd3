import { readdirSync, readFileSync } from "node:fs";
import { memoryHost, parseScenario, type Scenario, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";

const folder = new URL("./scenarios/", import.meta.url);
const scenarios = readdirSync(folder)
	.filter((name) => name.endsWith(".scenario"))
	.map((name) => [name, parseScenario(readFileSync(new URL(name, folder), "utf8"))] as const);

describe("scenarios", () => {
	it.each(scenarios)("%s", async (_, scenario) => {
		expect(scenario.steps.length).toBeGreaterThan(0);
		await play(scenario);
	});
});

async function play({ files, stdin, answers, steps }: Scenario): Promise<void> {
	using dir = tempDir(files);
	for (const step of steps) {
		const host = memoryHost({ cwd: dir.path, ...(stdin !== undefined && { stdin }), ...(answers && { answers }) });
		const exit = await main(step.argv, host);
		const line = `chronos-job ${step.argv.join(" ")}`;
		// A part that the story leaves out is whatever it is.
		const { stdout = host.written.stdout, stderr = host.written.stderr } = step;
		expect({ exit, ...host.written }, line).toEqual({ exit: step.exit, stdout, stderr });
		for (const [name, text] of Object.entries(step.files)) expect(dir.read(name), `${name} after ${line}`).toBe(text);
	}
}
