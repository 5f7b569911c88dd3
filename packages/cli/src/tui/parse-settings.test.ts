import { expect, it } from "vitest";
import { parseSettings } from "./parse-settings.ts";

it("reads every setting, comments and all", () => {
	const text = `{
		// Mine
		"theme": "mono",
		"ascii": true,
		"readOnly": true,
		"screenReader": false,
		"animation": false,
		"mouse": true,
		"every": 5,
		"sort": "-last",
		"view": "mine",
		"views": [{ "name": "mine", "filter": "owner:me", "sort": "name" }, { "name": "gpu", "filter": "gpus>0" }],
		"columns": ["name", "cpus"],
		"keys": { "job.kill": "K" },
	}`;
	expect(parseSettings(text, "tui.json")).toEqual({
		settings: {
			theme: "mono",
			isAscii: true,
			isReadOnly: true,
			isScreenReader: false,
			isAnimated: false,
			hasMouse: true,
			everyMs: 5000,
			sort: { field: "last", isDescending: true },
			view: "mine",
			views: [
				{ name: "mine", filter: "owner:me", sort: { field: "name", isDescending: false } },
				{ name: "gpu", filter: "gpus>0" },
			],
			columns: ["name", "cpus"],
			keys: { "job.kill": "K" },
		},
		problems: [],
	});
});

it.each([
	["", []],
	['{ "$schema": "x" }', []],
	["[]", ["tui.json:1:1: the settings are no object"]],
	['{\n\t"tehme": "mono" }', ['tui.json:2:2: there is no setting "tehme"; there is "theme"']],
	['{ "ascii": "yes" }', ['tui.json:1:3: "ascii" is not what it should be. Write true or false.']],
	[
		'{ "every": -1 }',
		['tui.json:1:3: "every" is not what it should be. Write a number of seconds, like 5; 0 is never.'],
	],
	[
		'{ "columns": [1] }',
		['tui.json:1:3: "columns" is not what it should be. Write a list of fields, like ["name", "state", "cpus"].'],
	],
])("%j has %j", (text, problems) => {
	expect(parseSettings(text, "tui.json").problems).toEqual(problems);
});

it("a text that is no JSON is told with its place, and nothing of it holds", () => {
	const { settings, problems } = parseSettings('{ "ascii": true, "mouse": ', "tui.json");
	expect(settings).toEqual({});
	expect(problems.join()).toMatch(/^tui\.json:1:\d+: /);
});

it("what is wrong keeps nothing else from holding", () => {
	expect(parseSettings('{ "ascii": true, "mouse": 3 }', "tui.json").settings).toEqual({ isAscii: true });
});
