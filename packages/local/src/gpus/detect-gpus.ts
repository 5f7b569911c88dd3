import type { Clock } from "@chronos-job/core";
import type { Processes } from "../executors/processes.ts";
import { usualCdiFolders } from "./cdi.ts";
import { type Gpu, ownNameOf, vendorOf } from "./gpu.ts";
import type { GpuQuestion, GpuTool } from "./gpu-tool.ts";
import { gpuTools } from "./gpu-tools.ts";

export interface DetectGpusOptions {
	readonly processes: Pick<Processes, "run">;
	readonly clock: Clock;
	readonly environment: GpuEnvironment;
	readonly cdiFolders?: readonly string[] | undefined;
	readonly signal?: AbortSignal | undefined;
}

export interface GpuEnvironment {
	readonly PATH?: string | undefined;
	/** What is left to the server, and so to its jobs. */
	readonly CUDA_VISIBLE_DEVICES?: string | undefined;
	readonly ROCR_VISIBLE_DEVICES?: string | undefined;
}

export interface FoundGpus {
	readonly value: readonly Gpu[];
	/** Where they come from, or why there are none. */
	readonly fact: string;
}

/** The GPUs of this machine; a driver that hangs has none. */
export async function detectGpus(options: DetectGpusOptions): Promise<FoundGpus> {
	const { environment } = options;
	const answers = await inTime(options, (question) => Promise.all(gpuTools.map((tool) => answerOf(tool, question))));
	const told = answers.filter((answer) => answer !== undefined);
	const decided = told.map(withoutKnown);
	const telling = decided.filter(({ gpus }) => gpus.length > 0);
	const complaints = told.filter(({ gpus }) => gpus.length === 0);
	const facts = (telling.length > 0 ? telling : complaints).map(({ fact }) => fact);
	const value = decided.flatMap(({ gpus }) => gpus);
	return {
		value: visibleOf(value, environment),
		fact: [facts.length === 0 ? nowhere : facts.join("; "), ...variableFacts(value, environment)].join(", "),
	};
}

const nowhere = "there is no nvidia-smi, no rocm-smi and no CDI device";

/** A question that ends when nobody wants to wait any longer. */
export async function inTime<T>(
	{ processes, clock, environment, cdiFolders = usualCdiFolders, signal }: DetectGpusOptions,
	act: (question: GpuQuestion) => Promise<T>,
): Promise<T> {
	const tooLate = new AbortController();
	const answered = new AbortController();
	void clock.sleep(mostMs, answered.signal).then(() => tooLate.abort());
	const either = signal === undefined ? tooLate.signal : AbortSignal.any([tooLate.signal, signal]);
	try {
		return await act({ processes, path: environment.PATH ?? "", cdiFolders, signal: either });
	} finally {
		answered.abort();
	}
}

// A driver that has to wake its GPUs first takes a second or two.
const mostMs = 5000;

interface Told {
	readonly by: GpuTool;
	readonly gpus: readonly Gpu[];
	readonly fact: string;
}

async function answerOf(tool: GpuTool, question: GpuQuestion): Promise<Told | undefined> {
	try {
		const answer = await tool.find(question);
		return answer.kind === "absent" ? undefined : { by: tool, ...answer };
	} catch {
		return { by: tool, gpus: [], fact: `${tool.name} does not answer` };
	}
}

/** Whoever asks a vendor's driver is right about its GPUs, also when there are none. */
function withoutKnown(told: Told, index: number, all: readonly Told[]): Told {
	const known = new Set(all.slice(0, index).map(({ by }) => by.vendor));
	return { ...told, gpus: told.gpus.filter(({ vendor }) => !known.has(vendor)) };
}

/** What the variables leave to the server: indices or beginnings of ids, up to the first that means nothing. */
export function visibleOf(gpus: readonly Gpu[], environment: Omit<GpuEnvironment, "PATH">): readonly Gpu[] {
	return vendors.flatMap(({ vendor, variable }) => {
		const own = gpus.filter((gpu) => gpu.vendor === vendor);
		const { [variable]: text } = environment;
		if (text === undefined) return own;
		const named = text.split(",").map((word) => findGpu(own, word.trim()));
		const end = named.indexOf(undefined);
		return [...new Set((end < 0 ? named : named.slice(0, end)).filter((gpu) => gpu !== undefined))];
	});
}

const vendors = [
	{ vendor: "nvidia", variable: "CUDA_VISIBLE_DEVICES" },
	{ vendor: "amd", variable: "ROCR_VISIBLE_DEVICES" },
] as const;

function findGpu(gpus: readonly Gpu[], word: string): Gpu | undefined {
	if (/^\d+$/.test(word)) return gpus[Number(word)];
	return word === "" ? undefined : gpus.find(({ id }) => ownNameOf(id).startsWith(word));
}

function variableFacts(gpus: readonly Gpu[], environment: GpuEnvironment): readonly string[] {
	return vendors.flatMap(({ vendor, variable }) => {
		const { [variable]: text } = environment;
		const matters = text !== undefined && gpus.some(({ id }) => vendorOf(id) === vendor);
		return matters ? [`${variable} is "${text}"`] : [];
	});
}
