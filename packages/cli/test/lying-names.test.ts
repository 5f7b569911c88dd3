import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { startRawServer } from "@chronos-job/testkit";
import { atLiar, counters, nightly } from "./lying-machine.ts";

const escape = "\u001B]0;owned\u0007\u001B[2J";

/** Characters that a terminal would obey. */
function controlsIn(text: string): readonly string[] {
	const isControl = (code: number) => (code < 32 && code !== 10) || (code >= 127 && code < 160);
	return text
		.split("")
		.filter((character) => isControl(character.charCodeAt(0)))
		.map((found) => JSON.stringify(found));
}

const oddNames = [
	"../outside",
	"..",
	"a/b",
	"/etc/outside",
	"nul\0name",
	"x".repeat(300),
	"Nightly",
	"con",
	"~",
	"-rf",
	"a\nb",
];

describe("a server with names that no file should have", () => {
	const jobs = oddNames.map((name) => ({ ...nightly, ...counters, name }));

	test("is pulled into one folder and nowhere else", async () => {
		await using liar = await atLiar({ jobs: [...jobs, nightly] });
		const before = readdirSync(liar.folder);
		const { exit, said } = await liar.run("pull", "pulled", "--yes");
		expect([0, 1, 2, 5], said).toContain(exit);
		const after = readdirSync(liar.folder).filter((name) => !name.startsWith("."));
		expect(after.toSorted()).toEqual(
			[...new Set([...before, "pulled"])].filter((name) => !name.startsWith(".")).toSorted(),
		);
		for (const entry of readdirSync(`${liar.folder}/pulled`, { withFileTypes: true }))
			expect(entry.isFile()).toBe(true);
		expect(said).not.toMatch(/\\n\\s+at /);
	});

	test.each(oddNames)("deletes %j and brings it back, or says why not", async (name) => {
		await using liar = await atLiar({ jobs });
		const deleted = await liar.run("delete", "--yes", "--", name);
		expect([0, 1, 2, 5], deleted.said).toContain(deleted.exit);
		const restored = await liar.run("undo", "--yes");
		expect([0, 1, 2, 5], restored.said).toContain(restored.exit);
		const isLost = restored.exit === 0 && liar.server.job(name) === undefined;
		expect(isLost, restored.said).toBe(false);
		expect(readdirSync(liar.folder).filter((entry) => entry.includes("outside"))).toEqual([]);
	});
});

describe("a server with words for the terminal", () => {
	const evil = { ...nightly, ...counters, name: "evil", command: `echo ${escape}`, owner: escape, description: escape };

	test.each([
		["list"],
		["list", "--columns", "name,owner,command"],
		["show", "evil"],
		["why", "evil"],
		["explain", "jobs"],
		["graph"],
		["stats"],
		["history", "evil"],
		["diff", "jobs"],
		["delete", "evil", "--yes"],
		["disable", "evil"],
		["sync", "jobs", "--prune", "--yes"],
		["wait", "evil", "--timeout", "1m"],
	])("cannot move the cursor of %s %s %s %s", async (...argv) => {
		const child = { name: `child${escape}`, command: "cat", parents: ["evil", "nightly"] };
		await using liar = await atLiar({ jobs: [evil, nightly, child] });
		const { exit, said } = await liar.run(...argv.filter(Boolean));
		expect([0, 1, 7], said).toContain(exit);
		expect(controlsIn(said)).toEqual([]);
	});

	test.each([400, 401, 404, 500, 503])("cannot move it by a refusal with %i either", async (status) => {
		const body = JSON.stringify({ message: `${escape} no`, status: escape });
		await using server = await startRawServer((socket) =>
			socket.end(
				`HTTP/1.1 ${status} No\r\nServer: \u009B2J\r\nWWW-Authenticate: basic realm="\u009B2J"\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
				"latin1",
			),
		);
		await using liar = await atLiar();
		for (const argv of [["list"], ["list", "--verbose"], ["context", "test"], ["submit", "once.json"]]) {
			const { exit, said } = await liar.runWith({ CHRONOS_URL: server.url }, ...argv);
			expect([4, 5, 8, 2]).toContain(exit);
			expect(controlsIn(said)).toEqual([]);
		}
	});
});
