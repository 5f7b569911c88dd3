import type { Target } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { stateHome } from "./state-home.ts";
import { targetKey } from "./target-key.ts";

export type JournalHost = Pick<Host, "env" | "files" | "now" | "pid" | "user">;

/** Where the journal of an installation is: a file per month. */
export function journalFolder(host: JournalHost, target: Target): string {
	return `${stateHome(host)}/journal/${targetKey(target)}`;
}

/** In the order of time; of each month what was put aside comes first. */
export function journalFiles({ files }: JournalHost, folder: string): readonly string[] {
	if (!files.existsSync(folder)) return [];
	const names = files.readdirSync(folder).filter((name) => fileName.test(name));
	return names.toSorted((a, b) => orderOf(a) - orderOf(b)).map((name) => `${folder}/${name}`);
}

const fileName = /^\d{4}-\d{2}(?:\.old)?\.ndjson$/;

function orderOf(name: string): number {
	return Number(name.slice(0, 4)) * 24 + Number(name.slice(5, 7)) * 2 + (name.includes(".old") ? 0 : 1);
}
