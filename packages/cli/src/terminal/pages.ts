import type { Host, Screen } from "../host.ts";
import { withoutLinks } from "../render/link.ts";
import { widthOf } from "../render/width-of.ts";

/** A standard output that is read page by page when it has become longer than the screen. */
export interface Pages {
	readonly stdout: Host["stdout"];
	/** When somebody has read enough. */
	readonly finish: () => Promise<void>;
}

type Reader = Pick<Host, "stdout" | "screen" | "env" | "files" | "showIn">;

export function openPages(host: Reader): Pages {
	let kept = "";
	let isTooMuch = false;
	function letGo(): void {
		host.stdout.write(kept);
		kept = "";
	}
	return {
		stdout: {
			write(text: string) {
				kept += text;
				isTooMuch ||= kept.length > mostKept;
				if (isTooMuch) letGo();
			},
		},
		async finish() {
			// Many a pager shows what links are made of.
			const pager = isLongerThan(host.screen, kept) ? pagerOf(host) : undefined;
			if (pager === undefined || missing.has(await host.showIn(pager, withoutLinks(kept)))) letGo();
		},
	};
}

/** Nobody turns so many pages. */
const mostKept = 16_777_216;

/** How a shell ends that cannot start a program. */
const missing: ReadonlySet<number | undefined> = new Set([undefined, 126, 127]);

function isLongerThan({ width, height = Number.POSITIVE_INFINITY }: Screen, text: string): boolean {
	let rows = 0;
	for (const line of text.split("\n")) {
		rows += Math.max(1, Math.ceil(widthOf(line) / width));
		if (rows > height) return true;
	}
	return false;
}

/** What people have chosen for this program, for all programs, or `less` where it is; undefined where they want none. */
function pagerOf({ env, files }: Reader): string | undefined {
	if (env["NO_PAGER"] || env["TERM"] === "dumb") return undefined;
	const chosen = env["CHRONOS_PAGER"] ?? env["PAGER"];
	if (chosen !== undefined) return ["", "cat"].includes(chosen.trim()) ? undefined : chosen;
	const folders = (env["PATH"] ?? "").split(":").filter((folder) => folder !== "");
	return folders.some((folder) => files.existsSync(`${folder}/less`)) ? "less" : undefined;
}
