import type { DatabaseSync } from "node:sqlite";

/** Does something completely, on disk when it returns, or not at all. */
export type Transact = (work: () => void) => void;

export function openTransactions(database: DatabaseSync): Transact {
	const begin = database.prepare("BEGIN IMMEDIATE");
	const commit = database.prepare("COMMIT");
	return (work) => {
		begin.run();
		try {
			work();
			commit.run();
		} catch (error) {
			// A full disk has ended the transaction already.
			if (database.isTransaction) database.exec("ROLLBACK");
			throw error;
		}
	};
}
