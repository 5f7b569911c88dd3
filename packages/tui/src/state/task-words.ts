import type { Task } from "./task.ts";

/** The one line of what a command said that matters most. */
export function shortAnswer({ lines, status, line }: Task): string {
	const said = lines.map((each) => each.trim().replaceAll(/\s+/g, " ")).filter((each) => each !== "");
	const last = said.at(-1);
	if (status === "failed")
		return `${said.find((each) => /error/i.test(each)) ?? last ?? `${line} failed`} (O shows more)`;
	return counted(said) ?? last ?? (status === "stopped" ? `${line} was stopped` : `done: ${line}`);
}

/** `12 deleted`, where each of twelve lines says that one was. */
function counted(said: readonly string[]): string | undefined {
	const word = said.at(-1)?.split(" ")[0] ?? "";
	const count = said.filter((each) => each.startsWith(`${word} `)).length;
	return count > 1 && /^[a-z]+ed$/.test(word) ? `${count} ${word}` : undefined;
}
