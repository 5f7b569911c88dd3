import { DocumentError, type JobDocument, showControls } from "@chronos-job/core";
import { findSelected } from "../change/find-jobs.ts";
import { planPull, type PulledFile } from "../change/plan-pull.ts";
import { sendableJobs } from "../change/sendable-jobs.ts";
import { files, flag, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { resolve, unreadable } from "../files/unreadable.ts";
import { makeFolder, writeWholeFile } from "../files/write-whole-file.ts";
import type { Host, Screen } from "../host.ts";
import { fileLink } from "../render/link.ts";
import { plural } from "../render/plural.ts";
import { namesText } from "../render/server-facts.ts";
import { selectWithSweeps } from "../selection/select-with-sweeps.ts";

export interface PullResult {
	readonly files: readonly PulledFile[];
	/** Where their paths begin. */
	readonly cwd: string;
	readonly isDone: boolean;
}

export const pull = defineCommand({
	name: "pull <folder> [jobs..]",
	theme: "files",
	about: "Write the jobs of a server into files, one each, which `sync` sends back unchanged",
	examples: [
		{ line: "chronos-job pull jobs", about: "All jobs; files that say the same already stay as they are" },
		{ line: "chronos-job pull jobs 'daily-*'", about: "Those whose names fit" },
	],
	args: {
		folder: word("The folder; files in it that hold a job already are the ones that are written"),
		jobs: files("Jobs or sweeps, by their names, or patterns like 'daily-*'; all without any"),
		yes: flag("Do not ask before files are changed", "y"),
		...targetArgs,
	},

	async run(args, session: Session): Promise<PullResult> {
		const { host } = session;
		const folder = (args.folder ?? ".").replace(/(.)\/+$/, "$1");
		const names = namesIn(session.host, folder);
		const documents = names.length === 0 ? [] : await documentsIn(session, folder);
		await using client = await session.connectToRead(args);
		const found = args.jobs.length === 0 ? await client.jobs.list() : await findSelected(client, args.jobs);
		const selected = await selectWithSweeps({ host, target: client.target }, found, args.jobs);
		const { sendable, others } = sendableJobs(selected, host.now());
		if (others.length > 0)
			session.note(`left out, for nobody could send them back as they are: ${showControls(namesText(others))}`);
		const pulled = planPull(sendable, { path: folder, documents, names, now: host.now() });
		const changed = pulled.filter(({ kind }) => kind === "changed").map(({ path }) => showControls(path));
		if (changed.length > 0 && !args.yes && !(await session.confirm(`change ${namesText(changed)}?`, "--yes")))
			return { files: pulled, cwd: host.cwd, isDone: false };
		makeFolder(host.files, resolve(host, folder));
		for (const { path, text, kind } of pulled)
			if (kind !== "unchanged") writeWholeFile(host.files, resolve(host, path), text);
		return { files: pulled, cwd: host.cwd, isDone: true };
	},

	exit: ({ isDone }) => (isDone ? 0 : 1),

	views: {
		result: (result, screen) => (result.isDone ? pulledText(result, screen) : "nothing was changed\n"),
		json: ({ files, isDone }) => ({
			outcome: isDone ? "written" : "declined",
			files: files.map(({ path, jobs, kind }) => ({ path, jobs, kind })),
		}),
	},
});

function namesIn(host: Host, folder: string): readonly string[] {
	const path = resolve(host, folder);
	if (!host.files.existsSync(path)) return [];
	try {
		return host.files.readdirSync(path);
	} catch (error) {
		throw unreadable(showControls(folder), error);
	}
}

async function documentsIn(session: Session, folder: string): Promise<readonly JobDocument[]> {
	const { documents } = await session.readAll([folder]);
	const findings = documents.flatMap((each) => each.findings.filter(({ severity }) => severity === "error"));
	if (findings.length === 0) return documents;
	throw new DocumentError("files in the folder cannot be read, so nobody knows which jobs they hold", {
		findings,
		documents,
	});
}

function pulledText({ files, cwd }: PullResult, screen: Screen): string {
	const written = files.filter(({ kind }) => kind !== "unchanged");
	const lines = written.map(({ path, kind }) => {
		const shown = fileLink(screen, resolve({ cwd }, path), showControls(path));
		return `${kind === "new" ? "wrote  " : "changed"}  ${shown}\n`;
	});
	const same = files.length - written.length;
	if (files.length === 0) return "there is no job\n";
	return lines.join("") + (same === 0 ? "" : `${plural(same, "file")} unchanged\n`);
}
