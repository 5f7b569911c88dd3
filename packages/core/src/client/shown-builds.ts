import { type Build, hasMilestone, type Milestone } from "@chronos-job/schemas";
import { isRecord } from "./read-json.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Something by which jobs tell what wrote them. */
interface Sign {
	readonly of: Milestone;
	/** Whether a job has been written by such a build; undefined when it does not tell. */
	readonly tells: (job: Fields) => boolean | undefined;
}

// No server says what it is, but it writes all the fields that it knows (contract §0.3, §2.3, §2.8).
const signs: readonly Sign[] = [
	{ of: "2.5", tells: (job) => "taskInfoData" in job || ("epsilon" in job ? false : undefined) },
	{ of: "3.0.1", tells: ({ container }) => (isRecord(container) ? isWrittenBig(container["type"]) : undefined) },
	{ of: "HEAD", tells: (job) => "maxCompletionTime" in job },
	{ of: "gpus", tells: (job) => "gpus" in job },
];

/** Those of some builds that may have written jobs, as they came; all of them when the jobs do not tell, or tell what cannot be. */
export function shownBuilds(jobs: readonly unknown[], among: readonly Build[]): readonly Build[] {
	const written = jobs.filter(isRecord);
	const shown = signs.reduce((left, sign) => {
		const told = verdictOf(sign, written);
		return told === undefined ? left : left.filter((build) => hasMilestone(build, sign.of) === told);
	}, among);
	return shown.length === 0 ? among : shown;
}

/** One job with a sign is enough: others may have passed through something that took it off. */
function verdictOf({ tells }: Sign, jobs: readonly Fields[]): boolean | undefined {
	const told = jobs.map(tells);
	return told.includes(true) || (told.includes(false) ? false : undefined);
}

function isWrittenBig(type: unknown): boolean | undefined {
	return typeof type === "string" && type !== "" ? type === type.toUpperCase() : undefined;
}
