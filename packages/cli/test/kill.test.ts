import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

it("waits for what ran when it was killed, and not for the run that was queued behind it", async () => {
	const job = {
		name: "job",
		command: "sleep 60",
		retries: 0,
		cpus: 1,
		concurrent: true,
		schedule: "R/2040-01-01T00:00:00Z/P1D",
	};
	using home = tempDir({ "job.json": JSON.stringify(job) });
	await using machine = memoryMachine(home.path);
	const say = async (...words: readonly string[]) => {
		const host = machine.host();
		return { exit: await main(words, host), ...host.written };
	};
	const runs = async (): Promise<readonly { readonly phase: string; readonly outcome?: string }[]> =>
		JSON.parse(await machine.ask("GET", "/local/v1/jobs/job/runs")).runs;
	await say("local", "start", "--cpus", "1");
	await say("submit", "job.json", "--yes");
	await say("run", "job");
	await say("run", "job");
	expect((await runs()).map(({ phase }) => phase)).toEqual(["queued", "live"]);
	const killed = await say("kill", "job", "--wait", "--timeout", "20s");
	expect(killed).toMatchObject({ exit: 0, stderr: "" });
	const [second, first] = await runs();
	expect([first, second]).toMatchObject([{ phase: "settled", outcome: "killed" }, { phase: "live" }]);
	await say("kill", "job", "--wait");
	expect((await runs()).map(({ phase }) => phase)).toEqual(["settled", "settled"]);
});
