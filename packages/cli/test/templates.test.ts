import { parseDocument, validate } from "@chronos-job/core";
import { memoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { templates } from "../src/templates/index.ts";

const cases = templates.flatMap(({ name }) => ["json", "jsonc", "yaml"].map((ending) => [name, ending] as const));

describe("what init writes", () => {
	it.each(cases)("from %s as .%s has nothing to remark on", async (name, ending) => {
		using dir = tempDir();
		const host = memoryHost({ cwd: dir.path });
		const answers = ["--user", "rossi", "--parents", "extract"].slice(0, name === "dependent" ? 4 : 2);
		const file = `job.${ending}`;
		expect(await main(["init", name, "--yes", "--file", file, ...answers], host), host.written.stderr).toBe(0);
		const { findings, specs } = validate([parseDocument(dir.read(file), file)], { now: host.now() });
		expect(findings.filter(({ severity }) => severity !== "note")).toEqual([]);
		expect(specs).toHaveLength(1);
	});

	it.each(cases)("from %s as .%s is already in the usual layout", async (name, ending) => {
		using dir = tempDir();
		const host = memoryHost({ cwd: dir.path });
		const file = `job.${ending}`;
		await main(["init", name, "--yes", "--file", file, "--user", "rossi", "--parents", "extract"], host);
		expect(
			await main(["fmt", "--check", file], host),
			`${host.written.stdout}${host.written.stderr}${dir.read(file)}`,
		).toBe(0);
	});
});
