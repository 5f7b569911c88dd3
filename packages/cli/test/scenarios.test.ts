import { readdirSync, readFileSync } from "node:fs";
import { parseScenario, type Scenario, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

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
	await using machine = memoryMachine(dir.path);
	for (const step of steps) {
		const host = machine.host({ ...(stdin !== undefined && { stdin }), ...(answers && { answers }) });
		const exit = await main(step.argv, host);
		const written = {
			stdout: host.written.stdout.replaceAll(dir.path, "/home/ada"),
			stderr: host.written.stderr.replaceAll(dir.path, "/home/ada"),
		};
		const line = `chronos-job ${step.argv.join(" ")}`;
		// A part that the story leaves out is whatever it is.
		const { stdout = written.stdout, stderr = written.stderr } = step;
		expect({ exit, ...written }, line).toEqual({ exit: step.exit, stdout, stderr });
		for (const [name, text] of Object.entries(step.files)) expect(dir.read(name), `${name} after ${line}`).toBe(text);
	}
}
