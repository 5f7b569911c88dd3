import {
	type FactSource,
	type Filter,
	type JobFacts,
	type NamedField,
	readFacts,
	showControls,
	sortFacts,
	type SortKey,
} from "@chronos-job/core";
import { everyField, factCells, factRecord } from "../selection/fact-record.ts";
import { readColumns, readFilter, readSortKeys } from "../selection/field-list.ts";
import { type ArgsOf, files, flag, text } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { csv } from "../render/csv.ts";
import { jobTable } from "../render/job-table.ts";
import { selectWithSweeps } from "../selection/select-with-sweeps.ts";
import type { Collapsed } from "../sweep/collapse-groups.ts";
import { knownGroups, type SweepsOf } from "../sweep/known-groups.ts";

export interface ListResult {
	readonly facts: readonly JobFacts[];
	/** The same with sweeps in one row each; absent where every job has its own. */
	readonly rows?: readonly Collapsed<JobFacts>[];
	/** What of each is shown. */
	readonly fields: readonly NamedField[];
	/** Whether somebody chose the fields. */
	readonly isChosen: boolean;
	/** How many jobs the server has. */
	readonly total: number;
	readonly now: number;
	readonly zone: string | undefined;
}

interface ListEvent {
	readonly facts: JobFacts;
	readonly result: ListResult;
}

const args = {
	jobs: files("Names of jobs or sweeps, or patterns like nightly-*; all of them without any"),
	filter: text("Only jobs for which this is true, like 'state=running and errors>0'"),
	failed: flag("Only jobs whose last run failed"),
	running: flag("Only jobs that run"),
	disabled: flag("Only disabled jobs"),
	sort: text("What to sort by, like cpus,name; --sort=-errors for the largest first"),
	columns: text("What to show, like name,cpus,owner"),
	each: flag("Every job in a row of its own, also those of sweeps"),
	...targetArgs,
} as const;

type ListArgs = ArgsOf<typeof args>;

export const list = defineCommand({
	name: "list [jobs..]",
	theme: "look",
	about: "List the jobs of the server: how they did, what they do, when they run next",
	examples: [
		{ line: "chronos-job list", about: "All of them" },
		{ line: "chronos-job list --filter 'errors>0 or name~report' --sort=-errors", about: "Some, the worst first" },
		{ line: "chronos-job list --columns name,cpus,owner --output csv", about: "For a spreadsheet" },
	],
	args,

	async run(args, session: Session<ListEvent>): Promise<ListResult> {
		const now = session.host.now();
		const filters = expressionsOf(args).map((expression) => readFilter(expression, now));
		const keys = readSortKeys(args.sort ?? "");
		const fields = readColumns(args.columns ?? "name,status,state,next,successes,errors");
		const asked = filters.flatMap((filter) => filter.fields);
		await using client = await session.connectToRead(args);
		const all = await readFacts(client, sourcesOf([...fields, ...keys.map(({ field }) => field), ...asked]), {
			signal: session.host.signal,
		});
		const place = { host: session.host, target: client.target };
		const { facts, rows } = await choose(place, all, { args, filters, keys, now });
		const result: ListResult = {
			facts,
			...(rows && { rows }),
			fields,
			isChosen: args.columns !== undefined,
			total: all.length,
			now,
			zone: session.host.zone,
		};
		for (const each of facts) session.emit({ facts: each, result });
		return result;
	},

	isPaged: () => true,

	views: {
		result: jobTable,
		eventJson: ({ facts, result }) => ({ type: "job", ...recordOf(facts, result) }),
		json: (result) => ({ jobs: result.facts.map((each) => recordOf(each, result)) }),
		summary: ({ facts, total }) => ({ jobs: facts.length, total }),
	},
	formats: {
		csv: {
			view({ facts, fields, isChosen, now }: ListResult) {
				const shown = isChosen ? fields : [...fields, ...readColumns("sweep")];
				return csv([shown.map(({ name }) => name), ...facts.map((each) => factCells(each, shown, now))]);
			},
		},
		name: {
			view: ({ facts }: ListResult) => facts.map(({ name }) => `${showControls(name)}\n`).join(""),
		},
	},
});

interface Choice {
	readonly args: Pick<ListArgs, "jobs" | "each">;
	readonly filters: readonly Filter[];
	readonly keys: readonly SortKey[];
	readonly now: number;
}

/** The jobs that are wanted, in order; with sweeps in one row each, unless somebody has named jobs, who wants to see them. */
async function choose(
	place: SweepsOf,
	all: readonly JobFacts[],
	{ args, filters, keys, now }: Choice,
): Promise<Pick<ListResult, "facts" | "rows">> {
	const groups = await knownGroups(place);
	const sweeps = groups.length === 0 ? undefined : await import("../sweep/collapse-groups.ts");
	const known = sweeps === undefined ? all : sweeps.withSweeps(all, groups);
	const named = await selectWithSweeps(place, known, args.jobs);
	const facts = sortFacts(
		named.filter((each) => filters.every(({ matches }) => matches(each))),
		keys,
		now,
	);
	const isCollapsed = sweeps !== undefined && args.jobs.length === 0 && !args.each;
	return isCollapsed ? { facts, rows: sweeps.collapse(facts, groups) } : { facts };
}

function expressionsOf({ filter, failed, running, disabled }: ListArgs): readonly string[] {
	return [
		...(filter === undefined ? [] : [filter]),
		...(failed ? ["status=failure"] : []),
		...(running ? ["state=running"] : []),
		...(disabled ? ["disabled"] : []),
	];
}

/** Of two calls, the cheap one does when nothing else is needed. */
function sourcesOf(fields: readonly NamedField[]): ReadonlySet<FactSource> {
	const sources = new Set(fields.flatMap(({ source }) => source ?? []));
	return sources.size === 0 ? new Set(["summary"]) : sources;
}

function recordOf(facts: JobFacts, { fields, isChosen, now }: Pick<ListResult, "fields" | "isChosen" | "now">): object {
	return factRecord(facts, isChosen ? fields : everyField, now);
}
