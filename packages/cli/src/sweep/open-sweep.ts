import { ChronosError, closest, DocumentError, groupName, type JobDocument, type Target } from "@chronos-job/core";
import { fillPlaceholders } from "../change/fill-placeholders.ts";
import { type FieldPlace, withField } from "../change/with-field.ts";
import type { Session } from "../command/session.ts";
import { fieldsOf, textOf } from "../local/json-fields.ts";
import { fitParams, plannedJobs, valuesOf } from "./fill-template.ts";
import { type ParamsArgs, readParams } from "./read-params.ts";
import { readGroups, readRecords } from "./sweep-files.ts";
import { groupOf, type SweepGroup, type SweepJob } from "./sweep-group.ts";
import type { PlannedJob, SweepHead, SweepRecord } from "./sweep-record.ts";

export interface SweepArgs extends ParamsArgs {
	readonly template: string | undefined;
	readonly group: string | undefined;
	readonly resume: string | undefined;
	readonly again: boolean;
	/** Whether those that did not succeed are to run again. */
	readonly failed: boolean;
	readonly maxParallel?: number | undefined;
}

/** A sweep as a command line wants it, together with what was done of it before. */
export interface OpenSweep {
	/** With the jobs that are wanted now, and no others. */
	readonly group: SweepGroup;
	/** What its record has to say before anything is sent; undefined when it does so already. */
	readonly records: readonly SweepRecord[] | undefined;
}

type Reading = Pick<Session, "host" | "note" | "readDocuments" | "check">;

export async function openSweep(session: Reading, target: Target, args: SweepArgs): Promise<OpenSweep> {
	const { resume, failed } = args;
	const opened =
		resume === undefined ? await described(session, target, args) : resumed(session, target, { ...args, resume });
	return failed ? { ...opened, group: withoutFailures(opened.group) } : opened;
}

function withoutFailures(group: SweepGroup): SweepGroup {
	const jobs = group.jobs.map((job): SweepJob => {
		const { name, values, fate } = job;
		return fate === undefined || fate.outcome === "succeeded" ? job : { name, values, state: "waiting" };
	});
	return { ...group, jobs, again: true };
}

async function described(session: Reading, target: Target, args: SweepArgs): Promise<OpenSweep> {
	const wanted = await readSweep(session, args);
	const known = args.again ? [] : readRecords(session.host, { target, group: wanted.group });
	const records = merged(wanted, known);
	const group = groupOf(records);
	if (group === undefined) throw new Error(`the record of ${wanted.group} has lost its head`);
	const names = new Set(wanted.jobs.map(({ name }) => name));
	return { group: { ...group, jobs: group.jobs.filter(({ name }) => names.has(name)) }, records };
}

function resumed(
	{ host }: Reading,
	target: Target,
	{ resume, template, params, grid, group: other }: SweepArgs & { readonly resume: string },
): OpenSweep {
	if (template !== undefined || params !== undefined || grid.length > 0 || other !== undefined) {
		throw new ChronosError("usage.invalid", "--resume takes everything from the record of the sweep", {
			hint: `Give \`--resume ${resume}\` alone, or the template and its parameters without it.`,
		});
	}
	const groups = readGroups(host, target);
	const found = groups.find(({ group }) => group === resume);
	if (found !== undefined) return { group: found, records: undefined };
	const near = closest(
		resume,
		groups.map(({ group }) => group),
	);
	throw new ChronosError("usage.invalid", `no sweep "${resume}" was begun on ${target.name}`, {
		hint: near === undefined ? "Give the template and its parameters." : `Did you mean \`--resume ${near}\`?`,
	});
}

/** The sweep that a command line describes, as if it had never been begun. */
async function readSweep(session: Reading, args: SweepArgs): Promise<SweepHead> {
	const { host, note } = session;
	const { maxParallel } = args;
	const document = await readTemplate(session, args.template);
	const [template] = document.values;
	const { params, unused } = fitParams(template, await readParams(host, args));
	const jobs = plannedJobs(template, params, args.group);
	if (unused.length > 0) note(`${document.source} has no place for ${unused.join(", ")}`);
	const [first] = jobs;
	if (first !== undefined) checkFirst(session, document, { params: params.names, job: first });
	const group = args.group ?? groupName(textOf(fieldsOf(template)["name"]));
	if (!/^[\w.-]+$/.test(group)) {
		throw new ChronosError(
			"usage.invalid",
			`--group "${group}" has characters other than letters, digits, "_", "." and "-"`,
			{
				hint: "Write `--group my-sweep`.",
			},
		);
	}
	return {
		type: "sweep",
		at: host.now(),
		group,
		template,
		params: params.names,
		jobs,
		again: args.again,
		...(maxParallel !== undefined && { maxParallel }),
	};
}

async function readTemplate(session: Reading, path: string | undefined): Promise<JobDocument> {
	if (path === undefined) {
		throw new ChronosError("usage.invalid", "there is no template", {
			hint: "Name a job file with {{placeholders}}, or a sweep with --resume.",
		});
	}
	const documents = await session.readDocuments([path]);
	const findings = documents.flatMap((each) => each.findings).filter(({ severity }) => severity === "error");
	if (findings.length > 0) throw new DocumentError("the template has errors", { findings, documents });
	const count = documents.reduce((sum, { values }) => sum + values.length, 0);
	const [document] = documents;
	if (document !== undefined && count === 1) return document;
	throw new ChronosError("usage.invalid", `a template is one job, and there are ${count} in ${path}`, {
		hint: "Write each of them into a file of its own.",
	});
}

/** Mistakes of the template are shown where they stand in it; those of a single row, later, in what the row made of it. */
function checkFirst(
	{ check }: Pick<Reading, "check">,
	document: JobDocument,
	{ params, job }: { readonly params: readonly string[]; readonly job: PlannedJob },
): void {
	const { fillings } = fillPlaceholders(document.values[0], valuesOf(params, job.values));
	const places: readonly FieldPlace[] = [...fillings, { path: ["name"], value: job.name }].map((each) => ({
		job: 0,
		...each,
	}));
	check([places.reduce(withField, document)]);
}

/** Jobs that the record has stay in it; another template is another sweep. */
function merged(wanted: SweepHead, known: readonly SweepRecord[]): readonly SweepRecord[] {
	const head = known.find((record) => record.type === "sweep");
	if (head === undefined) return [wanted];
	if (JSON.stringify([head.template, head.params]) !== JSON.stringify([wanted.template, wanted.params])) {
		throw new ChronosError(
			"usage.invalid",
			`the sweep ${head.group} was begun with another template or other parameters`,
			{
				hint: "Give `--group NAME` for a sweep of its own, or `--again` to begin it anew.",
			},
		);
	}
	const names = new Set(head.jobs.map(({ name }) => name));
	const jobs = [...head.jobs, ...wanted.jobs.filter(({ name }) => !names.has(name))];
	return [{ ...wanted, at: head.at, again: head.again, jobs }, ...known.filter(({ type }) => type !== "sweep")];
}
