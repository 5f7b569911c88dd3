import { expect, it } from "vitest";
import type { ChronosTest } from "./chronos-test.ts";
import { equal } from "./difference.ts";
import { formatJsonReport, formatReport, hasDifferences, type Report } from "./format-report.ts";
import { holdServer } from "./hold-server.ts";
import { connectionTo, serverAt } from "./server-at.ts";

const server = serverAt(connectionTo(new URL("http://127.0.0.1:1/"), undefined), { dialect: "3.x", disposable: false });

function testThat(name: string, expected: number, fields: Partial<ChronosTest> = {}): ChronosTest {
	return { name, section: "§2.1", run: () => Promise.resolve(equal("one", 1, expected)), ...fields };
}

const topics = [
	{
		name: "t",
		tests: [
			testThat("one is one", 1),
			testThat("one is two", 2),
			testThat("one is three", 3, { section: "§10.3", takesMs: 60_000 }),
			testThat("one is there again", 1, { section: "§10.3", needs: ["restart"] }),
		],
	},
];

async function report({ slow = false, signal = AbortSignal.any([]) } = {}): Promise<Report> {
	const holding = await holdServer(server, { topics, slow, atOnce: 2, signal });
	const build = { gpus: true, maxCompletionTime: false, containerType: "MESOS" };
	return { ...holding, url: "http://127.0.0.1:1/", dialect: "3.x", build };
}

it("reports what differs, and counts by section", async () => {
	expect(formatReport(await report()))
		.toBe(`http://127.0.0.1:1/ speaks 3.x; a job has gpus and lacks maxCompletionTime, the type of a container is written MESOS

one is two (contract §2.1)
  about: one
  expected: 2
  got: 1

section     same differ skipped
§2.1           1      1      ·
§10.3          ·      ·      2
1 skipped: the test needs a server that can be started again
1 skipped: the test takes longer than 2 s

1 of 2 sentences hold, 1 do not, 2 were not asked
`);
});

it("tells programs the same", async () => {
	const text = formatJsonReport(await report({ slow: true }));
	expect(JSON.parse(text)).toMatchObject({
		dialect: "3.x",
		build: { gpus: true },
		differences: [{ test: "one is two" }, { test: "one is three" }],
		skipped: [{ count: 1 }],
	});
});

it("knows whether there are differences", async () => {
	const holding = await report();
	expect(hasDifferences(holding)).toBe(true);
	const good = holding.held.filter(({ result }) => result.outcome === "same");
	expect(hasDifferences({ ...holding, held: good })).toBe(false);
});

it("begins no test after it was interrupted", async () => {
	expect((await report({ signal: AbortSignal.abort() })).held).toEqual([]);
});
