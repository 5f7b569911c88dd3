import { expect, it } from "vitest";
import { jsonBody, later, openStage, type Stage } from "./http.samples.ts";

const room = { cpus: 8, memMb: 16_384, diskMb: 100_000, gpus: [] };
const api = "/local/v1";

async function askJson({ ask }: Stage, path: string) {
	return JSON.parse((await ask("GET", `${api}${path}`)).body);
}

/** Starts so many jobs with an image that take a minute each. */
async function startContainers(stage: Stage, names: readonly string[]): Promise<void> {
	for (const name of names) {
		await stage.put({ name, schedule: later, container: { image: "busybox" } });
		await stage.ask("PUT", `/v1/scheduler/job/${name}`, { headers: jsonBody });
	}
	await stage.clock.advance(1);
}

const script = Object.fromEntries(["a", "b", "c", "p"].map((name) => [name, { afterMs: 60_000 }]));

it.each<readonly [number, readonly string[], string, string]>([
	[1, ["a"], "b", "It needs 1 container, and 1 of 1 runs already."],
	[2, ["a", "b"], "c", "It needs 1 container, and 2 of 2 run already."],
])("where %i may run the next container waits and says so", async (...[containers, running, next, text]) => {
	await using stage = await openStage({ capacity: { ...room, containers }, script, hasEngine: true });
	await startContainers(stage, [...running, next]);
	const counts = { total: { containers }, used: { containers }, free: { containers: 0 } };
	const waits = [{ job: next, needs: { containers: 1 }, fits: true }];
	expect(await askJson(stage, "/capacity")).toMatchObject({ ...counts, running: containers, queue: waits });
	const why = async () => askJson(stage, `/jobs/${next}/why`);
	expect((await why()).reasons).toContainEqual({
		type: "needs-capacity",
		resource: "containers",
		needs: 1,
		free: 0,
		total: containers,
		text,
	});
	await stage.put({ name: "p", schedule: later });
	await stage.ask("PUT", "/v1/scheduler/job/p");
	await stage.clock.advance(1);
	expect(await askJson(stage, "/jobs/p/why")).toMatchObject({ state: { phase: "running" } });
	await stage.clock.advance(60_000);
	expect(await why()).toMatchObject({ state: { phase: "running" } });
	const [run] = (await askJson(stage, `/jobs/${next}/runs`)).runs;
	expect(run).toMatchObject({ attempts: [{ needs: { containers: 1 } }] });
});
