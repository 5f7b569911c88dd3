import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const source = new URL("../src/", import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
	(file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
);

/** What a file imports; with `types: false` only what is left at run time. */
function importsOf(file: string, { types }: { readonly types: boolean }): readonly string[] {
	const text = readFileSync(new URL(file, source), "utf8");
	const statements = [
		...text.matchAll(
			/^(import|export)\s+(type\s+)?[^;"]*?from\s+"([^"]+)"|\bimport\(\s*"([^"]+)"|^import\s+"([^"]+)"/gm,
		),
	];
	return statements
		.filter(([, , type]) => types || type === undefined)
		.map((found) => found[3] ?? found[4] ?? found[5] ?? "");
}

/** Everything that is loaded with a file, packages included. */
function loadedWith(file: string): ReadonlySet<string> {
	const loaded = new Set<string>();
	const visit = (name: string) => {
		if (loaded.has(name)) return;
		loaded.add(name);
		if (!name.endsWith(".ts")) return;
		for (const to of importsOf(name, { types: false })) {
			visit(to.startsWith(".") ? new URL(to, new URL(name, source)).href.slice(source.href.length) : to);
		}
	};
	visit(file);
	return loaded;
}

it("nothing but zod is imported, so that the package runs in a browser", () => {
	const imported = files.flatMap((file) => importsOf(file, { types: true }));
	const packages = new Set(imported.filter((name) => !name.startsWith("./") && !name.startsWith("../")));
	expect([...packages]).toEqual(["zod"]);
});

it("every file can be reached from the index", () => {
	const reached = loadedWith("index.ts");
	// Only types, so nothing is left of it at run time.
	expect(files.filter((file) => !reached.has(file))).toEqual(["immutable.ts"]);
});

describe("zod stays at home", () => {
	it.each([
		"calls.ts",
		"constraint-text.ts",
		"format-job.ts",
		"graph-csv.ts",
		"job-layout.ts",
		"job-parts.ts",
		"kind-of.ts",
		"schedule.ts",
		"task-id.ts",
		"validators.ts",
	])("when only %s is needed", (file) => {
		expect(loadedWith(file)).not.toContain("zod");
		expect(loadedWith("job.ts")).toContain("zod");
	});
});
