import { ChronosError, explainUnwrappable, logDirOf, unwrapCommand, wrapCommand } from "@chronos-job/core";
import type { Job, JobSpec } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { plural } from "../render/plural.ts";

/** What `--log-dir` names: a folder, `none` to keep logs no longer, or undefined to leave everything as it is. */
export function readLogDir(text: string | undefined): string | undefined {
	if (text === undefined || text === "none") return text;
	if (text.startsWith("/") && !/\p{Cc}/u.test(text)) return text.replace(/(?<=.)\/+$/, "");
	throw new ChronosError("usage.invalid", `"${text}" is no absolute path`, {
		hint: "Give --log-dir a folder that all agents share, like /shared/logs, or `none`.",
	});
}

/** Jobs that keep logs in a folder; where nobody says anything, those that keep some on the server go on to do so. */
export function withLogDirs(
	{ note }: Pick<Session, "note">,
	specs: readonly JobSpec[],
	{ jobs, logDir }: { readonly jobs: readonly Job[]; readonly logDir?: string | undefined },
): readonly JobSpec[] {
	const kept = new Map(jobs.map((job) => [job.name, logDirOf(job)]));
	const left = logDir === undefined || logDir === "none" ? [] : specs.filter(isLeft);
	const [first] = left;
	if (first !== undefined) {
		const others = left.length === 1 ? "" : ` and ${plural(left.length - 1, "more job")}`;
		note(`${first.name}${others} keeps no log: ${explainUnwrappable(first) ?? ""}`);
	}
	return specs.map((spec) => withLogDir(spec, logDir ?? logDirOf(spec) ?? kept.get(spec.name)));
}

function isLeft(spec: JobSpec): boolean {
	return explainUnwrappable(spec) !== undefined;
}

function withLogDir(spec: JobSpec, dir: string | undefined): JobSpec {
	if (dir === undefined || spec.command === undefined || isLeft(spec)) return spec;
	const plain = unwrapCommand(spec.command)?.command ?? spec.command;
	return { ...spec, command: dir === "none" ? plain : wrapCommand(plain, dir) };
}
