import { quote } from "../format-value.ts";
import { eachJob, type Rule } from "../rule.ts";
import { findWrapping, type Wrapping } from "../wrapped-jobs.ts";

export const jobWrapped: Rule = {
	code: "job.wrapped",
	severity: "error",
	about: "An object holds several jobs, where a list belongs.",
	check: eachJob(function* (job) {
		const wrapping = job.flaws.length === 0 ? undefined : findWrapping(job);
		if (wrapping === undefined) return;
		const place = wrapping.kind === "map" ? wrapping.names[0] : wrapping.field;
		yield {
			path: [place ?? ""],
			at: "key",
			message: describe(wrapping),
			hint: adviceOn(wrapping),
		};
	}),
};

const wanted = "a file with several jobs is a list";

function describe(wrapping: Wrapping): string {
	if (wrapping.kind !== "map") {
		const field = quote(wrapping.field);
		return wrapping.kind === "job" ? `the job stands inside ${field}` : `the jobs stand inside ${field}, and ${wanted}`;
	}
	const [first = "", ...others] = wrapping.names;
	return `${quote(first)}${others.length > 0 ? " and the others hold a job each" : " holds a job"}, and ${wanted}`;
}

function adviceOn(wrapping: Wrapping): string {
	if (wrapping.kind !== "map") return `Write only the ${wrapping.kind}, without ${quote(wrapping.field)} around it.`;
	return `Write a list of jobs, each with its own "name", such as "name": ${quote(wrapping.names[0] ?? "")}.`;
}
