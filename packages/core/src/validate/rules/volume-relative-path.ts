import { findPlaceholder } from "../find-placeholder.ts";
import { formatPath } from "../format-path.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";

export const volumeRelativePath: Rule = {
	code: "volume.relative-path",
	severity: "error",
	about: "A path of a volume is relative, and Mesos takes it from the directory of the run.",
	check: eachJob(function* ({ draft: { container } }) {
		for (const [index, volume] of (container?.volumes ?? []).entries()) {
			for (const field of ["hostPath", "containerPath"] as const) {
				const path = volume?.[field];
				if (path === undefined || isAbsolute(path) || findPlaceholder(path, "nobody") !== undefined) continue;
				yield remarkOn(["container", "volumes", index, field], path);
			}
		}
	}),
};

function remarkOn(path: Remark["path"], written: string): Remark {
	return {
		path,
		message: `${formatPath(path)} is "${written}", which Mesos looks for in the run's own directory`,
		hint: written.startsWith("~")
			? 'Write the whole path, from "/" on: nothing replaces "~".'
			: 'Write the whole path, from "/" on.',
	};
}

function isAbsolute(path: string): boolean {
	return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path);
}
