import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { manualClock } from "../../manual-clock.ts";
import { readContainerRecord, writeContainerRecord } from "./container-record.ts";
import { discardContainer, type Discarding } from "./discard-container.ts";
import { EngineError } from "./engine-error.ts";
import { createLateContainers } from "./late-containers.ts";

/** An engine with one container, which it does not remove while it runs. */
function engineWith(status: string | undefined) {
	const state = { status, removed: 0 };
	const client: Discarding["client"] = {
		findContainer: () => Promise.resolve(state.status === undefined ? undefined : { State: { Status: state.status } }),
		tell: () => {
			if (state.status === "running") return Promise.reject(new EngineError("it runs", 409));
			state.status = undefined;
			state.removed += 1;
			return Promise.resolve();
		},
	};
	return { state, client };
}

function containerIn(client: Discarding["client"], directory = "/nonexistent"): Discarding {
	return { client, id: "chronos-job-1", directory, nonce: "1" };
}

describe("a container that was never started", () => {
	it("is removed, and may be made again", async () => {
		using directory = tempDir();
		const record = { nonce: "1", engine: "unix:///x", writesLogs: true, phase: "starting" } as const;
		await writeContainerRecord(directory.path, record);
		const { state, client } = engineWith("created");
		expect(await discardContainer(containerIn(client, directory.path))).toBe(true);
		expect(state.removed).toBe(1);
		expect(await readContainerRecord(directory.path)).toEqual({ ...record, phase: "creating" });
	});

	it("is left alone when somebody starts it meanwhile", async () => {
		using directory = tempDir();
		const record = { nonce: "1", engine: "unix:///x", writesLogs: true, phase: "starting" } as const;
		await writeContainerRecord(directory.path, record);
		const { client } = engineWith("running");
		expect(await discardContainer(containerIn(client, directory.path))).toBe(false);
		expect(await readContainerRecord(directory.path)).toEqual(record);
	});

	it("is not thought to be gone when the engine does not say so", async () => {
		const { client } = engineWith("created");
		const silent = { ...client, tell: () => Promise.reject(new EngineError("busy", 500)) };
		await expect(discardContainer(containerIn(silent))).rejects.toThrow("busy");
	});
});

describe("a container that comes late", () => {
	it.each([
		["is removed when nobody wants it", { status: "created", isWanted: false, removed: 1 }],
		["is left to who wants it after all", { status: "created", isWanted: true, removed: 0 }],
		["is left alone when it runs", { status: "running", isWanted: false, removed: 0 }],
	])("%s", async (_, { status, isWanted, removed }) => {
		const late = createLateContainers(manualClock(0));
		const { state, client } = engineWith(undefined);
		late.expect("1", containerIn(client));
		await late.discard();
		state.status = status;
		if (isWanted) await late.forget("1");
		await late.discard();
		expect(state.removed).toBe(removed);
	});

	it("is looked for as long as it may come", async () => {
		const clock = manualClock(0);
		const late = createLateContainers(clock);
		const { state, client } = engineWith(undefined);
		late.expect("1", containerIn(client));
		clock.step(61_000);
		await late.discard();
		state.status = "created";
		await late.discard();
		expect(state.removed).toBe(0);
	});
});
