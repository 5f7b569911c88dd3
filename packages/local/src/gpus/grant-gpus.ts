import type { AmdNodes, DeviceNode } from "./amd-nodes.ts";
import type { CdiSpec } from "./cdi.ts";
import { gpuToolkits } from "./gpu-finding.ts";
import { type Gpu, ownNameOf, vendorOf } from "./gpu.ts";

/** How a container gets its GPUs. */
export interface GpuGrant {
	/** Asked of the engine by id, for which it has NVIDIA's hook. */
	readonly requested: readonly string[];
	/** Asked of the engine by the names of CDI. */
	readonly cdiNames: readonly string[];
	/** Handed in by this runtime, which reads their variable. */
	readonly runtime?: string;
	/** Handed in as files. */
	readonly nodes: readonly DeviceNode[];
	readonly variables: Readonly<Record<string, string>>;
}

export interface GrantQuestion {
	/** Of the GPUs that are the attempt's own. */
	readonly ids: readonly string[];
	readonly engine: GrantingEngine;
	/** What the engine finds in its folders for CDI. */
	readonly specs: readonly CdiSpec[];
	/** What is known of this machine's GPUs. */
	readonly known: readonly Gpu[];
	readonly amdNodes: AmdNodes;
	/** Whether NVIDIA's hook is installed, by which Docker hands in what is requested. */
	readonly hasHook: boolean;
}

export interface GrantingEngine {
	readonly isPodman: boolean;
	/** Whether it knows NVIDIA's runtime. */
	readonly hasNvidiaRuntime?: boolean;
	/** Where it looks for CDI; empty where it does not know CDI. */
	readonly cdiFolders?: readonly string[];
}

export type Granting =
	| { readonly kind: "granted"; readonly grant: GpuGrant }
	| { readonly kind: "refused"; readonly reason: string; readonly hint: string };

/** Nothing is asked for. */
export const noGpus: GpuGrant = { requested: [], cdiNames: [], nodes: [], variables: {} };

/** How an engine is asked for GPUs, or why it cannot give them. */
export function grantGpus(question: GrantQuestion): Granting {
	const { ids } = question;
	if (ids.length === 0) return { kind: "granted", grant: noGpus };
	const nvidia = grantNvidia({ ...question, ids: ids.filter((id) => vendorOf(id) === "nvidia") });
	if (nvidia.kind === "refused") return nvidia;
	const amd = grantAmd({ ...question, ids: ids.filter((id) => vendorOf(id) === "amd") });
	return { kind: "granted", grant: joined(nvidia.grant, amd) };
}

function grantNvidia(question: GrantQuestion): Granting {
	const { ids, engine } = question;
	const { isPodman, hasNvidiaRuntime = false } = engine;
	if (ids.length === 0) return { kind: "granted", grant: noGpus };
	const names = ids.map((id) => cdiNameOf(id, question));
	const missing = ids.find((_, index) => names[index] === undefined);
	const isCdi = isPodman || (looksAtCdi(engine) && !hasNvidiaRuntime && missing === undefined);
	// What else would hand GPUs in, NVIDIA's hook among it, is told not to.
	const hidden = { NVIDIA_VISIBLE_DEVICES: "void" };
	if (!isCdi) return { kind: "granted", grant: requestOf(question) };
	if (missing !== undefined) return refusal(missing, engine);
	const cdiNames = names.filter((name) => name !== undefined);
	return { kind: "granted", grant: { ...noGpus, cdiNames, variables: hidden } };
}

function requestOf({ ids, engine: { hasNvidiaRuntime = false }, hasHook }: GrantQuestion): GpuGrant {
	const variables = { NVIDIA_VISIBLE_DEVICES: ids.join(",") };
	if (hasNvidiaRuntime && !hasHook) return { ...noGpus, runtime: "nvidia", variables };
	return { ...noGpus, requested: ids, variables };
}

function grantAmd(question: GrantQuestion): GpuGrant {
	const { ids, engine, amdNodes } = question;
	if (ids.length === 0) return noGpus;
	const names = ids.map((id) => cdiNameOf(id, question)).filter((name) => name !== undefined);
	if (names.length === ids.length && looksAtCdi(engine)) return { ...noGpus, cdiNames: names };
	const own = ids.map((id) => amdNodes.render[Number(ownNameOf(id))]).filter((node) => node !== undefined);
	// A program counts only those that it was given, so that the numbers of this machine would mean others.
	if (own.length === ids.length) return { ...noGpus, nodes: [amdNodes.kfd, ...own] };
	const variables = { ROCR_VISIBLE_DEVICES: ids.map(ownNameOf).join(",") };
	return { ...noGpus, nodes: [amdNodes.kfd, amdNodes.dri], variables };
}

function looksAtCdi({ isPodman, cdiFolders = [] }: GrantingEngine): boolean {
	return isPodman || cdiFolders.length > 0;
}

/** Specifications call a GPU by its index, by its id, or by both. */
function cdiNameOf(id: string, { specs, known }: Pick<GrantQuestion, "specs" | "known">): string | undefined {
	const names = new Set(specs.flatMap((spec) => spec.names));
	const { index, partOf, partIndex } = known.find((gpu) => gpu.id === id) ?? {};
	const whole = index === undefined ? [] : [String(index)];
	const part = index === undefined || partIndex === undefined ? [] : [`${index}:${partIndex}`];
	const own = [ownNameOf(id), ...(partOf === undefined ? whole : part)];
	return own.map((name) => `${vendorOf(id)}.com/gpu=${name}`).find((name) => names.has(name));
}

function refusal(id: string, { cdiFolders = [] }: GrantingEngine): Granting {
	const places = cdiFolders.join(" or ");
	const reason = `Podman gives GPUs to containers by CDI, and no specification in ${places} names ${id}`;
	return { kind: "refused", reason, hint: `Run \`${gpuToolkits[vendorOf(id)].generate}\`.` };
}

function joined(a: GpuGrant, b: GpuGrant): GpuGrant {
	return {
		...a,
		requested: [...a.requested, ...b.requested],
		cdiNames: [...a.cdiNames, ...b.cdiNames],
		nodes: [...a.nodes, ...b.nodes],
		variables: { ...a.variables, ...b.variables },
	};
}
