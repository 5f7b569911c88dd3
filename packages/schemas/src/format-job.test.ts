import * as fc from "fast-check";
import { expect, it } from "vitest";
import { formatJob } from "./format-job.ts";
import { javaDouble } from "./java-double.ts";
import type { Job } from "./job.ts";
import { jobFields } from "./job-fields.ts";
import { jobLayout, type Layout } from "./job-layout.ts";

const text = fc.oneof(
	fc.string({ maxLength: 8 }),
	fc.string({ unit: "binary", maxLength: 8 }),
	fc.constant('a"\\\u0007\n'),
);
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -0, 1e21, 4, 0.1, 1e-4));
const scalar = fc.oneof(text, number, fc.boolean(), fc.constantFrom("", null, undefined));

/** Whatever may stand in a field, in any order of keys. */
function objectOf({ order, inside }: Layout): fc.Arbitrary<Record<string, unknown>> {
	const fields = order.map((name) => {
		const value =
			inside[name] === undefined ? fc.oneof(scalar, fc.array(text, { maxLength: 2 })) : partOf(inside[name]);
		return [name, value] as const;
	});
	return fc.shuffledSubarray([...fields]).chain((chosen) => fc.record(Object.fromEntries(chosen)));
}

function partOf(layout: Layout): fc.Arbitrary<unknown> {
	const object = objectOf(layout);
	return fc.oneof(object, fc.array(fc.oneof(object, scalar), { maxLength: 2 }), scalar);
}

/** The same in the plainest way. */
function plainly(value: Record<string, unknown>, { order, inside }: Layout): string {
	const fields = order.flatMap((name) => {
		const field = value[name];
		const written = field === undefined || field === null ? undefined : plainField(name, field, inside[name]);
		return written === undefined ? [] : [`"${name}":${written}`];
	});
	return `{${fields.join(",")}}`;
}

function plainField(name: string, value: unknown, layout: Layout | undefined): string | undefined {
	if (layout === undefined) return (plainWords[name] ?? jackson)(value);
	if (Array.isArray(value)) {
		const items = value.filter(isObject).map((item) => plainly(item, layout));
		return `[${items.join(",")}]`;
	}
	return isObject(value) ? plainly(value, layout) : undefined;
}

const double = (value: unknown) => (typeof value === "number" ? javaDouble(value) : jackson(value));
const upperCase = (value: unknown) => jackson(String(value).toUpperCase());
const asText = (value: unknown) => jackson(String(value));
const plainWords: Readonly<Record<string, (value: unknown) => string | undefined>> = {
	cpus: double,
	disk: double,
	mem: double,
	type: upperCase,
	mode: upperCase,
	hostPort: asText,
	containerPort: asText,
	output_file: (value) => (value === "" ? undefined : jackson(value)),
};

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function jackson(value: unknown): string {
	return JSON.stringify(value).replaceAll(/\\\\|\\u00../g, (escape) =>
		escape === "\\\\" ? escape : `\\u${escape.slice(2).toUpperCase()}`,
	);
}

const layout: Layout = { ...jobLayout, order: jobFields.map(({ name }) => name) };

it("a job is written quickly as it is plainly", () => {
	fc.assert(
		fc.property(objectOf(layout), (value) => {
			expect(formatJob(value as unknown as Job)).toBe(plainly(value, layout));
		}),
		{ numRuns: 500 },
	);
});
