import { type Job, readJob } from "@chronos-job/schemas";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JobFacts } from "./job-facts.ts";
import { parseFilter } from "./parse-filter.ts";

const now = Date.UTC(2026, 10, 21, 12);

function facts(job: Partial<Job> & { readonly name: string }, state = "idle", status = "fresh"): JobFacts {
	const whole = readJob(job) as Job;
	const { name, schedule = "", parents = [], disabled } = whole;
	return { name, job: whole, summary: { name, status: status as "fresh", state, schedule, parents, disabled } };
}

const jobs = [
	facts(
		{ name: "etl.load", schedule: "R/2026-11-22T00:00:00Z/P1D", command: "load --all", cpus: 4, owner: "ada@x.org" },
		"2 running",
		"success",
	),
	facts(
		{ name: "etl.clean", parents: ["etl.load", "seed"], errorCount: 3, errorsSinceLastSuccess: 3 },
		"idle",
		"failure",
	),
	facts({ name: "seed", schedule: "R1/2026-11-21T18:00:00Z/P1D", disabled: true, command: "echo (a) or b" }, "queued"),
	facts({
		name: "nightly",
		schedule: "R/2026-11-21T18:00:00Z/P1D",
		mem: 2048,
		lastSuccess: "2026-11-20T18:00:00.000Z",
		lastError: "2026-11-01T18:00:00.000Z",
	}),
];

function matching(expression: string): string {
	const filter = parseFilter(expression, now);
	if ("message" in filter) throw new Error(filter.message);
	return jobs
		.filter(filter.matches)
		.map(({ name }) => name)
		.join(" ");
}

describe("a filter", () => {
	test.each([
		["name=seed", "seed"],
		["name=etl.*", "etl.load etl.clean"],
		["name!=etl.*", "seed nightly"],
		["name~^ETL", "etl.load etl.clean"],
		["name!~^etl", "seed nightly"],
		["name~^etl(\\.load)?$", "etl.load"],
		["(name~^etl(\\.load)?$ or name=seed)", "etl.load seed"],
		["state=running", "etl.load"],
		["state = queued", "seed"],
		["running>=2", "etl.load"],
		["status=failure", "etl.clean"],
		["errors>0", "etl.clean"],
		["errorCount>0", "etl.clean"],
		["streak>=3", "etl.clean"],
		["cpus>=4 or mem>=2048", "etl.load nightly"],
		["CPUS=4", "etl.load"],
		["disabled", "seed"],
		["not disabled", "etl.load etl.clean nightly"],
		["disabled=no", "etl.load etl.clean nightly"],
		["kind=child", "etl.clean"],
		["parents=seed", "etl.clean"],
		["parents!=seed", "etl.load seed nightly"],
		['owner="ada@x.org"', "etl.load"],
		["command='load --all'", "etl.load"],
		['command~"\\(a\\) or"', "seed"],
		["name~etl\\-?", "etl.load etl.clean"],
		["next<+6h", ""],
		["next<=+6h", "nightly"],
		["next<2026-11-23", "etl.load nightly"],
		["lastSuccess", "nightly"],
		["lastSuccess=never", "etl.load etl.clean seed"],
		["lastSuccess>-24h", "nightly"],
		["lastSuccess>-1h", ""],
		["last>2026-11-20", "nightly"],
		["name=seed or name=nightly and mem>1", "seed nightly"],
		["(name=seed or name=nightly) and mem>1000", "nightly"],
		["not name=seed and not name=nightly", "etl.load etl.clean"],
		["not (name=seed or name=nightly)", "etl.load etl.clean"],
		["not not name=seed", "seed"],
		["NOT name=seed AND kind=scheduled", "etl.load nightly"],
	])("%s", (expression, names) => {
		expect(matching(expression)).toBe(names);
	});

	test("says which fields it looks at", () => {
		expect(parseFilter("ERRORCOUNT>0 and not (name~x or errors<9)", now)).toMatchObject({
			fields: [{ name: "errors" }, { name: "name" }],
		});
	});
});

