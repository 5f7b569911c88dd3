import type { DatabaseSync } from "node:sqlite";
import type { PruneLimits } from "./store.ts";
import { openTransactions } from "./transaction.ts";

/** Forgets the oldest; true when more is left to forget. */
export function openPruner(database: DatabaseSync): (limits: PruneLimits) => boolean {
	const pruner = openStatements(database);
	const transact = openTransactions(database);
	return ({ settledBefore, events, atMost = Number.MAX_SAFE_INTEGER }) => {
		const { lastEventId, firstEventId } = pruner.eventRange.get() ?? {};
		const wanted = Number(lastEventId ?? 0) - events;
		const upTo = Math.min(wanted, Number(firstEventId ?? 0) + atMost - 1);
		const runs = pruner.oldRuns.all(settledBefore, atMost);
		if (runs.length === 0 && upTo < Number(firstEventId ?? 1)) return false;
		transact(() => {
			pruner.keepIds.run();
			for (const { id } of runs) {
				pruner.deleteAttempts.run(Number(id));
				pruner.deleteRun.run(Number(id));
			}
			pruner.deleteEvents.run(upTo);
		});
		return runs.length === atMost || upTo < wanted;
	};
}

function openStatements(database: DatabaseSync) {
	return {
		eventRange: database.prepare("SELECT min(id) AS firstEventId, max(id) AS lastEventId FROM events"),
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
		deleteEvents: database.prepare("DELETE FROM events WHERE id <= ?"),
	};
}
