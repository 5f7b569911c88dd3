import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./read-imports.ts";
import { membersOf, missingLines, registries } from "./registries.ts";

describe("registries", () => {
	it.each(registries.map((registry) => [registry.folder, registry] as const))(
		"%s lists all its files",
		(_, registry) => {
			expect(membersOf(registry).length).toBeGreaterThan(0);
			expect(missingLines(registry)).toEqual([]);
		},
	);

	it.each(["rules", "build-rules"])("every one of the %s has its samples beside it", (name) => {
		const folder = `packages/core/src/validate/${name}`;
		expect(membersOf({ folder }).filter((name) => !existsSync(join(root, folder, `${name}.samples.ts`)))).toEqual([]);
	});

	it("a file that is not listed is named with the line to paste", () => {
		const registry = { folder: "packages/cli/src/output", line: (name: string) => `export { ${name} };` };
		expect(missingLines(registry)).toContain("packages/cli/src/output/index.ts lacks this line: export { human };");
	});
});
