/** Commits one thing after the other and says so each time; for tests that kill it. */
import { writeSync } from "node:fs";
import { ChronosError } from "@chronos-job/core";
import { Job } from "@chronos-job/schemas";
import { openSqliteStore } from "../src/stores/sqlite-store.ts";
import type { Store } from "../src/stores/store.ts";

const [directory = "", wait] = process.argv.slice(2);
writeSync(1, "ready\n");
if (wait === undefined) start();
else process.stdin.once("data", start);

function start(): void {
	try {
		const store = openSqliteStore({ directory });
		writeSync(1, "open\n");
		if (wait === undefined) commitForever(store);
	} catch (error) {
		writeSync(1, `${error instanceof ChronosError ? error.code : String(error)}\n`);
		process.stdin.destroy();
	}
}

function commitForever(store: Store): void {
	let id = store.load().lastId;
	for (;;) {
		id += 1;
		const job = Job.parse({
			name: `job-${String(id)}`,
			command: "true",
			schedule: "R//PT1M",
			description: "x".repeat(id % 5000),
		});
		store.commit([
			{ type: "job.save", record: { id, job, version: 1, edges: new Map(), lastStamp: 0, lastRetryStamp: 0 } },
			{ type: "event.append", event: { id, at: id, event: { type: "job.created", job: job.name } } },
			// The one before it goes, so that pages are freed and used again.
			...(id % 3 === 0 ? [{ type: "job.remove", name: `job-${String(id - 1)}` } as const] : []),
		]);
		writeSync(1, `${String(id)}\n`);
	}
}
