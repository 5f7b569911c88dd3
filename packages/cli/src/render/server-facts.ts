import { plural } from "./plural.ts";
import type { Resources, ServerStatus } from "../local/server-status.ts";

/** The facts of a server on one line. */
export function serverFacts({ pid, total, isLookingForGpus, socket, url }: ServerStatus): string {
	const gpus = gpusText(total.gpus, isLookingForGpus);
	return `pid ${pid}: ${resourceText(total)}, ${gpus}, at ${url ?? socket}`;
}

/** `2 cpus, 3.8 GB of memory` */
function resourceText({ cpus, memMb }: Resources): string {
	return `${amount(cpus)} cpu${cpus === 1 ? "" : "s"}, ${size(memMb)} of memory`;
}

/** `2 gpus`; none, or nobody knows yet. */
export function gpusText(count: number, isLooking: boolean): string {
	if (isLooking) return "gpus still being looked for";
	return count === 0 ? "no gpus" : plural(count, "gpu");
}

/** `128 MB`, `3.8 GB` */
export function size(megabytes: number): string {
	if (megabytes >= 1024) return `${amount(megabytes / 1024)} GB`;
	return megabytes < 1 && megabytes > 0 ? `${Math.ceil(megabytes * 1024)} kB` : `${amount(megabytes)} MB`;
}

function amount(value: number): string {
	return String(Math.round(value * 10) / 10);
}

/** Names as long as they fit into a sentence. */
export function namesText(names: readonly string[]): string {
	const shown = names.slice(0, shownNames).join(", ");
	return names.length > shownNames ? `${shown} and ${names.length - shownNames} more` : shown;
}

const shownNames = 5;
