import { type LyingServer, startLyingServer, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { readJournal } from "../src/journal/read-journal.ts";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";
import { recordsOf, typeAt } from "./typing.ts";

/** Lines without their times. */
function storyOf(stdout: string): readonly string[] {
	return stdout
		.trimEnd()
		.split("\n")
		.map((line) => line.replace(/^(?:\w{3} [\d-]+ )?[\d:]+ (?:\w+ )? ?/, "").replaceAll(/ +/g, " "));
}

async function until(isSo: () => boolean): Promise<void> {
	// oxlint-disable-next-line eslint/no-await-in-loop -- what is waited for happens on a socket
	while (!isSo()) await new Promise(setImmediate);
}

describe("watching a server of ours", () => {
	it("tells each start, end and retry, until somebody has seen enough", async () => {
		using dir = tempDir();
		await using machine = memoryMachine(dir.path);
		// Whoever watches one job hears nothing of others.
		const startNightly = () => main(["run", "nightly"], machine.host());
		await machine.ask("POST", "/v1/scheduler/iso8601", {
			name: "nightly",
			command: "exit 3",
			schedule: "R/2040-01-01T00:00:00Z/P1D",
			retries: 0,
		});
		const { exit, stdout } = await typeAt(machine, ["watch", "night*"], {
			when: [
				["watching", () => void machine.runJob({ name: "other", command: "true" }).then(startNightly)],
				["next run", (enough) => enough()],
			],
		});
		expect(exit).toBe(130);
		expect(storyOf(stdout)).toEqual([
			"watching 1 job on local; nothing runs",
			"nightly queued",
			"nightly started",
			expect.stringMatching(/^nightly failed exit code 3, after \ds$/),
			"nightly next run at Sun 2040-01-01 01:00:00",
		]);
	});

	it("ends when its time is over, and tells machines in ISO 8601", async () => {
		using dir = tempDir();
		await using machine = memoryMachine(dir.path);
		const said = await typeAt(machine, ["watch", "--for", "50ms", "-o", "ndjson"]);
		expect(recordsOf(said)).toEqual([
			{ type: "watching", at: "2026-11-21T12:00:00.000Z", target: "local", jobs: 0, running: [], queued: [] },
			{ type: "result", target: "local", from: "2026-11-21T12:00:00.000Z", to: "2026-11-21T12:00:00.000Z" },
		]);
		expect(said).toMatchObject({ exit: 0, stderr: "" });
		const { stdout: whole } = await typeAt(machine, ["watch", "--for", "50ms", "-o", "json"]);
		expect(JSON.parse(whole)).toMatchObject({ target: "local", events: [] });
	});

	it.each([
		[["watch", "nope"], 1, "job.not-found"],
		[["watch", "--for", "soon"], 2, '--for cannot be "soon"'],
		[["watch", "--every", "-1"], 2, "every"],
	])("%j cannot be", async (words, exit, message) => {
		using dir = tempDir();
		await using machine = memoryMachine(dir.path);
		const said = await typeAt(machine, words);
		expect(said.exit).toBe(exit);
		expect(said.stderr).toContain(message);
	});
});

describe("watching a Chronos that tells nothing by itself", () => {
	const job = { name: "nightly", command: "true", schedule: "R/2040-01-01T00:00:00Z/P1D" };

	/** Until it has been looked at that often once more. */
	async function looks(chronos: LyingServer, times: number): Promise<void> {
		const isLook = ({ path }: { readonly path: string }) => path.includes("summary") || path.includes("graph/csv");
		const seen = chronos.requests.filter(isLook).length;
		await until(() => chronos.requests.filter(isLook).length >= seen + times);
	}

	it.each(["3.x", "2.x"] as const)("tells what can be seen of a %s, and keeps it for history", async (dialect) => {
		await using chronos = await startLyingServer({ dialect, jobs: [job, { ...job, name: "other" }] });
		using dir = tempDir();
		await using machine = memoryMachine(dir.path);
		const { exit, stdout } = await typeAt(machine, ["watch", "nightly", "--every", "5ms"], {
			env: { HOME: dir.path, CHRONOS_URL: chronos.url },
			when: [
				["watching", () => void looks(chronos, 3).then(() => chronos.launch("nightly"))],
				["started", () => chronos.finish("nightly", "failure")],
				["failed", (enough) => void looks(chronos, 2).then(enough)],
			],
		});
		expect(exit).toBe(130);
		expect(storyOf(stdout)).toEqual([
			`watching 1 job on ${chronos.url}; nothing runs`,
			"nightly started",
			"nightly failed after 0s; next run at Sun 2040-01-01 01:00:00",
		]);
		expect(chronos.writes).toEqual([]);
		const host = machine.host({ env: { HOME: dir.path } });
		const journal = readJournal(host, { name: "x", urls: [chronos.url] }, "nightly");
		expect(journal.windows).toHaveLength(1);
		expect(journal.events).toMatchObject([
			{ type: "attempt.started", job: "nightly" },
			{ type: "run.settled", job: "nightly", outcome: "failed" },
		]);
		expect(journal.counted.map(({ errorCount }) => errorCount)).toEqual([0, 1]);
		expect(readJournal(host, { name: "x", urls: [chronos.url] }, "other").windows).toEqual([]);
	});
});
