import type { DatabaseSync } from "node:sqlite";

/** Which row a name has: jobs that nobody sees have negative ones. */
export interface JobRows {
	find(name: string): number | undefined;
	set(name: string, row: number): void;
	delete(name: string): void;
	/** A row for one more of those. */
	nextHidden(): number;
	/** Takes what somebody has read anyway. */
	replace(rows: Map<string, number>): void;
	/** Looks at the disk again: what was set has not been stored. */
	forget(): void;
}

/** Kept in memory, because an index of names on disk costs as much as all the rest of a commit. */
export function openJobRows(database: DatabaseSync): JobRows {
	const names = database.prepare("SELECT id, name FROM jobs");
	const lowest = database.prepare("SELECT min(id) AS id FROM jobs");
	let loaded: Map<string, number> | undefined;
	function rows(): Map<string, number> {
		loaded ??= new Map(Array.from(names.iterate(), ({ id, name }) => [String(name), Number(id)]));
		return loaded;
	}
	return {
		find: (name) => rows().get(name),
		set: (name, row) => void rows().set(name, row),
		delete: (name) => void rows().delete(name),
		nextHidden: () => Math.min(0, Number(lowest.get()?.["id"] ?? 0)) - 1,
		replace: (read) => {
			loaded = read;
		},
		forget: () => {
			loaded = undefined;
		},
	};
}
