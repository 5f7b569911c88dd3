import type { Milestone } from "@chronos-job/schemas";
import type { Path } from "../../document/position.ts";
import type { JobDraft } from "../flaws.ts";
import { lackingServer } from "../lacking-build.ts";
import { eachJob, type Rule } from "../rule.ts";

export const buildDrops: Rule = {
	code: "build.drops",
	severity: "warning",
	about: "The job says something that the build of this server passes over without a word.",
	check: eachJob(function* ({ draft }, facts) {
		if (facts.server?.builds === undefined) return;
		for (const { since, loss, pathsIn } of novelties) {
			const server = lackingServer(facts, since);
			if (server === undefined) continue;
			const hint = `Leave it out, or send the job to a server ${since === "HEAD" ? "newer than 3.0.2" : `of ${since} or later`}.`;
			for (const path of pathsIn(draft)) yield { path, at: "key", message: `${server} ${loss}`, hint };
		}
	}),
};

interface Novelty {
	readonly since: Milestone;
	/** What older builds do, after their name. */
	readonly loss: string;
	/** Where a job asks for it. */
	readonly pathsIn: (draft: JobDraft) => readonly Path[];
}

// Contract §2.3–§2.5, §2.8.
const novelties: readonly Novelty[] = [
	{
		since: "HEAD",
		loss: "drops maxCompletionTime, so that nothing ends the job",
		pathsIn: ({ maxCompletionTime = 0 }) => pathIf(maxCompletionTime > 0, ["maxCompletionTime"]),
	},
	{
		since: "3.0.0",
		loss: "drops concurrent, so that the job runs as if nobody had said it",
		pathsIn: ({ concurrent }) => pathIf(concurrent === true, ["concurrent"]),
	},
	{
		since: "2.5",
		loss: "drops fetch, so that the files are missing",
		pathsIn: ({ fetch = [] }) => pathIf(fetch.length > 0, ["fetch"]),
	},
	{
		since: "2.5",
		loss: "drops taskInfoData",
		pathsIn: ({ taskInfoData = "" }) => pathIf(taskInfoData !== "", ["taskInfoData"]),
	},
	{
		since: "2.5",
		loss: "drops constraints with UNLIKE",
		pathsIn: ({ constraints = [] }) =>
			pathsOf(constraints, (each) => each?.[1] === "UNLIKE").map((index) => ["constraints", index]),
	},
	{
		since: "2.5",
		loss: "drops the parameters for Docker",
		pathsIn: ({ container }) => pathIf((container?.parameters ?? []).length > 0, ["container", "parameters"]),
	},
	{
		since: "3.0.1",
		loss: "drops output_file, so that the file keeps its name",
		pathsIn: ({ fetch = [] }) =>
			pathsOf(fetch, (each) => (each?.output_file ?? "") !== "").map((index) => ["fetch", index, "output_file"]),
	},
	{
		since: "3.0.1",
		loss: "takes every container for one of Docker",
		pathsIn: ({ container }) => pathIf(container?.type?.toUpperCase() === "MESOS", ["container", "type"]),
	},
	{
		since: "3.0.1",
		loss: "drops networkName, so that the container joins no such network",
		pathsIn: ({ container }) => pathIf(container?.networkName !== undefined, ["container", "networkName"]),
	},
	{
		since: "3.0.1",
		loss: "drops networkInfos, so that the container joins no such network",
		pathsIn: ({ container }) => pathIf((container?.networkInfos ?? []).length > 0, ["container", "networkInfos"]),
	},
	{
		since: "3.0.1",
		loss: "drops external, so that the volume is a folder of the agent",
		pathsIn: ({ container }) =>
			pathsOf(container?.volumes ?? [], (each) => each?.external !== undefined).map((index) => [
				"container",
				"volumes",
				index,
				"external",
			]),
	},
];

function pathIf(isThere: boolean, path: Path): readonly Path[] {
	return isThere ? [path] : [];
}

function pathsOf<Item>(items: readonly Item[], fits: (item: Item) => boolean): readonly number[] {
	return items.flatMap((item, index) => (fits(item) ? [index] : []));
}
