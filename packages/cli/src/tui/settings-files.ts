import { ChronosError } from "@chronos-job/core";
import type { Settings } from "@chronos-job/tui";
import { configFileOf } from "../context/config-place.ts";
import { systemCodeOf } from "../files/file-system.ts";
import { makeFolder, writeWholeFile } from "../files/write-whole-file.ts";
import type { Host } from "../host.ts";
import { stateHome } from "../journal/state-home.ts";
import { parseSettings, type ParsedSettings } from "./parse-settings.ts";
import { formatSort } from "./settings-fields.ts";

type Disk = Pick<Host, "env" | "user" | "files">;

/** What somebody wrote. */
export function settingsFileOf(host: Disk): string {
	return configFileOf(host).replace(/[^/]*$/, "tui.json");
}

/** What was chosen last. */
export function memoryFileOf(host: Disk): string {
	return `${stateHome(host)}/tui.json`;
}

export function readSettings(host: Disk, path: string): ParsedSettings {
	try {
		return host.files.existsSync(path) ? parseSettings(host.files.readFileSync(path, "utf8"), path) : nothing;
	} catch (error) {
		return {
			settings: {},
			problems: [`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`],
		};
	}
}

const nothing: ParsedSettings = { settings: {}, problems: [] };

/** What was chosen last, and what was typed. */
export function readMemory(host: Disk): Partial<Settings> {
	try {
		const text = host.files.readFileSync(memoryFileOf(host), "utf8");
		const { settings } = parseSettings(text, memoryFileOf(host));
		const history = historyIn(JSON.parse(text));
		return { ...settings, ...(history && { history }) };
	} catch {
		// The next time begins as the first one did.
		return {};
	}
}

/** Keeps what was chosen besides what is known already; failing to do so is nobody's problem. */
export function rememberSettings(host: Disk, chosen: Partial<Settings>): void {
	try {
		const path = memoryFileOf(host);
		makeFolder(host.files, path.replace(/\/[^/]*$/, ""));
		const settings = onDisk({ ...readMemory(host), ...chosen });
		writeWholeFile(host.files, path, `${JSON.stringify(settings, undefined, 2)}\n`);
	} catch (error) {
		if (!(error instanceof ChronosError) && systemCodeOf(error) === undefined) throw error;
	}
}

/** What is worth remembering, as `tui.json` has it. */
function onDisk({ theme, sort, view, views, columns, hasMouse, history }: Partial<Settings>): object {
	return {
		theme,
		sort: sort && formatSort(sort),
		view,
		views: views?.map((each) => ({ ...each, ...(each.sort && { sort: formatSort(each.sort) }) })),
		columns,
		mouse: hasMouse,
		history: history && { commands: history.commands.slice(-mostKept), filters: history.filters.slice(-mostKept) },
	};
}

const mostKept = 100;

function historyIn(value: unknown): Settings["history"] {
	if (typeof value !== "object" || value === null || !("history" in value)) return undefined;
	const { history } = value;
	if (typeof history !== "object" || history === null) return undefined;
	return {
		commands: "commands" in history ? textsIn(history.commands) : [],
		filters: "filters" in history ? textsIn(history.filters) : [],
	};
}

function textsIn(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter((each: unknown) => typeof each === "string") : [];
}
