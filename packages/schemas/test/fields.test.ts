import { describe, expect, it } from "vitest";
import {
	Container,
	containerFields,
	Counters,
	defaultOf,
	Fetch,
	fetchFields,
	type Field,
	jobFields,
	jobLayout,
	type Layout,
	JobSpec,
	readJob,
	Volume,
	volumeFields,
} from "../src/index.ts";

const namesOf = (fields: readonly Field[]) => fields.map(({ name }) => name);

describe("the table of fields", () => {
	it("has a row for each field of a spec and each counter, and for the two of 2.x", () => {
		const known = [...Object.keys(JobSpec.shape), ...Object.keys(Counters.shape), "epsilon", "async"];
		expect(namesOf(jobFields).toSorted()).toEqual(known.toSorted());
	});

	it("knows which fields are counters", () => {
		const counters = jobFields.filter(({ role }) => role === "counter");
		expect(namesOf(counters).toSorted()).toEqual(Object.keys(Counters.shape).toSorted());
	});

	it.each([
		["container", containerFields, Container],
		["a volume", volumeFields, Volume],
		["an entry of fetch", fetchFields, Fetch],
	])("has a row for each field of %s", (_, fields, schema) => {
		expect(namesOf(fields).toSorted()).toEqual(Object.keys(schema.shape).toSorted());
	});

	it("has the defaults that the reader fills in", () => {
		const job = readJob({ name: "a" });
		const written = jobFields.filter(({ name, written }) => written === "always" && name !== "name");
		for (const { name } of written) expect([name, job?.[name]]).toEqual([name, defaultOf(name)]);
	});
});

const orderOf = (layout: Layout, ...path: readonly string[]) =>
	path.reduce<Layout | undefined>((at, name) => at?.inside[name], layout)?.order;

it.each([
	[[], ["$schema", ...namesOf(jobFields)]],
	[["fetch"], namesOf(fetchFields)],
	[["environmentVariables"], ["name", "value"]],
	[["container"], namesOf(containerFields)],
	[
		["container", "parameters"],
		["key", "value"],
	],
	[["container", "volumes"], namesOf(volumeFields)],
	[
		["container", "volumes", "external"],
		["name", "provider", "options"],
	],
	[
		["container", "volumes", "external", "options"],
		["key", "value"],
	],
	[
		["container", "networkInfos"],
		["name", "protocol", "labels", "portMappings"],
	],
	[
		["container", "networkInfos", "labels"],
		["key", "value"],
	],
	[
		["container", "networkInfos", "portMappings"],
		["hostPort", "containerPort", "protocol"],
	],
])("the layout orders the object at %j", (path, order) => {
	expect(orderOf(jobLayout, ...path)).toEqual(order);
});
