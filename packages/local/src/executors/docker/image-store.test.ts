import { systemClock } from "@chronos-job/core";
import { expect, it } from "vitest";
import type { ChosenEngine } from "./engine-desk.ts";
import type { EngineClient, PullOptions } from "./engine-client.ts";
import { EngineError } from "./engine-error.ts";
import { imageStore } from "./image-store.ts";

/** An engine that has what was pulled. */
function engineWith(pull: (options: PullOptions) => Promise<void>, isPodman = false) {
	const images = new Set<string>();
	const asked: (string | undefined)[] = [];
	const client: Pick<EngineClient, "endpoint" | "findImage" | "pull"> = {
		endpoint: { kind: "unix", text: "unix:///x", socketPath: "/x" },
		findImage: (name) => Promise.resolve(images.has(name) ? { Id: name } : undefined),
		pull: async (name, options = {}) => {
			asked.push(options.credentials);
			await pull(options);
			images.add(name);
		},
	};
	const traits = { name: "Engine 1.0", isPodman, isRootless: false, seesFiles: true };
	return { engine: { client, traits } as unknown as ChosenEngine, asked };
}

const nothing = () => Promise.resolve();
const unknown = { fresh: false, credentials: () => Promise.resolve(undefined) };
const known = { fresh: false, credentials: () => Promise.resolve("c2VjcmV0") };
const refuseWith = (message: string) => () => Promise.reject(new EngineError(message, 500));

it("pulls once what many want at the same time, with the credentials of the user", async () => {
	const { engine, asked } = engineWith(nothing);
	const store = imageStore(systemClock);
	await Promise.all([1, 2, 3].map(() => store.have(engine, "a", known)));
	expect(asked).toEqual(["c2VjcmV0"]);
});

it("asks the registry for what is there only when it is told to", async () => {
	const { engine, asked } = engineWith(nothing);
	const store = imageStore(systemClock);
	for (const fresh of [false, false, true]) await store.have(engine, "a", { ...unknown, fresh });
	expect(asked).toHaveLength(2);
});

it("looks for no credentials of an image that is there", async () => {
	const { engine } = engineWith(nothing);
	const store = imageStore(systemClock);
	await store.have(engine, "a", unknown);
	const credentials = () => Promise.reject(new Error("nobody should ask"));
	expect(await store.have(engine, "a", { fresh: false, credentials })).toEqual({ Id: "a" });
});

it.each([
	["no basic auth credentials", false, "Run `docker login reg:5000`."],
	["unauthorized: authentication required", true, "Run `podman login reg:5000`."],
])("says how to log in: %s", async (message, isPodman, advice) => {
	const { engine } = engineWith(refuseWith(message), isPodman);
	await expect(imageStore(systemClock).have(engine, "reg:5000/a", unknown)).rejects.toThrow(
		`the image reg:5000/a cannot be pulled: ${message}. ${advice}`,
	);
});

it("says that credentials were not taken, and keeps them to itself", async () => {
	const { engine } = engineWith(refuseWith("denied: no"));
	const error = await imageStore(systemClock)
		.have(engine, "reg:5000/a", known)
		.catch((reason: unknown) => reason);
	expect(String(error)).toContain(
		"denied: no; reg:5000 was asked with the credentials of this user. Run `docker login",
	);
	expect(JSON.stringify(error) + String(error)).not.toContain("c2VjcmV0");
});

it.each([
	["the engine's own words", new EngineError("no such host", 500), "the image a cannot be pulled: no such host"],
	["the silence of an engine", new EngineError("it hung up"), "it hung up"],
])("has %s for other failures", async (_, error, expected) => {
	const { engine } = engineWith(() => Promise.reject(error));
	const failure = await imageStore(systemClock)
		.have(engine, "a", unknown)
		.catch((reason: unknown) => reason);
	expect(failure).toMatchObject({ message: expected, status: error.status });
});

it("tells all that wait how a pull goes, at once and then once a second", async () => {
	let now = 0;
	const { engine } = engineWith(async ({ onProgress }) => {
		await Promise.resolve();
		for (const at of [0, 400, 999, 1000, 1900]) {
			now = at;
			onProgress?.({ id: "x", status: "Downloading", progressDetail: { current: at, total: 2000 } });
		}
	});
	const heard: unknown[] = [];
	const hear = (name: string) => (pull: { readonly bytes: number }) => heard.push([name, pull.bytes]);
	const store = imageStore({ ...systemClock, now: () => now });
	await Promise.all(["p", "q"].map((name) => store.have(engine, "a", { ...unknown, hear: hear(name) })));
	expect(heard).toEqual([
		["p", 0],
		["q", 0],
		["p", 1000],
		["q", 1000],
	]);
});

/** An image that comes when somebody says so, and that two wait for who may change their minds. */
function twoWaiters() {
	const there = Promise.withResolvers<void>();
	const pulls: AbortSignal[] = [];
	const { engine } = engineWith(({ signal = new AbortController().signal }) => {
		pulls.push(signal);
		return Promise.race([there.promise, new Promise<never>((_, reject) => signal.addEventListener("abort", reject))]);
	});
	const store = imageStore(systemClock);
	const minds = [new AbortController(), new AbortController()] as const;
	const have = ({ signal }: AbortController) =>
		store.have(engine, "a", { ...unknown, signal }).then(
			() => "has it",
			(error: unknown) => String(error),
		);
	return { there, pulls, minds, have };
}

it("goes on with a pull that somebody still wants, and who wants it no more is told at once", async () => {
	const { there, pulls, minds, have } = twoWaiters();
	const answers = [have(minds[0]), have(minds[1])];
	await Promise.resolve();
	minds[0].abort();
	expect(await answers[0]).toBe("EngineError: it is not wanted any more");
	expect(pulls.map(({ aborted }) => aborted)).toEqual([false]);
	there.resolve();
	expect(await answers[1]).toBe("has it");
});

it("ends a pull that nobody wants, and begins a new one for who comes then", async () => {
	const { there, pulls, minds, have } = twoWaiters();
	const given = have(minds[0]);
	await new Promise(setImmediate);
	minds[0].abort();
	const later = have(minds[1]);
	expect(await given).toBe("EngineError: it is not wanted any more");
	there.resolve();
	expect(await later).toBe("has it");
	expect(pulls.map(({ aborted }) => aborted)).toEqual([true, false]);
});
