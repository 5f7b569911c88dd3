import { expect, it } from "vitest";
import { commands, groups } from "../commands/index.ts";
import type { Command } from "./define-command.ts";
import { programHelp } from "./program-help.ts";
import { themes } from "./themes.ts";

const all: readonly Command[] = await Promise.all(Object.values(commands).map((load) => load()));
const lines = programHelp(all).split("\n");

it("every command and every group has one line", () => {
	const first = Object.keys(commands).map((name) => name.split(" ")[0] ?? "");
	const listed = lines.flatMap((line) => /^ {2}([a-z][a-z-]*)(?: …)? {2,}\S/.exec(line)?.[1] ?? []);
	expect(listed.toSorted()).toEqual([...new Set(first)].toSorted());
	expect(lines.filter((line) => line.includes(" … ")).length).toBe(Object.keys(groups).length);
});

it("every theme has some", () => {
	for (const title of Object.values(themes)) expect(lines[lines.indexOf(`${title}:`) + 1]).toMatch(/^ {2}[a-z]/);
});

it("a screen shows it as it is", () => {
	expect(lines.filter((line) => line.length > 79)).toEqual([]);
	expect(lines.length).toBeLessThan(70);
});
