import { readdirSync, writeFileSync } from "node:fs";
import { systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import type { EngineClient } from "../engine-client.ts";
import { EngineError } from "../engine-error.ts";
import { imageLedger } from "./image-ledger.ts";

const clock = { ...systemClock, now: () => 5 };

/** An engine whose images have names; what is pulled gets the id that the registry has. */
function engineWith(names: Readonly<Record<string, string>>, text = "unix:///x") {
	const ids = new Map(Object.entries(names));
	const tagsOf = (id: string) => [...ids].filter(([, each]) => each === id).map(([name]) => name);
	const client: Pick<EngineClient, "endpoint" | "findImage" | "ask"> = {
		endpoint: { kind: "unix", text, socketPath: "/x" },
		findImage: async (name) => {
			const id = ids.get(name);
			return id === undefined ? undefined : { Id: id, RepoTags: tagsOf(id) };
		},
		ask: async <T>() => [...new Set(ids.values())].map((id) => ({ Id: id, RepoTags: tagsOf(id) })) as T,
	};
	return { client: client as unknown as EngineClient, gets: (name: string, id: string) => void ids.set(name, id) };
}

function open() {
	const folder = tempDir();
	const ledger = imageLedger(`${folder.path}/pulled`, clock);
	return {
		ledger,
		path: `${folder.path}/pulled`,
		async pull({ client, gets }: ReturnType<typeof engineWith>, name: string, id: string) {
			const note = await ledger.watchPull(client, name);
			gets(name, id);
			await note();
		},
		noted: async () => (await ledger.list()).map(({ name, id, tags }) => [name, id, ...tags].join(" ")),
		[Symbol.dispose]: () => folder[Symbol.dispose](),
	};
}

it("notes what was not there before, with what the engine calls it", async () => {
	using desk = open();
	await desk.pull(engineWith({ old: "1" }), "a", "2");
	expect(await desk.ledger.list()).toEqual([{ engine: "unix:///x", id: "2", name: "a", tags: ["a"], pulledAt: 5 }]);
	expect(readdirSync(desk.path)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)]);
});

it.each<readonly [string, Readonly<Record<string, string>>, string, string]>([
	["an image that was there under another name", { mine: "1" }, "a", "1"],
	["a name that stood for an image of somebody else", { a: "1" }, "a", "2"],
	["what did not change", { a: "1" }, "a", "1"],
])("does not note %s", async (_, names, ...[name, id]) => {
	using desk = open();
	await desk.pull(engineWith(names), name, id);
	expect(await desk.noted()).toEqual([]);
});

it("notes a newer image of a name that is ours, and another name of an image that is ours", async () => {
	using desk = open();
	const engine = engineWith({});
	await desk.pull(engine, "a", "1");
	await desk.pull(engine, "a", "2");
	await desk.pull(engine, "b", "2");
	expect(await desk.noted()).toEqual(expect.arrayContaining(["a 1 a", "a 2 a", "b 2 b"]));
});

it("does not take an image of one engine for that of another", async () => {
	using desk = open();
	await desk.pull(engineWith({}), "a", "1");
	await desk.pull(engineWith({ mine: "1" }, "unix:///y"), "a", "1");
	expect((await desk.ledger.list()).map(({ engine }) => engine)).toEqual(["unix:///x"]);
});

it("does not take a name for ours that somebody gave to an image of ours", async () => {
	using desk = open();
	const engine = engineWith({});
	await desk.pull(engine, "a", "1");
	engine.gets("mine", "1");
	await desk.pull(engine, "b", "1");
	expect(await desk.noted()).toEqual(expect.arrayContaining(["a 1 a", "b 1 b"]));
});

it("forgets one image, and reads past what is damaged", async () => {
	using desk = open();
	const engine = engineWith({});
	await desk.pull(engine, "a", "1");
	await desk.pull(engine, "b", "2");
	for (const [name, text] of [
		["x.json", "{"],
		["y.json", "null"],
		["z.json", '{"engine":"unix:///x","id":3}'],
		["half.json.1", "{}"],
	] as const) {
		writeFileSync(`${desk.path}/${name}`, text);
	}
	const [first] = await desk.ledger.list();
	if (first !== undefined) await desk.ledger.forget(first);
	expect(await desk.noted()).toHaveLength(1);
});

it("keeps no pull from going on when the engine, or the disk, says no", async () => {
	using desk = open();
	const { client } = engineWith({});
	const silent = { ...client, ask: () => Promise.reject(new EngineError("it hung up")) };
	await (
		await desk.ledger.watchPull(silent, "a")
	)();
	const nowhere = imageLedger("/dev/null/pulled", clock);
	const engine = engineWith({});
	const note = await nowhere.watchPull(engine.client, "a");
	engine.gets("a", "1");
	await note();
	expect([await desk.noted(), await nowhere.list()]).toEqual([[], []]);
});
