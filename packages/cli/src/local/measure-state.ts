import type { StateDirectory } from "@chronos-job/local";
import type { FileSystem } from "../files/file-system.ts";

/** What a state directory takes up, in bytes. */
export interface StateSizes {
	readonly database: number;
	readonly log: number;
	readonly sandboxes: number;
}

export function measureState(files: FileSystem, state: StateDirectory): StateSizes {
	const sizeOf = (file: string) => files.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
	return {
		database: sizeOf(state.databaseFile) + sizeOf(`${state.databaseFile}-wal`),
		log: sizeOf(state.logFile) + sizeOf(state.oldLogFile),
		sandboxes: filesBelow(files, state.sandboxes).reduce((sum, file) => sum + sizeOf(file), 0),
	};
}

/** Jobs make and remove files while this looks. */
function filesBelow(files: FileSystem, folder: string): readonly string[] {
	try {
		return files
			.readdirSync(folder, { recursive: true, withFileTypes: true })
			.flatMap((entry) => (entry.isFile() ? [`${entry.parentPath}/${entry.name}`] : []));
	} catch {
		return [];
	}
}
