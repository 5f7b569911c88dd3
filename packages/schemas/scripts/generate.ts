import { mkdir, writeFile } from "node:fs/promises";
import { CanonicalJob } from "../src/job.ts";
import { JobFile } from "../src/job-spec.ts";
import { JobStat, PercentileStats } from "../src/job-stat.ts";
import { JobSummaries } from "../src/job-summary.ts";
import { jobSchema } from "../src/json-schema.ts";
import { ApiResult, Leader } from "../src/server-replies.ts";
import { compileValidators } from "./compile-validators.ts";
import { jobManual } from "./job-manual.ts";

/** Every file that follows from the schemas: path from the root of the repository → content. */
export async function generate(): Promise<Readonly<Record<string, string>>> {
	return {
		"docs/job-file.md": jobManual(),
		"packages/schemas/job.schema.json": pretty(jobSchema("2020-12")),
		"packages/schemas/job.schema.draft-07.json": pretty(jobSchema("draft-07")),
		"packages/schemas/src/validators.gen.ts": compileValidators([
			{ name: "findJobFileErrors", schema: JobFile, answers: "errors" },
		]),
		// Apart, because who only reads files need not load these.
		"packages/schemas/src/reply-validators.gen.ts": compileValidators([
			{ name: "hasJobShape", schema: CanonicalJob, answers: "boolean" },
			{ name: "hasJobSummariesShape", schema: JobSummaries, answers: "boolean" },
			{ name: "hasJobStatShape", schema: JobStat, answers: "boolean" },
			{ name: "hasPercentileStatsShape", schema: PercentileStats, answers: "boolean" },
			{ name: "hasLeaderShape", schema: Leader, answers: "boolean" },
			{ name: "hasApiResultShape", schema: ApiResult, answers: "boolean" },
		]),
	};
}

function pretty(value: unknown): string {
	return `${JSON.stringify(value, undefined, "\t")}\n`;
}

if (import.meta.main) {
	const root = new URL("../../../", import.meta.url);
	for (const [path, content] of Object.entries(await generate())) {
		const file = new URL(path, root);
		await mkdir(new URL(".", file), { recursive: true });
		await writeFile(file, content);
	}
}
