import { describe, expect, it } from "vitest";
import { screenOf } from "./screen-of.ts";

/** A process of which some numbers of files are terminals. */
function processWith(terminals: readonly number[], env: Readonly<Record<string, string>> = {}): NodeJS.Process {
	const fs = { fstatSync: (descriptor: number) => ({ isCharacterDevice: () => terminals.includes(descriptor) }) };
	const tty = { isatty: (descriptor: number) => terminals.includes(descriptor) };
	return {
		env,
		stdout: { columns: 72, rows: 20 },
		getBuiltinModule: (name: string) => (name === "node:fs" ? fs : tty),
	} as unknown as NodeJS.Process;
}

describe("a screen", () => {
	it.each([
		["of pipes and files", [], {}, { width: 100, color: false, wraps: false, interactive: false, links: false }],
		["of a terminal", [0, 1, 2], {}, { width: 72, height: 20, color: true, wraps: true, interactive: true }],
		["that nobody types at", [1, 2], {}, { wraps: true, interactive: false, overwrites: true }],
		["of a known terminal", [0, 1, 2], { VTE_VERSION: "7600" }, { links: true }],
		[
			"of a terminal that knows nothing",
			[0, 1, 2],
			{ TERM: "dumb" },
			{ color: false, overwrites: false, links: false },
		],
		["without colours", [0, 1, 2], { NO_COLOR: "1", WT_SESSION: "x" }, { color: false, links: true }],
		["with colours all the same", [], { FORCE_COLOR: "1" }, { color: true, wraps: false }],
		["as wide as somebody says", [0, 1, 2], { COLUMNS: "50" }, { width: 50 }],
	] as const)("%s", (...[, terminals, env, expected]) => {
		expect(screenOf(processWith(terminals, env))).toMatchObject(expected);
	});

	it("of a pipe has no height", () => {
		expect(screenOf(processWith([]))).not.toHaveProperty("height");
	});
});
