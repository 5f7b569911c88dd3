import { startLyingServer, tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

const numbers = Array.from({ length: 20 }, (_, index) => index);
const pairs = numbers.flatMap((number) => [
	{ name: `child-${number}`, command: "echo B", retries: 0, parents: [`parent-${number}`] },
	{ name: `parent-${number}`, command: "echo A", retries: 0, schedule: "R1//P1Y" },
]);

it("children of parents that end at once run, too", async () => {
	using dir = tempDir({ "pairs.json": JSON.stringify(pairs) });
	await using machine = memoryMachine(dir.path);
	const host = machine.host();
	const exit = await main(["submit", "pairs.json", "--wait", "--timeout", "60", "--output", "json"], host);
	const { fates }: { fates: { job: string; outcome: string }[] } = JSON.parse(host.written.stdout);
	expect(exit).toBe(0);
	expect(fates.map(({ job, outcome }) => `${job} ${outcome}`).toSorted()).toEqual(
		pairs.map(({ name }) => `${name} succeeded`).toSorted(),
	);
});

it("a server that only new jobs wake is woken, which is said", async () => {
	using dir = tempDir({ "pair.json": JSON.stringify(pairs.slice(0, 2)) });
	await using machine = memoryMachine(dir.path);
	await using chronos = await startLyingServer();
	const host = machine.host({ env: { HOME: dir.path, CHRONOS_URL: chronos.url } });
	expect(await main(["submit", "pair.json"], host)).toBe(0);
	expect(host.written.stdout).toBe("created     parent-0\ncreated     child-0\n");
	expect(host.written.stderr).toMatch(
		/^chronos-job-nudge-\w+ came and went, so that the server looks at its jobs now$/m,
	);
});
