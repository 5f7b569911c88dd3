import { memoryHost, type MemoryHostOptions, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { openPages } from "./pages.ts";

const long = "line\n".repeat(30);

/** Prints parts in a terminal of 20 by 10; answers what was printed, and what was shown in which pager. */
async function print(parts: readonly string[], options: Partial<MemoryHostOptions> = {}) {
	using dir = tempDir({ "bin/less": "" });
	const shown: (readonly [program: string, text: string])[] = [];
	const host = memoryHost({
		cwd: dir.path,
		width: 20,
		height: 10,
		async showIn(program, text) {
			shown.push([program, text]);
			return 0;
		},
		...options,
		env: { PATH: `/nowhere:${dir.path}/bin`, ...options.env },
	});
	const { stdout, finish } = openPages(host);
	for (const part of parts) stdout.write(part);
	await finish();
	return { stdout: host.written.stdout, shown };
}

describe("what fits the screen is printed", () => {
	it.each([
		["nothing", ""],
		["a line", "line\n"],
		["lines up to the last but one", "line\n".repeat(9)],
		["lines that colours make longer", `\u001B[31m${"x".repeat(18)}\u001B[39m\n`.repeat(9)],
	])("%s", async (_, text) => {
		expect(await print([text])).toEqual({ stdout: text, shown: [] });
	});
});

describe("what does not fit is read page by page", () => {
	it.each([
		["many lines", [long]],
		["as many in parts", Array.from({ length: 30 }, () => "line\n")],
		["long lines", [`${"x".repeat(190)}\n`]],
	])("%s", async (_, parts) => {
		expect(await print(parts)).toEqual({ stdout: "", shown: [["less", parts.join("")]] });
	});

	it.each<readonly [Readonly<Record<string, string>>, string]>([
		[{ PAGER: "more -d" }, "more -d"],
		[{ PAGER: "more", CHRONOS_PAGER: "most" }, "most"],
		[{ PAGER: "cat", CHRONOS_PAGER: "less -S" }, "less -S"],
	])("with %o in %s", async (env, program) => {
		expect(await print([long], { env })).toEqual({ stdout: "", shown: [[program, long]] });
	});
});

describe("pages are not turned", () => {
	it.each<readonly [Readonly<Record<string, string>>]>([
		[{ NO_PAGER: "1" }],
		[{ CHRONOS_PAGER: "cat", PAGER: "less" }],
		[{ CHRONOS_PAGER: "" }],
		[{ PAGER: " cat " }],
		[{ TERM: "dumb", PAGER: "less" }],
		[{ PATH: "/nowhere" }],
	])("with %o", async (env) => {
		expect(await print([long], { env })).toEqual({ stdout: long, shown: [] });
	});

	it.each([126, 127, undefined])("by a pager that does not start (%s)", async (code) => {
		const answer = await print([long], { showIn: async () => code });
		expect(answer.stdout).toBe(long);
	});

	it("of more than anybody reads", async () => {
		const much = "x".repeat(9_000_000);
		expect((await print([much, much, "end"])).stdout).toHaveLength(18_000_003);
	});
});
