import type { DatabaseSync } from "node:sqlite";
import { eventsOf, formatEvents } from "./stored-rows.ts";
import type { PruneLimits } from "./store.ts";
import { openTransactions } from "./transaction.ts";

/** Forgets the oldest; true when more is left to forget. */
export function openPruner(database: DatabaseSync): (limits: PruneLimits) => boolean {
	const pruner = openStatements(database);
	const transact = openTransactions(database);
	return ({ settledBefore, events, atMost = Number.MAX_SAFE_INTEGER }) => {
		const firstEventId = firstIdOf(pruner);
		const wanted = Number(pruner.lastEventId.get()?.["id"] ?? 0) - events;
		const upTo = Math.min(wanted, firstEventId + atMost - 1);
		const runs = pruner.oldRuns.all(settledBefore, atMost);
		if (runs.length === 0 && upTo < firstEventId) return false;
		transact(() => {
			pruner.keepIds.run();
			for (const { id } of runs) {
				pruner.deleteAttempts.run(Number(id));
				pruner.deleteRun.run(Number(id));
			}
			forgetEvents(pruner, upTo);
		});
		return runs.length === atMost || upTo < wanted;
	};
}

type Pruner = ReturnType<typeof openStatements>;

/** Of the events that are kept. */
function firstIdOf({ firstEvents }: Pruner): number {
	const row = firstEvents.get();
	return (row && eventsOf(row)[0]?.id) ?? 1;
}

function forgetEvents({ deleteEvents, firstEvents, shortenEvents }: Pruner, upTo: number): void {
	deleteEvents.run(upTo);
	const row = firstEvents.get();
	const events = row === undefined ? [] : eventsOf(row);
	const kept = events.filter(({ id }) => id > upTo);
	if (kept.length < events.length) shortenEvents.run(formatEvents(kept), Number(row?.["id"]));
}

function openStatements(database: DatabaseSync) {
	return {
		lastEventId: database.prepare("SELECT max(id) AS id FROM events"),
		firstEvents: database.prepare("SELECT id, at, events FROM events ORDER BY id LIMIT 1"),
		// What still runs has to be found again after a restart.
		oldRuns: database.prepare(`
			SELECT id FROM runs WHERE settledAt < ?
			AND NOT EXISTS (SELECT 1 FROM attempts WHERE runId = runs.id AND isEnded = 0) LIMIT ?
		`),
		keepIds: database.prepare(`
			UPDATE meta SET value = max(value, CASE key
				WHEN 'lastId' THEN (SELECT coalesce(max(id), 0) FROM runs)
				ELSE (SELECT coalesce(max(id), 0) FROM events) END)
			WHERE key IN ('lastId', 'lastEventId')
		`),
		deleteAttempts: database.prepare("DELETE FROM attempts WHERE runId = ?"),
		deleteRun: database.prepare("DELETE FROM runs WHERE id = ?"),
		shortenEvents: database.prepare("UPDATE events SET events = ? WHERE id = ?"),
		deleteEvents: database.prepare("DELETE FROM events WHERE id <= ?"),
	};
}
