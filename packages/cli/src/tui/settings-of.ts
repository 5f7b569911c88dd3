import { keyProblems, type PaneKind, type Settings } from "@chronos-job/tui";
import type { Host } from "../host.ts";
import type { DashboardArgs } from "./dashboard-args.ts";
import { readMemory, readSettings, settingsFileOf } from "./settings-files.ts";

export interface FoundSettings {
	readonly settings: Settings;
	readonly problems: readonly string[];
}

/** The command line goes before the file, that before what was chosen last time, that before what suits the terminal. */
export function settingsOf(host: Host, args: DashboardArgs, everyMs: number | undefined): FoundSettings {
	const remembered = readMemory(host);
	const { settings: written, problems } = readSettings(host, settingsFileOf(host));
	const asked = askedFor(args, everyMs);
	const chosen = { ...usual(host), ...remembered, ...written, ...asked, colors: colorsOf(host, args) };
	const views = joinViews(remembered.views, written.views);
	const lost = lostView(chosen.view, views);
	const settings = { ...chosen, views, ...(lost !== undefined && { view: "all" }) };
	const keys = keyProblems(settings.keys).map((problem) => `${settingsFileOf(host)}: ${problem}`);
	return { settings, problems: [...problems, ...keys, ...(lost === undefined ? [] : [lost])] };
}

/** What is wrong with the name of a view, if anything. */
function lostView(view: string, views: Settings["views"]): string | undefined {
	const names = ["all", "failed", ...views.map(({ name }) => name)];
	return names.includes(view) ? undefined : `there is no view "${view}"; there are ${names.join(", ")}`;
}

/** What was kept in the dashboard goes before what the file has under the same name. */
function joinViews(kept: Settings["views"] = [], written: Settings["views"] = []): Settings["views"] {
	const names = new Set(kept.map(({ name }) => name));
	return [...kept, ...written.filter(({ name }) => !names.has(name))];
}

function usual({ env }: Host): Settings {
	return {
		theme: "default",
		colors: "16",
		isAscii: !isUnicode(env),
		isReadOnly: false,
		isScreenReader: env["INK_SCREEN_READER"] === "true",
		isAnimated: true,
		hasMouse: false,
		everyMs: 2000,
		sort: { field: "state", isDescending: false },
		views: [],
		view: "all",
		columns: undefined,
		keys: {},
		job: undefined,
		pane: undefined,
	};
}

/** As the C library finds it out; where nothing is said, everybody can by now. */
function isUnicode({ LC_ALL, LC_CTYPE, LANG }: Host["env"]): boolean {
	const locale = LC_ALL || LC_CTYPE || LANG || "UTF-8";
	return /utf-?8/i.test(locale);
}

function colorsOf({ env, screen }: Host, { color }: DashboardArgs): Settings["colors"] {
	if (color !== "auto") return color === "always" ? "16" : "none";
	return screen.color && env["CLICOLOR"] !== "0" ? "16" : "none";
}

function askedFor(args: DashboardArgs, everyMs: number | undefined): Partial<Settings> {
	const pane: PaneKind | undefined = args.job === undefined ? undefined : "detail";
	return {
		...(args.theme && { theme: args.theme }),
		...(args.view !== undefined && { view: args.view }),
		...(args.ascii && { isAscii: true }),
		...(args.readonly && { isReadOnly: true }),
		...(args.screenReader && { isScreenReader: true }),
		...(args.mouse && { hasMouse: true }),
		...(args.noAnimation && { isAnimated: false }),
		...(everyMs !== undefined && { everyMs }),
		job: args.job,
		pane,
	};
}
