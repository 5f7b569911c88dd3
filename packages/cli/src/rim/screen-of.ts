import type { Screen } from "../host.ts";
import { hasLinks } from "./has-links.ts";
import { isTerminal } from "./is-terminal.ts";

/** What can be shown where standard output and standard error go. */
export function screenOf(process: NodeJS.Process): Screen {
	const { env } = process;
	const isScreen = isTerminal(process, 1);
	return {
		width: Number(env["COLUMNS"]) || (isScreen ? process.stdout.columns || 80 : 100),
		color: hasColor(env, isScreen),
		wraps: isScreen,
		interactive: isScreen && isTerminal(process, 0),
		overwrites: env["TERM"] !== "dumb" && !env["CI"] && isTerminal(process, 2),
		links: hasLinks(env, isScreen),
		...(isScreen && process.stdout.rows > 0 && { height: process.stdout.rows }),
	};
}

function hasColor(env: NodeJS.ProcessEnv, isScreen: boolean): boolean {
	if (env["NO_COLOR"]) return false;
	if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
	return isScreen && env["TERM"] !== "dumb";
}
