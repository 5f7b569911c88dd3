import { describe, expect, it } from "vitest";
import { findJobFlaw } from "./find-job-flaw.ts";

const container = (fields: object) => ({ name: "a", container: { image: "i", ...fields } });

describe("findJobFlaw", () => {
	it.each([
		["a name alone", { name: "a" }],
		["a name of null", { name: null }],
		["unknown fields", { name: "a", epsilon: "PT5M", label: [] }],
		["a container without image", { name: "a", container: { type: "PODMAN" } }],
		["a container of null", { name: "a", container: null }],
		["a type in small letters", container({ type: "mesos", volumes: [{ containerPath: "/a", mode: "rw" }] })],
		["a constraint with an unknown operator", { name: "a", constraints: [["rack", "UNIQUE", "("]] }],
		["a pattern that only Java reads", { name: "a", constraints: [["rack", "LIKE", "(?i)r\\p{Alpha}++"]] }],
		["lists that are none", { name: "a", fetch: null, environmentVariables: "x", constraints: {} }],
	])("lets %s through", (_, body) => {
		expect(findJobFlaw(body, "3.x")).toBeUndefined();
	});

	it.each([
		["a list", [], "the body is a list, not a job"],
		["a text", "x", "the body is a string, not a job"],
		["a number", 5, "the body is a number, not a job"],
		["an object without name", {}, "name: is missing"],
		["fetch of texts", { name: "a", fetch: ["http://h/x"] }, "fetch[0]: a string is not an object"],
		[
			"a variable without value",
			{ name: "a", environmentVariables: [{ name: "A" }] },
			"environmentVariables[0].value: is missing",
		],
		[
			"a short constraint",
			{ name: "a", constraints: [["x", "LIKE"]] },
			"constraints[0]: is not a list of attribute, operator and value",
		],
		["a broken pattern", { name: "a", constraints: [["x", "LIKE", "("]] }, "constraints[0]: '(' is no pattern"],
		["an unknown type", container({ type: "podman" }), "container.type: 'podman' is none of DOCKER, MESOS"],
		["a type of null", container({ type: null }), "container.type: 'null' is none of DOCKER, MESOS"],
		[
			"a network in small letters",
			container({ network: "host" }),
			"container.network: 'host' is none of BRIDGE, HOST, USER",
		],
		["a volume without path", container({ volumes: [{}] }), "container.volumes[0].containerPath: is missing"],
		[
			"an unknown mode",
			container({ volumes: [{ containerPath: "/a", mode: "X" }] }),
			"container.volumes[0].mode: 'X' is none of RW, RO",
		],
		[
			"an external volume without provider",
			container({ volumes: [{ containerPath: "/a", external: { name: "n" } }] }),
			"container.volumes[0].external.provider: is missing",
		],
		[
			"a parameter without value",
			container({ parameters: [{ key: "k" }] }),
			"container.parameters[0].value: is missing",
		],
		[
			"a port without container port",
			container({ networkInfos: [{ name: "n", portMappings: [{ hostPort: 1 }] }] }),
			"container.networkInfos[0].portMappings[0].containerPort: is missing",
		],
		[
			"an unknown protocol",
			container({ networkInfos: [{ name: "n", protocol: "ipv4" }] }),
			"container.networkInfos[0].protocol: 'ipv4' is none of IPv4, IPv6",
		],
	])("names the field of %s", (_, body, flaw) => {
		expect(findJobFlaw(body, "3.x")?.flaw).toBe(flaw);
	});

	it("misses the command of a job in the old dialect only", () => {
		expect(findJobFlaw({ name: "a" }, "2.x")?.flaw).toBe("command: is missing");
		expect(findJobFlaw({ name: "a", command: "" }, "2.x")).toBeUndefined();
	});
});
