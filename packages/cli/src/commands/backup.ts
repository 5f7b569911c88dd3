import { showControls } from "@chronos-job/core";
import { type Backup, backupOnWire, formatBackup } from "../change/backup-document.ts";
import { writePrivateFile } from "../change/write-private-file.ts";
import { flag, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { resolve } from "../files/unreadable.ts";
import { fileLink } from "../render/link.ts";
import { plural } from "../render/plural.ts";

export interface BackupResult {
	readonly path: string;
	/** The same from the root; empty for standard output. */
	readonly place: string;
	readonly backup: Backup;
	readonly isDone: boolean;
}

export const backup = defineCommand({
	name: "backup <file>",
	theme: "servers",
	about: "Write all jobs of a server with their counters into one file, from which `restore` brings them back",
	examples: [
		{ line: "chronos-job backup jobs.backup.json", about: "Into a file that only you can read" },
		{ line: "chronos-job backup -", about: "To standard output" },
	],
	args: {
		file: word("The file, or - for standard output"),
		yes: flag("Do not ask before a file is replaced", "y"),
		...targetArgs,
	},

	async run({ file: path = "-", yes, ...args }, session: Session): Promise<BackupResult> {
		const { host } = session;
		await using client = await session.connectToRead(args);
		const dialect = await client.server.dialect();
		const jobs = await client.jobs.list();
		const backup = { takenAt: host.now(), target: client.target.name, dialect, jobs };
		if (path === "-") return { path, place: "", backup, isDone: true };
		const place = resolve(host, path);
		const isTaken = host.files.existsSync(place);
		if (isTaken && !yes && !(await session.confirm(`replace ${showControls(path)}?`, "--yes")))
			return { path, place, backup, isDone: false };
		writePrivateFile(host.files, place, formatBackup(backup));
		return { path, place, backup, isDone: true };
	},

	exit: ({ isDone }) => (isDone ? 0 : 1),

	views: {
		result({ path, place, backup, isDone }, screen) {
			if (path === "-") return formatBackup(backup);
			return isDone
				? `wrote  ${fileLink(screen, place, showControls(path))}  (${plural(backup.jobs.length, "job")})\n`
				: "nothing was written\n";
		},
		json({ path, backup, isDone }) {
			if (path === "-") return backupOnWire(backup);
			return { outcome: isDone ? "written" : "declined", path, jobs: backup.jobs.length };
		},
	},
});
