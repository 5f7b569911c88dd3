import { describe, expect, it } from "vitest";
import { forbiddenImports } from "./arrows.ts";
import { importsOf, readImports } from "./read-imports.ts";

describe("arrows", () => {
	it("every import follows an arrow", () => {
		const imports = readImports("{packages,tooling/testkit}/**/src/**/*.{ts,tsx}");
		expect(imports.length).toBeGreaterThan(100);
		expect(forbiddenImports(imports)).toEqual([]);
	});

	it("an import against the arrows is named with its row", () => {
		const imports = importsOf(
			"packages/core/src/document/parse-json.ts",
			'import { rules } from "../validate/rules/index.ts";\n',
		);
		expect(forbiddenImports(imports)).toEqual([
			"packages/core/src/document/parse-json.ts may not import packages/core/src/validate/rules/index.ts (the row of packages/core/src/document in arrows.ts)",
		]);
	});

	it("a lazy import and a package count as well", () => {
		const imports = importsOf(
			"packages/schemas/src/job.ts",
			'const x = await import("node:fs");\nexport { y } from "yaml/util";\n',
		);
		expect(imports.map(({ to }) => to)).toEqual(["yaml", "node:fs"].toSorted((a) => (a === "node:fs" ? -1 : 1)));
		expect(forbiddenImports(imports)).toHaveLength(2);
	});

	it("a file outside the picture is reported", () => {
		expect(forbiddenImports(importsOf("packages/new/src/a.ts", 'import "./b.ts";\n'))).toEqual([
			"packages/new/src/a.ts stands in no folder of tooling/architecture/src/arrows.ts",
		]);
	});
});
