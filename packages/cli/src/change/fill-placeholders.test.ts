import { describe, expect, it } from "vitest";
import { fillPlaceholders } from "./fill-placeholders.ts";

const values = new Map([
	["seed", "7"],
	["lr", "0.1"],
]);

describe("placeholders", () => {
	it.each([
		["inside a text", { command: "run --seed {{seed}} {{ lr }}" }, [[["command"], "run --seed 7 0.1"]]],
		["in the name", { name: "run-{{seed}}" }, [[["name"], "run-7"]]],
		["for a number", { cpus: "{{seed}}" }, [[["cpus"], 7]]],
		["for a text that looks like a number", { owner: "{{seed}}" }, [[["owner"], "7"]]],
		["in lists and parts", { arguments: ["a", "{{lr}}"] }, [[["arguments", 1], "0.1"]]],
		[
			"of a variable, which is always a text",
			{ environmentVariables: [{ name: "S", value: "{{seed}}" }] },
			[[["environmentVariables", 0, "value"], "7"]],
		],
		["of other programs stay", { command: "docker ps --format '{{.Names}} {{json .}} {{end}}'" }, []],
	])("%s", (_, job, expected) => {
		const { fillings, missing } = fillPlaceholders(job, values);
		expect(fillings.map(({ path, value }) => [path, value])).toEqual(expected);
		expect([...missing]).toEqual([]);
	});

	it("tell which values were used and which are missing", () => {
		const { used, missing } = fillPlaceholders({ command: "{{seed}} {{epochs}} {{seed}}" }, values);
		expect([...used]).toEqual(["seed"]);
		expect([...missing]).toEqual(["epochs"]);
	});

	it("take a value as it is, whatever it looks like", () => {
		const odd = new Map([["x", "$& {{x}} $1"]]);
		expect(fillPlaceholders({ command: "echo {{x}}" }, odd).fillings[0]?.value).toBe("echo $& {{x}} $1");
	});
});
