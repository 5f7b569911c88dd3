import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

/** A server that is marked as dangerous, and somebody who is asked. */
async function dangerous() {
	const daily = { command: "true", schedule: "R/2040-01-01T00:00:00Z/P1D" };
	const dir = tempDir({
		"a.json": JSON.stringify({ ...daily, name: "a" }),
		"b.json": JSON.stringify({ ...daily, name: "b" }),
		"a2.json": JSON.stringify({ ...daily, name: "a", command: "false" }),
	});
	const machine = memoryMachine(dir.path);
	await main(["submit", "a.json"], machine.host());
	const { socket } = JSON.parse(await said(["local", "status", "-o", "json"])).server;
	dir.write(
		".config/chronos-job/config.json",
		JSON.stringify({ contexts: { prod: { url: `unix://${socket}`, danger: true } } }),
	);
	async function said(words: readonly string[]): Promise<string> {
		const host = machine.host();
		await main(words, host);
		return host.written.stdout;
	}
	return {
		said,
		async answering(answers: readonly string[], ...words: readonly string[]) {
			const host = machine.host({ answers });
			const exit = await main([...words, "-c", "prod"], host);
			return { exit, questions: host.questions, ...host.written };
		},
		async [Symbol.asyncDispose]() {
			await machine[Symbol.asyncDispose]();
			dir[Symbol.dispose]();
		},
	};
}

const question = "This changes prod. Type its name to go on: ";

describe("in a dangerous context", () => {
	it("nobody is asked before it is known what would be done", async () => {
		await using server = await dangerous();
		expect(await server.answering([], "delete", "nothing")).toMatchObject({ exit: 1, questions: [] });
		expect(await server.answering([], "submit", "a.json", "--dry-run")).toMatchObject({ exit: 0, questions: [] });
		const replaced = await server.answering(["y", "prod"], "submit", "a2.json");
		expect(replaced).toMatchObject({ exit: 0, questions: ["replace a? [y/N] ", question] });
		expect(replaced.stderr).toMatch(/^~ a\n/);
	});

	it.each([
		["submit", "b.json"],
		["delete", "a", "--yes"],
		["run", "a"],
		["kill", "a"],
		["mark-success", "a"],
	])("whoever says no to %s has changed nothing", async (...words) => {
		await using server = await dangerous();
		const before = await server.said(["list", "-o", "json"]);
		expect(await server.answering(["y"], ...words)).toMatchObject({
			exit: 1,
			questions: [question],
			stdout: "",
			stderr: "error  context.declined  nothing was changed in prod\n",
		});
		expect(await server.said(["list", "-o", "json"])).toBe(before);
		expect(await server.said(["history", "--definitions"])).toBe("");
	});

	it("one answer is enough for a whole command", async () => {
		await using server = await dangerous();
		expect(await server.answering(["prod"], "submit", "a.json", "b.json")).toMatchObject({
			exit: 0,
			questions: [question],
		});
	});
});
