import { describe, expect, it } from "vitest";
import { isJobFile, jobFileErrors } from "./validators.ts";

const path = (...path: readonly (string | number)[]) => path;

describe("the errors of a job file", () => {
	it.each([
		["no object", 5, path(), "type", { type: "object" }],
		["a list", [], path(), "type", { type: "object" }],
		["null", null, path(), "type", { type: "object" }],
		["no name", {}, path(), "required", { missingProperty: "name" }],
		["an empty name", { name: "" }, path("name"), "pattern", { pattern: "^[\\w.-]+$" }],
		["a name with a line end", { name: "a\n" }, path("name"), "pattern", { pattern: "^[\\w.-]+$" }],
		["an unknown field", { name: "a", gpu: 1 }, path(), "additionalProperties", { additionalProperty: "gpu" }],
		["text for a number", { name: "a", mem: "5" }, path("mem"), "type", { type: "number" }],
		["a fraction for a whole number", { name: "a", retries: 1.5 }, path("retries"), "type", { type: "integer" }],
		["less than nothing", { name: "a", cpus: -1 }, path("cpus"), "minimum", { comparison: ">=", limit: 0 }],
		[
			"too many retries",
			{ name: "a", retries: 2 ** 31 },
			path("retries"),
			"maximum",
			{ comparison: "<=", limit: 2 ** 31 - 1 },
		],
		["null", { name: "a", owner: null }, path("owner"), "type", { type: "string" }],
		["no parents", { name: "a", parents: [] }, path("parents"), "minItems", { limit: 1 }],
		[
			"a number among the arguments",
			{ name: "a", arguments: ["x", 5] },
			path("arguments", 1),
			"type",
			{ type: "string" },
		],
		["schedule and parents", { name: "a", schedule: "R", parents: ["b"] }, path(), "not", {}],
		[
			"an unknown operator",
			{ name: "a", constraints: [["h", "UNIQUE", "x"]] },
			path("constraints", 0, 1),
			"enum",
			{ allowedValues: ["EQUALS", "LIKE", "UNLIKE"] },
		],
		[
			"half a constraint",
			{ name: "a", constraints: [["h", "LIKE"]] },
			path("constraints", 0),
			"minItems",
			{ limit: 3 },
		],
		[
			"a network in lower case",
			{ name: "a", container: { image: "i", network: "host" } },
			path("container", "network"),
			"enum",
			{ allowedValues: ["BRIDGE", "HOST", "USER"] },
		],
		[
			"a port as text, deep inside",
			{
				name: "a",
				container: { image: "i", networkInfos: [{ name: "n", portMappings: [{ hostPort: "1", containerPort: 1 }] }] },
			},
			path("container", "networkInfos", 0, "portMappings", 0, "hostPort"),
			"type",
			{ type: "integer" },
		],
	])("tell of %s", (_, value, ...[path, keyword, params]) => {
		expect(jobFileErrors(value)).toEqual([{ path, keyword, params }]);
		expect(isJobFile(value)).toBe(false);
	});

	it("are all told at once", () => {
		const errors = jobFileErrors({ nme: "a", mem: "5", container: { volumes: [{}] } });
		expect(errors.map(({ path, keyword }) => [path.join("."), keyword])).toEqual([
			["", "required"],
			["", "additionalProperties"],
			["mem", "type"],
			["container", "required"],
			["container.volumes.0", "required"],
		]);
	});

	it("too long a constraint has two of them", () => {
		const errors = jobFileErrors({ name: "a", constraints: [["h", "LIKE", "x", "y"]] });
		expect(errors.map(({ keyword }) => keyword)).toEqual(["maxItems", "additionalItems"]);
	});

	it("are none for what is written in lower case, with a schema, or undefined", () => {
		const volumes = [{ containerPath: "/a", mode: "rw" }];
		const file = { $schema: "x", name: "a", owner: undefined, container: { type: "mesos", image: "i", volumes } };
		expect(jobFileErrors(file)).toEqual([]);
	});
});
