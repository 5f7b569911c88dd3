import { memoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";

const text = `{
  "name": "a name with spaces, long enough to wrap",
  "command": "true",
  "retries": 2,
  "schedule": "R/2015-01-31T00:00:00Z/P1M",
  "container": { "type": "MESOS", "image": "registry.example.org/rossi/unet:1.4.0", "network": "HOST" }
}`;
const good = text.replace(/a name with[^"]*/, "good");

describe("coming runs", () => {
	const daily = JSON.stringify({ name: "daily", command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D" });

	it.each([
		[80, "  Tue 2030-01-01 01:00:00 CET  2030-01-01T00:00:00Z  in 3y 41d"],
		[60, "  Tue 2030-01-01 01:00:00 CET  in 3y 41d"],
		[36, "  Tue 2030-01-01 01:00:00 CET"],
	])("are told on a line of %i columns", async (width, line) => {
		using dir = tempDir({ "daily.json": daily });
		const host = memoryHost({ cwd: dir.path, width, wraps: true });
		await main(["next", "daily.json", "-n", "1"], host);
		expect(host.written.stdout.split("\n")[1]).toBe(line);
	});
});

describe("on a screen of 80 columns", () => {
	it.each([
		["validate", "bad.json"],
		["validate", "good.json"],
		["explain", "good.json"],
		["next", "good.json"],
		["schema", "container"],
		["schema", "schedule"],
		["validate", "--help"],
		["init", "--help"],
		["next", "nope.json"],
		["--help"],
		["local", "--help"],
		["local", "start", "--help"],
		["local", "status"],
	])("no line of %s %s is longer", async (...argv) => {
		using dir = tempDir({ "bad.json": text, "good.json": good });
		const host = memoryHost({ cwd: dir.path, width: 80, wraps: true });
		await main(argv, host);
		const lines = `${host.written.stdout}${host.written.stderr}`.split("\n");
		expect(lines.length).toBeGreaterThan(2);
		expect(lines.filter((line) => line.length > 80 && !line.startsWith("example  "))).toEqual([]);
	});
});
