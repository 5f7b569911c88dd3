import { readdirSync, readFileSync } from "node:fs";

/** The processes in the session that one of them leads, as Linux tells. */
export function processesOfSession(leader: number): readonly number[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((pid) => sessionOf(pid) === leader);
}

function sessionOf(pid: number): number | undefined {
	try {
		const text = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
		// The name of a program may hold anything, also brackets: what counts stands behind the last one.
		const [state, , , session] = text.slice(text.lastIndexOf(")") + 2).split(" ");
		// A zombie has ended; that nobody asks how is its parent's affair.
		return state === "Z" ? undefined : Number(session);
	} catch {
		return undefined;
	}
}
