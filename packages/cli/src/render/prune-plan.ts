import { showControls } from "@chronos-job/core";
import type { Screen } from "../host.ts";
import type { PrunePlan, Removal } from "../local/open-local-pruner.ts";
import { shellQuote } from "../local/shell-quote.ts";
import { hang } from "./hang.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";
import { size } from "./server-facts.ts";
import { widthOf } from "./width-of.ts";

export interface PruneView {
	readonly plan: PrunePlan;
	/** How many images were pulled by other engines, by what these are called. */
	readonly elsewhere: ReadonlyMap<string, number>;
}

/** What would be removed and how much that frees, then what stays and why. */
export function prunePlanLines({ plan, elsewhere }: PruneView, screen: Screen): string {
	const { red, dim } = paint(screen);
	const rows = [
		...plan.containers.map(
			({ name, bytes }) => ["container", `of ${showControls(name)}, which has ended`, bytes] as const,
		),
		...plan.images.map(({ name, bytes }) => ["image", showControls(name), bytes] as const),
		...plan.volumes.map(({ name, bytes }) => ["volume", showControls(name), bytes] as const),
	];
	const width = Math.min(60, Math.max(0, ...rows.map(([, name]) => widthOf(name))));
	const lines = rows.map(
		([kind, name, bytes]) =>
			`${red("-")} ${kind.padEnd(9)}  ${name}${" ".repeat(Math.max(0, width - widthOf(name)))}  ${dim(bytesText(bytes))}`,
	);
	const kept = plan.kept.flatMap(({ kind, name, because }) =>
		hang(dim(`  kept       `), `${kind} ${showControls(name)}: ${because}`, screen),
	);
	const others = Array.from(elsewhere, ([engine, count]) =>
		dim(`${plural(count, "image")} more: \`DOCKER_HOST=${shellQuote(engine)} chronos-job local prune\``),
	);
	const total =
		rows.length === 0 ? "nothing to remove" : `${countsText(plan)} to remove, which frees ${freedText(plan)}`;
	return `${[...lines, ...kept, total, ...others].join("\n")}\n`;
}

/** Volumes are called by their names: what is in them is nowhere else. */
export function pruneQuestion(plan: PrunePlan): string {
	const names = plan.volumes.map(({ name }) => showControls(name)).join(", ");
	const what = plan.volumes.length === 0 ? "" : ` with all that is in ${names}`;
	return `remove ${countsText(plan)}${what}, which frees ${freedText(plan)}?`;
}

/** `removed  image  busybox:1  4 MB` */
export function removalLine({ kind, thing, refusal }: Removal, screen: Screen): string {
	const { green, yellow, dim } = paint(screen);
	const name = showControls(thing.name);
	if (refusal !== undefined) return `${yellow("still there")}  ${kind.padEnd(9)}  ${name}: ${showControls(refusal)}\n`;
	return `${green("removed".padEnd(11))}  ${kind.padEnd(9)}  ${name}  ${dim(bytesText(thing.bytes))}\n`;
}

/** What was freed by those that went. */
export function freedLine(removals: readonly Removal[], isAtMost: boolean): string {
	const refused = removals.filter(({ refusal }) => refusal !== undefined);
	const sum = bytesOf(removals.filter(({ refusal }) => refusal === undefined).map(({ thing }) => thing));
	// What shares layers with one that stays frees less.
	const doubt = isAtMost || refused.some(({ kind }) => kind === "image") ? "up to " : "";
	return `freed ${doubt}${bytesText(sum)}${refused.length === 0 ? "" : `; ${refused.length} of ${removals.length} are still there`}\n`;
}

/** All that a plan frees. */
export function plannedBytes({ containers, images, volumes }: PrunePlan): number {
	return bytesOf([...containers, ...images, ...volumes]);
}

function bytesOf(things: readonly Removal["thing"][]): number {
	return things.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
}

function freedText(plan: PrunePlan): string {
	const sum = `${plan.isAtMost ? "up to " : ""}${bytesText(plannedBytes(plan))}`;
	const unknown = plan.volumes.filter(({ bytes }) => bytes === undefined).length;
	return unknown === 0 ? sum : `${sum} and what is in ${plural(unknown, "volume")}`;
}

function countsText({ containers, images, volumes }: PrunePlan): string {
	const parts = [
		...(containers.length === 0 ? [] : [plural(containers.length, "container")]),
		...(images.length === 0 ? [] : [plural(images.length, "image")]),
		...(volumes.length === 0 ? [] : [plural(volumes.length, "volume")]),
	];
	return [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter((part) => part !== "").join(" and ");
}

function bytesText(bytes: number | undefined): string {
	return bytes === undefined ? "size unknown" : size(bytes / 2 ** 20);
}
