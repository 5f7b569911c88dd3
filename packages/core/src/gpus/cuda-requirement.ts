import { compareVersions } from "./cuda-drivers.ts";

/** What is known of a machine's GPUs. */
export interface GpuMachine {
	readonly driver?: string | undefined;
	/** The newest CUDA that the driver knows. */
	readonly cuda?: string | undefined;
}

export type Met = "yes" | "no" | "unknown";

/** Whether a machine meets what an image says in NVIDIA_REQUIRE_CUDA: spaces stand for or, commas for and. */
export function meetsRequirement(text: string, machine: GpuMachine): Met {
	const verdicts = text
		.split(/\s+/)
		.filter((alternative) => alternative !== "")
		.map((alternative) => allOf(alternative.split(",").map((term) => meetsTerm(term, machine))));
	if (verdicts.length === 0 || verdicts.includes("yes")) return "yes";
	return verdicts.includes("unknown") ? "unknown" : "no";
}

/** The CUDA that a requirement names first: what its image was made with. */
export function cudaIn(text: string): string | undefined {
	return /\bcuda>=(\d+\.\d+)/.exec(text)?.[1];
}

function allOf(verdicts: readonly Met[]): Met {
	if (verdicts.includes("no")) return "no";
	return verdicts.includes("unknown") ? "unknown" : "yes";
}

/** Of brands and architectures nothing is known. */
function meetsTerm(term: string, { driver, cuda }: GpuMachine): Met {
	const {
		name = "",
		sign = "",
		wanted = "",
	} = /^(?<name>\w+)(?<sign>[<>]=?|!?=)(?<wanted>.+)$/.exec(term)?.groups ?? {};
	const has = new Map([
		["driver", driver],
		["cuda", cuda],
	]).get(name);
	const isMet = signs.get(sign);
	if (has === undefined || isMet === undefined) return "unknown";
	return isMet(compareVersions(has, wanted)) ? "yes" : "no";
}

const signs: ReadonlyMap<string, (difference: number) => boolean> = new Map([
	["=", (difference: number) => difference === 0],
	["!=", (difference: number) => difference !== 0],
	["<", (difference: number) => difference < 0],
	["<=", (difference: number) => difference <= 0],
	[">", (difference: number) => difference > 0],
	[">=", (difference: number) => difference >= 0],
]);
