import { ChronosError, type Target } from "@chronos-job/core";
import { findTunnelFolder } from "../context/find-tunnel-folder.ts";
import { tunnelPlan } from "../context/tunnel-plan.ts";
import type { Host } from "../host.ts";
import { shellQuote } from "../local/shell-quote.ts";

/** Files of jobs that keep logs, on this machine or where its tunnel leads to. */
export interface LogFiles {
	/** The SSH destination; undefined for this machine. */
	readonly via: string | undefined;
	/** How often to look for more. */
	readonly everyMs: number;
	/** None when there is no such folder. */
	names(folder: string): Promise<readonly string[]>;
	/** Where the last lines begin. */
	startOfTail(path: string, lines: number): Promise<number>;
	/** The next part of a log, and whether its attempt had ended before it was read. */
	read(path: string, offset: number): Promise<{ readonly isOver: boolean; readonly bytes: Uint8Array }>;
}

export function openLogFiles(host: Host, target: Target): LogFiles {
	const { via } = target;
	const shell = via === undefined ? ["/bin/sh", "-c"] : undefined;
	const remote = via === undefined ? undefined : remoteWords(host, target, via);
	async function say(script: string, ...words: readonly (string | number)[]): Promise<string> {
		const args = [script, "sh", ...words.map(String)];
		const line = ["/bin/sh", "-c", ...args].map(shellQuote).join(" ");
		const { exitCode, stdout, stderr } = await host.runProgram(
			shell === undefined ? [...(remote ?? []), line] : [...shell, ...args],
		);
		if (exitCode === 0) return stdout;
		const said = stderr.trim().split(/\r?\n/).at(-1) ?? "";
		const where = via === undefined ? "" : ` on ${via}`;
		throw new ChronosError("job.no-logs", `the log cannot be read${where}: ${said || `exit code ${exitCode}`}`);
	}
	return {
		via,
		everyMs: via === undefined ? 300 : 2000,
		names: async (folder) => (await say(listing, folder)).split("\n").filter((name) => name !== ""),
		async startOfTail(path, lines) {
			const [size = 0, end = 0] = (await say(measuring, path, lines)).trim().split(/\s+/).map(Number);
			return Math.max(0, size - end);
		},
		async read(path, offset) {
			const [state, ...rows] = (await say(reading, path, offset + 1, pieceLength)).split("\n");
			return { isOver: state === "over", bytes: Buffer.from(rows.join("").replaceAll(/\s/g, ""), "hex") };
		},
	};
}

const listing = 'cd "$1" 2>/dev/null || exit 0; ls';
const measuring = 'wc -c <"$1.log"; tail -n "$2" "$1.log" | wc -c';
// Hexadecimal, because what programs print is read as text, and a part may begin within a letter.
const reading =
	'if [ -e "$1.exit" ]; then echo over; else echo open; fi; tail -c "+$2" "$1.log" | head -c "$3" | od -An -v -tx1';
const pieceLength = 262_144;

/** Through the connection that the tunnel has open anyway. */
function remoteWords(host: Host, { urls }: Target, via: string): readonly string[] {
	const ssh = (host.env["CHRONOS_SSH"] ?? "ssh").split(" ").filter((word) => word !== "");
	const { control } = tunnelPlan({ urls, via, folder: findTunnelFolder(host), ssh });
	return [...control, "-T", "--", via];
}
