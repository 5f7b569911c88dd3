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
	memory().remember({ dialect: "2.x" });
	memory({ ...key, name: "other" }).remember({ dialect: "3.x" });
	expect(memory().find()).toEqual({ dialect: "2.x", at });
	expect(memory(key, at + 86_400_001).find()).toBeUndefined();
	expect(memory({ ...key, urls: ["http://b"] }).find()).toBeUndefined();
	memory().forget();
	expect(memory().find()).toBeUndefined();
	expect(memory({ ...key, name: "other" }).find()?.dialect).toBe("3.x");
});

it("what is learned of a build and of Mesos is added, and grows no younger by it", () => {
	using dir = tempDir();
	const memory = (now = at) => dialectMemory(memoryHost({ cwd: dir.path, env: { HOME: dir.path }, now }), key);
	memory().remember({ dialect: "3.x" });
	memory(at + 1000).remember({ dialect: "3.x", builds: ["3.0.1", "3.0.2"] });
	memory(at + 2000).remember({ dialect: "3.x", mesos: "http://m:5050" });
	expect(memory().find()).toEqual({ dialect: "3.x", builds: ["3.0.1", "3.0.2"], mesos: "http://m:5050", at });
	memory().forget("mesos");
	expect(memory().find()).toEqual({ dialect: "3.x", builds: ["3.0.1", "3.0.2"], at });
	memory(at + 3000).remember({ dialect: "2.x" });
	expect(memory().find()).toEqual({ dialect: "2.x", at: at + 3000 });
});

it.each([
	["no build", "x", {}],
	["a build of the other dialect", ["2.5", "HEAD"], { builds: ["HEAD"] }],
	["what is no build", ["3.1", 5], {}],
])("of a memory with %s only the rest is believed", (_, builds, expected) => {
	const entry = { dialect: "3.x", builds, mesos: 5, at: new Date(at).toISOString() };
	using dir = tempDir({ ".cache/chronos-job/dialects.json": JSON.stringify({ "site http://a": entry }) });
	const host = memoryHost({ cwd: dir.path, env: { HOME: dir.path }, now: at });
	expect(dialectMemory(host, key).find()).toEqual({ dialect: "3.x", at, ...expected });
});

it.each([
	"",
	"[]",
	"{",
	'{"site http://a":{"dialect":"1.x","at":"2026-11-21"}}',
	'{"site http://a":{"dialect":"3.x","at":"soon"}}',
	'{"site http://a":5}',
])("a memory that holds %j knows nothing", (text) => {
	using dir = tempDir({ ".cache/chronos-job/dialects.json": text });
	const host = memoryHost({ cwd: dir.path, env: { HOME: dir.path }, now: at });
	expect(dialectMemory(host, key).find()).toBeUndefined();
	dialectMemory(host, key).remember({ dialect: "3.x" });
	expect(dialectMemory(host, key).find()?.dialect).toBe("3.x");
});

it("where nothing can be written, nothing is remembered, and nothing fails", () => {
	using dir = tempDir({ ".cache": "a file" });
	const memory = dialectMemory(memoryHost({ cwd: dir.path, env: { HOME: dir.path } }), key);
	memory.remember({ dialect: "3.x" });
	expect(memory.find()).toBeUndefined();
});
