import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generate } from "../scripts/generate.ts";
import { topics } from "../scripts/job-manual.ts";
import { isJobFile, jobSchema, JobSpec } from "../src/index.ts";
import { jobSpecs } from "./arbitraries.ts";
import { damaged } from "./damaged.ts";

const root = new URL("../../../", import.meta.url);

interface Node {
	readonly description?: string;
	readonly examples?: readonly unknown[];
	readonly properties?: Readonly<Record<string, Node>>;
	readonly items?: Node;
}

describe("the generated files", async () => {
	const files = await generate();

	it("are what the generator makes", () => {
		for (const [path, content] of Object.entries(files)) {
			expect([path, readFileSync(new URL(path, root), "utf8") === content]).toEqual([path, true]);
		}
	});

	it("are the same every time", async () => {
		expect(await generate()).toEqual(files);
	});

	it("say that they are generated", () => {
		const marked = Object.keys(files).filter((path) => /\.(md|ts)$/.test(path));
		expect(marked).toHaveLength(3);
		for (const path of marked) expect(files[path]?.split("\n")[0]).toMatch(/generated/i);
	});
});

const validators = [
	["2020-12", new Ajv2020()],
	["draft-07", new Ajv()],
] as const;

describe.each(validators)("the published schema, %s", (draft, ajv) => {
	const schema = jobSchema(draft);
	const isValid = ajv.compile(schema);

	it("agrees with the compiled validator", () => {
		fc.assert(
			fc.property(fc.oneof(jobSpecs, damaged(jobSpecs)), (value) => {
				// Beyond these JavaScript cannot tell one whole number from the next; JSON Schema does not mind.
				fc.pre(!hasHugeNumbers(value));
				expect(isValid(value)).toBe(isJobFile(value));
			}),
			{ numRuns: 200 },
		);
	});

	it("can be referred to by its parts", () => {
		const part = (name: string) =>
			ajv.getSchema(`${String(schema["$id"])}#/${draft === "draft-07" ? "definitions" : "$defs"}/${name}`);
		expect(part("Jobs")?.([{ name: "a" }])).toBe(true);
		expect(part("Jobs")?.([{}])).toBe(false);
		expect(part("Container")?.({ image: "i" })).toBe(true);
		expect(part("Container")?.({})).toBe(false);
		expect(part("Volume")?.({ containerPath: "/a" })).toBe(true);
		expect(part("Fetch")?.({ uri: "u" })).toBe(true);
		expect(part("EnvironmentVariable")?.({ name: "A", value: "b" })).toBe(true);
		expect(part("Constraint")?.(["hostname", "LIKE", "x"])).toBe(true);
		expect(part("Constraint")?.(["hostname", "IS", "x"])).toBe(false);
	});

	it("describes every field, in at most a few sentences", () => {
		const fields = fieldsOf(schema);
		expect(fields.length).toBeGreaterThan(60);
		for (const [name, { description = "" }] of fields) {
			expect([name, description]).toEqual([name, expect.stringMatching(/^[A-Z`].{15,}[.`]$/)]);
		}
	});

	it("has examples that are valid", () => {
		for (const [name, { examples = [] }] of Object.entries<Node>(JSON.parse(JSON.stringify(schema["properties"])))) {
			for (const example of examples) expect([name, isValid({ name: "a", [name]: example })]).toEqual([name, true]);
		}
	});

	it("has no bounds that only JavaScript has", () => {
		expect(JSON.stringify(schema)).not.toContain(String(Number.MAX_SAFE_INTEGER));
	});
});

it("the manual treats every field once", () => {
	const treated = topics.flatMap(({ fields }) => fields);
	expect(treated.toSorted()).toEqual(Object.keys(JobSpec.shape).toSorted());
});

function hasHugeNumbers(value: unknown): boolean {
	if (typeof value === "object" && value !== null) return Object.values(value).some(hasHugeNumbers);
	return typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

function fieldsOf(node: Node, path = ""): readonly (readonly [string, Node])[] {
	const inner = Object.entries(node.properties ?? {}).flatMap(([name, child]) => [
		[`${path}${name}`, child] as const,
		...fieldsOf(child, `${path}${name}.`),
	]);
	return [...inner, ...(node.items ? fieldsOf(node.items, path) : [])];
}
