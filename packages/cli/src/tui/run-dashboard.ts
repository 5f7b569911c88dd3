import type { ReadClient } from "@chronos-job/core";
import { type DashboardEnd, openDashboard } from "@chronos-job/tui";
import type { Host, Terminal } from "../host.ts";
import { knownGroups } from "../sweep/known-groups.ts";
import type { DashboardArgs } from "./dashboard-args.ts";
import { findPlace } from "./find-place.ts";
import { openLogs } from "./open-logs.ts";
import { openProgram } from "./open-program.ts";
import { openWay, type Way } from "./open-way.ts";
import { rememberingHost } from "./remembering-host.ts";
import { saveText } from "./save-text.ts";
import { rememberSettings } from "./settings-files.ts";
import { settingsOf } from "./settings-of.ts";

export interface Dashboard {
	readonly host: Host;
	readonly terminal: Terminal;
	readonly args: DashboardArgs;
	readonly everyMs: number | undefined;
	/** Of what cannot be told on the screen for long. */
	readonly note: (text: string) => void;
}

/** Shows one server after the other, until somebody has seen enough. */
export async function runDashboard(dashboard: Dashboard): Promise<DashboardEnd> {
	const host = rememberingHost(dashboard.host);
	let { args } = dashboard;
	for (;;) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- one after the other
		const end = await openOn({ ...dashboard, host, args });
		if (end.kind !== "context") return end;
		args = { ...args, context: end.name, job: undefined };
	}
}

async function openOn({ host, terminal, args, everyMs, note }: Dashboard): Promise<DashboardEnd> {
	const { settings, problems } = settingsOf(host, args, everyMs);
	for (const problem of problems) note(problem);
	const { place, option, needsTerminal } = await findPlace(host, args.context);
	const news = openNews(problems.slice(0, 1));
	const way = openWay({ host, context: option, note: news.tell });
	return openDashboard({
		connect: needsTerminal ? await connectBefore(way) : way.connect,
		hear: news.hear,
		clock: { now: host.now, sleep: host.sleep },
		terminal,
		signal: host.signal,
		place,
		program: openProgram({ host, context: option, said: args.context }),
		logs: openLogs(host, way),
		sweeps: () => sweepsOf(host, way),
		files: {
			save: async (name, text) => saveText(host, name, text),
			remember: (chosen) => rememberSettings(host, chosen),
		},
		settings,
	});
}

/** What is told while nobody listens yet is not lost. */
function openNews(first: readonly string[]) {
	const early = [...first];
	let listener: ((text: string) => void) | undefined;
	return {
		tell: (text: string) => (listener === undefined ? void early.push(text) : listener(text)),
		hear: (heard: (text: string) => void): void => {
			listener = heard;
			for (const text of early.splice(0)) heard(text);
		},
	};
}

/** Whoever has to be asked for a password is asked before the screen is taken; what fails is told on it. */
async function connectBefore(way: Way): Promise<Way["connect"]> {
	const listeners: ((at: number) => void)[] = [];
	const early = await way.connect((at) => listeners.forEach((listener) => listener(at))).catch(() => undefined);
	let first: ReadClient | undefined = early;
	return async (onDate) => {
		const client = first ?? (await way.connect(onDate));
		listeners.push(onDate);
		first = undefined;
		return client;
	};
}

async function sweepsOf(host: Host, way: Way): Promise<ReadonlyMap<string, string>> {
	const target = way.client()?.target;
	if (target === undefined) return new Map();
	const groups = await knownGroups({ host, target });
	return new Map(groups.flatMap(({ group, jobs }) => jobs.map(({ name }) => [name, group] as const)));
}
