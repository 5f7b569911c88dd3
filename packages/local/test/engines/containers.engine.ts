import { setUp, startEngine, type TestEngine, whyNoEngine } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { describeExecutor } from "../describe-executor.ts";
import { containerExecutor } from "./container-attempts.ts";
import { describeEnds } from "./describe-ends.ts";
import { describeMapping } from "./describe-mapping.ts";
import { describeRestarts } from "./describe-restarts.ts";

describe.each(["podman", "docker"] as const)("%s", (name) => {
	const whyNot = whyNoEngine(name);
	let engine: TestEngine;
	const get = () => engine;

	setUp(whyNot, async (open) => {
		engine = open.use(await startEngine(name));
	});

	it("is found", async () => {
		expect(await containerExecutor(engine).probe()).toEqual({ available: true });
	});

	describeExecutor(name, () => ({
		open: (options) => containerExecutor(engine, options),
		fields: { container: { image: engine.image, parameters: [{ key: "network", value: "none" }] } },
	}));
	describeEnds(get);
	describeMapping(get);
	describeRestarts(get);
});
