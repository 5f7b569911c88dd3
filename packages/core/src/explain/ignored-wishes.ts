import type { JobSpec } from "@chronos-job/schemas";
import type { Path } from "../document/position.ts";

/** Something a file seems to ask for and Chronos will not do. */
export interface IgnoredWish {
	readonly path: Path;
	readonly reason: string;
}

interface Wish {
	readonly path: Path;
	readonly reason: string;
	isMade(spec: JobSpec): boolean;
}

/** Every wish of a job that a Chronos server passes over without a word. */
export function ignoredWishes(spec: JobSpec): readonly IgnoredWish[] {
	return wishes.filter((wish) => wish.isMade(spec)).map(({ path, reason }) => ({ path, reason }));
}

const runsOnce = (spec: JobSpec) => spec.schedule === undefined && spec.parents === undefined;
const isMesos = (spec: JobSpec) => spec.container?.type?.toUpperCase() === "MESOS";
const isSet = (value: string | undefined) => value !== undefined && value !== "";

// Contract §2.2–§2.4, §2.9, §5.9, §5.13.
const wishes: readonly Wish[] = [
	{
		path: ["schedule"],
		reason: "a job with parents has no schedule of its own",
		isMade: (spec) => spec.parents !== undefined && spec.schedule !== undefined,
	},
	{
		path: ["scheduleTimeZone"],
		reason: "the zone counts only together with a schedule",
		isMade: (spec) => isSet(spec.scheduleTimeZone) && (spec.schedule === undefined || spec.parents !== undefined),
	},
	{
		path: ["concurrent"],
		reason: "a job without a schedule and without parents runs once",
		isMade: (spec) => runsOnce(spec) && spec.concurrent === true,
	},
	{
		path: ["arguments"],
		reason: "a job with its own executor gets no arguments",
		isMade: (spec) => isSet(spec.executor) && (spec.arguments ?? []).length > 0,
	},
	{
		path: ["executorFlags"],
		reason: "flags are handed only to an executor, and there is none",
		isMade: (spec) => !isSet(spec.executor) && isSet(spec.executorFlags),
	},
	{
		path: ["taskInfoData"],
		reason: "the data is handed only to an executor, and there is none",
		isMade: (spec) => !isSet(spec.executor) && isSet(spec.taskInfoData),
	},
	{
		path: ["container", "network"],
		reason: "a MESOS container joins networks by networkInfos",
		isMade: (spec) => isMesos(spec) && spec.container?.network !== undefined,
	},
	{
		path: ["container", "parameters"],
		reason: "parameters are for docker; a MESOS container has none",
		isMade: (spec) => isMesos(spec) && (spec.container?.parameters ?? []).length > 0,
	},
	{
		path: ["container", "networkInfos"],
		reason: "of networkInfos only the names and labels reach Mesos, no ports and no protocol",
		isMade: (spec) =>
			(spec.container?.networkInfos ?? []).some(
				({ portMappings, protocol }) => (portMappings ?? []).length > 0 || protocol !== undefined,
			),
	},
	{
		path: ["gpus"],
		reason: "official builds drop gpus; only builds with the gpus patch (pull request 810) hand them out",
		isMade: (spec) => (spec.gpus ?? 0) > 0,
	},
	{
		path: ["maxCompletionTime"],
		reason: "releases up to 3.0.2 drop the limit; only later builds keep it",
		isMade: (spec) => (spec.maxCompletionTime ?? 0) > 0,
	},
];