describe("what is wrong with a filter", () => {
	test.each([
		["stat=x", 1, 'there is no field "stat"'],
		["name=x and ownr=y", 12, 'there is no field "ownr"'],
		["name", 1, "name is compared with nothing"],
		["name=", 6, "nothing stands after ="],
		['name="x', 6, "a quotation mark is never closed"],
		["status=failed", 8, 'status is never "failed"; it is fresh or success or failure'],
		["mem>lots", 5, 'mem is a number, and "lots" is none'],
		["mem~1", 5, "mem is a number, and has no pattern for ~"],
		["name>a", 6, "name is a text, and texts are not compared with >"],
		["disabled=maybe", 10, 'disabled is true or false, and not "maybe"'],
		["next<soon", 6, 'next is a time, and "soon" is neither one like 2030-01-31 nor one like -24h, never or now'],
		["disabled>yes", 10, "disabled is or is not yes, so it takes = or !="],
		["name~(", 6, '"(" is no regular expression'],
		["name=x name=y", 8, "two comparisons stand side by side"],
		["name=x and", 11, "a comparison is missing at the end"],
		["and name=x", 1, 'a comparison is missing before "and"'],
		["", 1, "a comparison is missing at the end"],
		["(name=x", 1, 'a "(" is never closed'],
		["name=x )", 8, 'a ")" closes nothing'],
		["()", 2, 'a comparison is missing before ")"'],
		["name=x & cpus=1", 8, "nothing can start with &"],
	])("%s", (expression, column, message) => {
		expect(parseFilter(expression, now)).toEqual(
			expect.objectContaining({ column, message: expect.stringContaining(message) }),
		);
	});

	test("includes the field that was meant, and all there are", () => {
		expect(parseFilter("comand~x", now)).toMatchObject({
			hint: "Did you mean `command`?",
			message: expect.stringContaining("name, status, state, running, disabled"),
		});
	});
});

interface Tree {
	readonly text: string;
	readonly holds: (name: string) => boolean;
}

/** Expressions with what they mean. */
const trees = fc.letrec<{ readonly tree: Tree; readonly leaf: Tree }>((tie) => ({
	leaf: fc.constantFrom(...jobs.map(({ name }) => name)).map((name) => ({
		text: `name=${name}`,
		holds: (found: string) => found === name,
	})),
	tree: fc.oneof(
		{ depthSize: "small", withCrossShrink: true },
		tie("leaf"),
		tie("tree").map(({ text, holds }) => ({ text: `not (${text})`, holds: (name: string) => !holds(name) })),
		fc.tuple(tie("tree"), tie("leaf")).map(([a, b]) => ({
			text: `(${a.text}) and not ${b.text}`,
			holds: (name: string) => a.holds(name) && !b.holds(name),
		})),
		fc.tuple(tie("leaf"), tie("leaf"), tie("tree")).map(([a, b, c]) => ({
			text: `${a.text} or ${b.text} and (${c.text})`,
			holds: (name: string) => a.holds(name) || (b.holds(name) && c.holds(name)),
		})),
	),
}));

test("any expression means what its parts mean", () => {
	fc.assert(
		fc.property(trees.tree, ({ text, holds }) => {
			const expected = jobs.filter(({ name }) => holds(name)).map(({ name }) => name);
			expect(matching(text)).toBe(expected.join(" "));
		}),
	);
});

test("any text is a filter or has a problem at one of its columns", () => {
	const words = fc.constantFrom(
		"name",
		"cpus",
		"=",
		"~",
		"and",
		"or",
		"not",
		"(",
		")",
		"1",
		'"',
		" ",
		"\\",
		"never",
		"<",
	);
	const texts = fc.oneof(
		fc.string(),
		fc.array(words).map((parts) => parts.join("")),
	);
	fc.assert(
		fc.property(texts, (text) => {
			const filter = parseFilter(text, now);
			const isSound =
				"message" in filter
					? filter.column >= 1 && filter.column <= text.length + 1
					: typeof filter.matches(jobs[0] as JobFacts) === "boolean";
			expect(isSound).toBe(true);
		}),
	);
});
