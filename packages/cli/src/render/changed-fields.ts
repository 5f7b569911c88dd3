import { type Change, formatPath, showControls } from "@chronos-job/core";
import type { Screen } from "../host.ts";
import { widthOf } from "./width-of.ts";
import { paint } from "./paint.ts";

const indent = "    ";

/** The fields that would change, each with its value before and after. */
export function changedFields(changes: readonly Change[], screen: Screen): readonly string[] {
	const names = changes.map(({ path }) => formatPath(path));
	const width = Math.min(28, Math.max(0, ...names.map((name) => name.length)));
	return changes.flatMap((change, index) => changedField(change, (names[index] ?? "").padEnd(width), screen));
}

function changedField(change: Change, name: string, screen: Screen): readonly string[] {
	const { red, green } = paint(screen);
	const before = oneLine(change.before);
	const after = oneLine(change.after);
	const isShort = widthOf(`${indent}${name}  ${before ?? ""} → ${after ?? ""}`) <= screen.width;
	if (!isShort || before === undefined || after === undefined) return unified(change, name, screen);
	return [`${indent}${name}  ${red(before)} → ${green(after)}`];
}

/** Undefined where a value has lines of its own. */
function oneLine(value: unknown): string | undefined {
	if (value === undefined) return "nothing";
	return typeof value === "string" && value.includes("\n") ? undefined : showControls(JSON.stringify(value));
}

/** Only the lines that differ, as `diff -u` marks them. */
function unified({ before, after }: Change, name: string, screen: Screen): readonly string[] {
	const { red, green, dim } = paint(screen);
	const one = linesOf(before);
	const other = linesOf(after);
	const head = countWhile(one, (line, index) => line === other[index]);
	const most = Math.min(one.length, other.length) - head;
	const tail = countWhile(one.toReversed(), (line, index) => index < most && line === other.at(-1 - index));
	const same = (count: number): readonly string[] =>
		count === 0 ? [] : [dim(`${indent}    … ${count === 1 ? "one line" : `${count} lines`} as before`)];
	return [
		`${indent}${name.trimEnd()}`,
		...same(head),
		...one.slice(head, one.length - tail).map((line) => red(`${indent}  - ${showControls(line)}`)),
		...other.slice(head, other.length - tail).map((line) => green(`${indent}  + ${showControls(line)}`)),
		...same(tail),
	];
}

function linesOf(value: unknown): readonly string[] {
	if (value === undefined) return [];
	return (typeof value === "string" ? value : JSON.stringify(value, undefined, 2)).split("\n");
}

function countWhile(lines: readonly string[], test: (line: string, index: number) => boolean): number {
	const end = lines.findIndex((line, index) => !test(line, index));
	return end < 0 ? lines.length : end;
}
