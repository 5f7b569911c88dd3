import {
	inState,
	openSqliteStore,
	removeServerRecord,
	type StateDirectory,
	writeServerRecord,
} from "@chronos-job/local";
import type { Host } from "../host.ts";
import type { Control } from "./control.ts";
import { openDoors } from "./open-doors.ts";
import { openEngineOn } from "./open-engine-on.ts";
import type { ServerOptions } from "./server-options.ts";
import { runningJobs } from "./status-of.ts";

export interface Opening {
	readonly state: StateDirectory;
	readonly options: ServerOptions;
	/** The same as they were given. */
	readonly given: Readonly<Record<string, string>>;
	readonly log: (text: string) => void;
	readonly stop: Control["stop"];
}

export interface OpenServer {
	/** Where it listens, for people. */
	readonly places: readonly string[];
	readonly socket: string;
	/** The names of jobs with attempts under way. */
	running(): readonly string[];
	close(how: { readonly stopJobs: boolean }): Promise<void>;
}

/** Opens a state directory, takes up what an earlier server left there, and listens. */
export async function openServer(host: Host, opening: Opening): Promise<OpenServer> {
	const { state } = opening;
	const startedAt = host.now();
	// First of all, because only one can have it.
	const store = openSqliteStore({ directory: state.path });
	const { close, ...opened } = await openEngineOn(store, host, opening);
	try {
		const doors = await openDoors(host, opening, { ...opened, startedAt, storeId: store.id });
		const { dialect } = opening.options;
		const record = { pid: host.pid, startedAt, version: host.version, dialect, ...doors.addresses };
		inState(state, () => writeServerRecord(state, record));
		return {
			places: Object.values(doors.addresses),
			socket: doors.addresses.socket,
			running: () => runningJobs(opened.engine.state),
			close: async (how) => {
				// Nobody finds the server any more before another one may take its place.
				removeServerRecord(state, host.pid);
				await doors.close();
				await close(how);
			},
		};
	} catch (error) {
		await close();
		throw error;
	}
}
