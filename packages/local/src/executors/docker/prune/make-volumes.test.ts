import { Job } from "@chronos-job/schemas";
import { expect, it } from "vitest";
import type { EngineCall } from "../call-engine.ts";
import type { EngineClient } from "../engine-client.ts";
import { EngineError } from "../engine-error.ts";
import { makeVolumes } from "./make-volumes.ts";

const volumes = ["there", "new", "refused"].map((name) => ({
	containerPath: `/${name}`,
	external: { name, provider: "local", options: [{ key: "type", value: "none" }] },
}));
const job = { name: "j", schedule: "R1//P1Y", command: "true", container: { image: "x", volumes } };

it("makes the volumes that are not there, says whose they are, and lets no job fail over it", async () => {
	const made: unknown[] = [];
	const client: Pick<EngineClient, "ask" | "tell"> = {
		ask: async <T>({ path }: EngineCall) => {
			if (path !== "/volumes/there") throw new EngineError("no such volume", 404);
			return { Name: "there" } as T;
		},
		tell: async ({ body }) => {
			made.push(body);
			if (JSON.stringify(body).includes("refused")) throw new EngineError("no such driver", 400);
		},
	};
	const { container } = Job.parse(job);
	if (container !== undefined) await makeVolumes(client as unknown as EngineClient, container, "/state/pulled");
	const common = { Driver: "local", DriverOpts: { type: "none" }, Labels: { "chronos-job.owner": "/state/pulled" } };
	expect(made).toEqual([
		{ Name: "new", ...common },
		{ Name: "refused", ...common },
	]);
});
