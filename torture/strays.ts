import { readdirSync, readFileSync } from "node:fs";

export interface Stray {
	readonly pid: number;
	readonly words: string;
}

/** All processes that carry a directory in their environment or their command line, but for one. */
export function findStrays(directory: string, serverPid: number): readonly Stray[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name) && Number(name) !== serverPid && Number(name) !== process.pid)
		.flatMap((pid) => {
			const words = read(`/proc/${pid}/cmdline`).split("\0").join(" ");
			const isOurs = words.includes(directory) || read(`/proc/${pid}/environ`).includes(`=${directory}`);
			return isOurs ? [{ pid: Number(pid), words }] : [];
		});
}

function read(file: string): string {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return "";
	}
}
