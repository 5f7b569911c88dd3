import { memoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";

describe("--output sarif", () => {
	it("is a SARIF 2.1.0 log whose results point at their rules and places", async () => {
		using dir = tempDir({ "a b.json": '{ "name": "a b", "command": null }' });
		const host = memoryHost({ cwd: dir.path });
		expect(await main(["validate", "a b.json", "--output", "sarif"], host)).toBe(1);
		const { version, runs } = JSON.parse(host.written.stdout);
		const [{ tool, results }] = runs;
		expect(version).toBe("2.1.0");
		expect(results.map((result: { ruleId: string }) => result.ruleId)).toContain("name.invalid");
		for (const { ruleId, ruleIndex, locations, level } of results) {
			expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
			expect(["error", "warning", "note"]).toContain(level);
			expect(locations[0].physicalLocation.artifactLocation.uri).toBe("a%20b.json");
			expect(locations[0].physicalLocation.region.startLine).toBe(1);
		}
		const fix = results.find((result: { ruleId: string }) => result.ruleId === "field.null").fixes[0];
		expect(fix.artifactChanges[0].replacements[0].deletedRegion.charLength).toBeGreaterThan(0);
	});
});
