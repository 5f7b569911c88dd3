import { Job } from "@chronos-job/schemas";
import { expect, it } from "vitest";
import type { Availability, Executor } from "../src/executors/executor.ts";
import { reasonText, scriptedExecutor, whyNotRunning } from "../src/index.ts";
import { eventsOf, instead, openScene, put, start } from "./open-scene.ts";

const boxed = { container: { image: "busybox" } };
const missing: Availability = { available: false, reason: "there is no engine", hint: "Run `make engine`." };

/** An executor of containers whose engine comes and goes. */
function containers(script: Parameters<typeof scriptedExecutor>[0] = {}) {
	const state: { engine: Availability } = { engine: { available: true } };
	const scripted = scriptedExecutor(script);
	const open = (clock: Parameters<typeof scripted>[0]): Executor =>
		instead(scripted(clock), { probe: () => Promise.resolve(state.engine), findObstacle: ({ name }) => `no ${name}` });
	return { state, scripted, open };
}

async function openBoxes(script: Parameters<typeof scriptedExecutor>[0] = {}, engine?: Availability) {
	const boxes = containers(script);
	if (engine !== undefined) boxes.state.engine = engine;
	const bare = await openScene();
	const executor = boxes.open(bare.clock);
	await bare.engine.close();
	const scene = await bare.again({ containers: executor });
	return { scene, boxes, executor };
}

it("a job with an image runs as a container, and one without does not", async () => {
	const { scene, boxes } = await openBoxes();
	for (const input of [put("boxed", boxed), put("bare"), start("boxed"), start("bare")]) await scene.engine.tell(input);
	await scene.clock.advance(100);
	expect(boxes.scripted.started.map(({ job }) => job)).toEqual(["boxed"]);
	expect(scene.executor.started.map(({ job }) => job)).toEqual(["bare"]);
	expect(eventsOf(scene.store)).toContain("run.settled boxed succeeded");
});

it("a job waits for an engine, knows what helps, and runs when there is one", async () => {
	const { scene, boxes } = await openBoxes({}, missing);
	await scene.engine.tell(put("boxed", boxed));
	await scene.engine.tell(start("boxed"));
	await scene.clock.advance(20_000);
	const reasons = () => whyNotRunning(scene.engine.state, "boxed", scene.clock.now()).map((one) => reasonText(one));
	expect(reasons()).toContain("What it needs to run is missing: there is no engine. Run `make engine`.");
	expect(boxes.scripted.started).toEqual([]);
	boxes.state.engine = { available: true };
	await scene.clock.advance(5100);
	expect(boxes.scripted.started).toHaveLength(1);
	boxes.state.engine = missing;
	await scene.clock.advance(5100);
	expect(reasons()).toContain("What it needs to run is missing: there is no engine. Run `make engine`.");
});

it("a container that outlives its server is followed by the next one", async () => {
	const { scene, executor } = await openBoxes({ boxed: { exitCode: 0, afterMs: 10_000 } });
	await scene.engine.tell(put("boxed", boxed));
	await scene.engine.tell(start("boxed"));
	await scene.clock.advance(100);
	await scene.engine.close();
	const next = await scene.again({ containers: executor });
	await next.clock.advance(15_000);
	expect(eventsOf(next.store)).toContain("run.settled boxed succeeded");
	expect(next.executor.started).toEqual([]);
});

it("what keeps a container from ever being launched is what its executor says", async () => {
	const { scene } = await openBoxes();
	const jobOf = (fields: Record<string, unknown>) =>
		Job.parse({ name: "a", schedule: "R//P1D", command: "x", ...fields });
	expect(scene.engine.findObstacle(jobOf(boxed))).toBe("no a");
	expect(scene.engine.findObstacle(jobOf({}))).toBeUndefined();
});
