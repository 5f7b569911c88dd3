import type { PlaceFacts, Size, State } from "./state.ts";
import type { Settings } from "./settings.ts";
import { parseRowFilter } from "./row-filter.ts";
import { findView, isView } from "./saved-views.ts";

/** Before anything is known of the jobs. */
export function initialState(place: PlaceFacts, settings: Settings, { size, now }: InitialScreen): State {
	return {
		size,
		now,
		place,
		settings,
		data: {
			jobs: new Map(),
			at: undefined,
			feed: { kind: "connecting" },
			isWhole: false,
			counts: { total: 0, running: 0, queued: 0, failed: 0, disabled: 0 },
			tombstones: new Map(),
			changed: new Set(),
			changedAt: undefined,
			retries: new Map(),
			gpuUses: new Map(),
			sweeps: new Map(),
		},
		table: initialTable(place, settings, now),
		levels: [{ kind: "jobs" }],
		left: undefined,
		input: undefined,
		dialog: undefined,
		waiting: [],
		serial: 1,
		tasks: [],
		calls: [],
		notice: undefined,
		history: settings.history ?? { commands: [], filters: [] },
	};
}

export interface InitialScreen {
	readonly size: Size;
	readonly now: number;
}

function initialTable({ user }: PlaceFacts, settings: Settings, now: number): State["table"] {
	const view = findView(settings, settings.view);
	const text = view?.filter ?? "";
	const read = parseRowFilter(text, { now, user });
	return {
		filter: { text, test: undefined, needsWhole: false, problem: undefined, ...read },
		sort: view?.sort ?? settings.sort,
		isFailuresOnly: settings.view === "failed" && view === undefined,
		view: isView(settings, settings.view) ? settings.view : "all",
		order: [],
		heads: [],
		members: new Map(),
		groups: new Map(),
		openGroups: new Set(),
		matching: 0,
		held: undefined,
		selected: undefined,
		top: 0,
		marked: new Set(),
		anchor: undefined,
		columns: settings.columns,
		scrolled: undefined,
	};
}
