import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { manualClock } from "../../manual-clock.ts";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import type { Finished, RunOptions } from "../processes.ts";
import { sifStore, type HowToPull } from "./sif-store.ts";

interface Call extends RunOptions {
	readonly argv: readonly string[];
}

/** A program that answers so, one after the other; without a word it has pulled. */
function storeWith(answers: readonly string[]) {
	const folder = tempDir();
	const calls: Call[] = [];
	const gate = Promise.withResolvers<undefined>();
	const run = async (argv: readonly string[], options: RunOptions): Promise<Finished> => {
		const stderr = answers[calls.length] ?? "";
		calls.push({ argv, ...options });
		const stopped = new Promise<never>((_, reject) => {
			options.signal?.addEventListener("abort", () => reject(new Error("aborted")));
		});
		await Promise.race([gate.promise, stopped]);
		if (stderr === "") writeFileSync(join(options.cwd, "image.sif"), "image");
		return { exitCode: stderr === "" ? 0 : 255, stdout: "", stderr };
	};
	const clock = manualClock(0);
	const store = sifStore({ directory: folder.path, processes: { run }, clock, environment: { HOME: "/h" } });
	const have = (dockerName: string, how: Partial<HowToPull> = {}) =>
		store.have(
			{ kind: "pulled", uri: `docker://${dockerName}`, dockerName },
			{
				program: { path: "/bin/apptainer", prefix: "APPTAINER", said: "" },
				fresh: false,
				credentials: async () => undefined,
				...how,
			},
		);
	return { folder, calls, have, go: () => gate.resolve(undefined), [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

it("an image is pulled once for all who ask for it, and again only who wants that", async () => {
	using store = storeWith([]);
	const both = [store.have("a/b:1"), store.have("a/b:1")];
	store.go();
	const [first, second] = await Promise.all(both);
	expect(first).toEqual(second);
	expect(await store.have("a/b:1")).toEqual(first);
	expect(store.calls).toHaveLength(1);
	await store.have("a/b:1", { fresh: true });
	expect(store.calls).toHaveLength(2);
	expect(readdirSync(store.folder.path)).toEqual([expect.stringMatching(/^a_b_1-.*\.sif$/)]);
});

it("a password is in no command line", async () => {
	using store = storeWith([]);
	store.go();
	await store.have("h/a", { credentials: async () => ({ username: "alice", password: "open-sesame" }) });
	const [call] = store.calls;
	expect(call?.argv.join(" ")).not.toContain("sesame");
	expect(call?.env).toMatchObject({
		APPTAINER_DOCKER_USERNAME: "alice",
		APPTAINER_DOCKER_PASSWORD: "open-sesame",
		HOME: "/h",
	});
});

const plain = "FATAL:   While pulling: http: server gave HTTP response to HTTPS client";

it.each([
	["127.0.0.1:5000/a", 2, { kind: "pulled" }],
	["localhost/a", 2, { kind: "pulled" }],
	["example.org/a", 1, { kind: "failed", reason: expect.stringContaining("HTTP response to HTTPS client") }],
])("a registry without TLS is asked once more only on this machine: %s", async (name, calls, expected) => {
	using store = storeWith([plain]);
	store.go();
	expect(await store.have(name)).toMatchObject(expected);
	expect(store.calls.map(({ argv }) => argv.includes("--no-https"))).toEqual([false, true].slice(0, calls));
});

it("why an image cannot be had is told in the words of the program, with what helps, and nothing is left", async () => {
	using store = storeWith(["WARNING: x\nFATAL:   While pulling: 401 Unauthorized\n", "FATAL:   no such image\n"]);
	store.go();
	expect(await store.have("h.example/a")).toEqual({
		kind: "failed",
		reason:
			"the image h.example/a cannot be pulled: While pulling: 401 Unauthorized. Run `apptainer registry login --username NAME docker://h.example`.",
	});
	expect(await store.have("h.example/a")).toEqual({
		kind: "failed",
		reason: "the image h.example/a cannot be pulled: no such image",
	});
	expect(readdirSync(store.folder.path)).toEqual([]);
});

it("who waits hears how far it has come", async () => {
	using store = storeWith([]);
	const heard: unknown[] = [];
	const image = store.have("a/b", { hear: (pull) => heard.push(pull) });
	await untilCalled(heard);
	store.go();
	await image;
	expect(heard[0]).toEqual({ image: "a/b", bytes: expect.any(Number) });
});

it("what nobody wants any more is not pulled any further", async () => {
	using store = storeWith([]);
	const [first, second] = [new AbortController(), new AbortController()];
	const all = [first, second].map(({ signal }) => store.have("a", { signal }));
	const unwanted = { kind: "failed", reason: "it is not wanted any more" };
	await untilCalled(store.calls);
	first.abort();
	expect(await all[0]).toEqual(unwanted);
	expect(store.calls[0]?.signal?.aborted).toBe(false);
	second.abort();
	expect(await all[1]).toEqual(unwanted);
	expect(store.calls[0]?.signal?.aborted).toBe(true);
	store.go();
	expect(await store.have("a")).toMatchObject({ kind: "pulled" });
});

async function untilCalled(calls: readonly unknown[]): Promise<void> {
	// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a turn of the loop
	while (calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
}
