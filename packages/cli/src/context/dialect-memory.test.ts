import { memoryHost, tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { dialectMemory } from "./dialect-memory.ts";

const key = { name: "site", urls: ["http://a"] };
const at = Date.UTC(2026, 10, 21);

it("a dialect is remembered for a day, for one context at its addresses", () => {
	using dir = tempDir();
	const memory = (each = key, now = at) =>
		dialectMemory(memoryHost({ cwd: dir.path, env: { HOME: dir.path }, now }), each);
	expect(memory().find()).toBeUndefined();
	memory().remember("2.x");
	memory({ ...key, name: "other" }).remember("3.x");
	expect(memory().find()).toBe("2.x");
	expect(memory(key, at + 86_400_001).find()).toBeUndefined();
	expect(memory({ ...key, urls: ["http://b"] }).find()).toBeUndefined();
	memory().forget();
	expect(memory().find()).toBeUndefined();
	expect(memory({ ...key, name: "other" }).find()).toBe("3.x");
});

it.each(["", "[]", "{", '{"site http://a":{"dialect":"1.x","at":"2026-11-21"}}', '{"site http://a":5}'])(
	"a memory that holds %j knows nothing",
	(text) => {
		using dir = tempDir({ ".cache/chronos-job/dialects.json": text });
		const host = memoryHost({ cwd: dir.path, env: { HOME: dir.path }, now: at });
		expect(dialectMemory(host, key).find()).toBeUndefined();
		dialectMemory(host, key).remember("3.x");
		expect(dialectMemory(host, key).find()).toBe("3.x");
	},
);

it("where nothing can be written, nothing is remembered, and nothing fails", () => {
	using dir = tempDir({ ".cache": "a file" });
	const memory = dialectMemory(memoryHost({ cwd: dir.path, env: { HOME: dir.path } }), key);
	memory.remember("3.x");
	expect(memory.find()).toBeUndefined();
});
