import { describe, expect, it } from "vitest";
import { bindings, type KeyPlace } from "./bindings.ts";
import { bindingsIn, findCommand, keyProblems } from "./key-map.ts";

const places: readonly KeyPlace[] = ["jobs", "pane", "log", "timeline", "contexts", "help", "calls", "task"];

describe("keys", () => {
	it.each(places)("mean one thing each: %s", (place) => {
		const keys = bindingsIn(place, {}).flatMap((binding) => binding.keys);
		expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
	});

	it.each(places)("lead to help, to a command, back, and out of everywhere: %s", (place) => {
		const commands = ["?", ":", "escape", "ctrl-c"].map((key) => findCommand(place, key, {}));
		expect(commands).toEqual(["help.open", "command.open", "nav.back", "app.stop"]);
	});

	it.each(places)("never delete with ctrl-d, nor change anything with one that only moves: %s", (place) => {
		const writing = bindingsIn(place, {}).filter(({ writes }) => writes === true);
		const keys = new Set(writing.flatMap((binding) => binding.keys));
		expect(["ctrl-d", "enter", "space", "up", "down", "j", "k"].filter((key) => keys.has(key))).toEqual([]);
	});

	it("have a sentence each, that starts with a capital letter", () => {
		expect(bindings.filter(({ about }) => !/^[A-Z]/.test(about) || about.endsWith("."))).toEqual([]);
	});

	it("can be put elsewhere", () => {
		const overrides = { "job.kill": "K ctrl-x" };
		expect(findCommand("jobs", "K", overrides)).toBe("job.kill");
		expect(findCommand("jobs", "ctrl-x", overrides)).toBe("job.kill");
		expect(findCommand("jobs", "ctrl-k", overrides)).toBeUndefined();
	});

	it.each([
		[{ "job.kill": "K" }, []],
		[{ "job.slay": "K" }, ['there is no command "job.slay" to put on a key']],
		[{ "job.kill": "x" }, ["x would mean both job.kill and job.delete"]],
		[{ "job.kill": "x", "job.delete": "ctrl-k" }, []],
		[{ "job.edit": "o" }, []],
		[{ constructor: "o" }, ['there is no command "constructor" to put on a key']],
	])("%j has the problems %j", (overrides, problems) => {
		expect(keyProblems(overrides)).toEqual(problems);
	});
});
