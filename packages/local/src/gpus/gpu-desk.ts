import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "@chronos-job/schemas";
import { readAmdNodes, unknownAmdNodes } from "./amd-nodes.ts";
import { usualCdiFolders } from "./cdi.ts";
import { cdiShelf } from "./cdi-shelf.ts";
import { type Gpu, vendorOf } from "./gpu.ts";
import { type GpuGrant, grantGpus, type Granting, type GrantingEngine, noGpus } from "./grant-gpus.ts";

/** Where containers get their GPUs. */
export interface GpuDesk {
	/** The engine that containers are made by from now on. */
	meet(engine: GrantingEngine): void;
	/** What a job would get, as far as the engine and the GPUs are known. */
	foresee(job: Job): Foresight;
	/** What is missing for that, as far as can be seen. */
	findDoubt(job: Job): string | undefined;
	grant(ids: readonly string[] | undefined, engine: GrantingEngine): Promise<Granted | Refusal>;
}

export type Foresight =
	| (Granted & { readonly isPodman: boolean })
	| { readonly kind: "refused"; readonly reason: string };

export interface Granted {
	readonly kind: "granted";
	readonly grant: GpuGrant;
}

type Refusal =
	| { readonly kind: "refused"; readonly reason: string }
	/** More may be known soon. */
	| { readonly kind: "failed"; readonly reason: string; readonly isPassing: true };

export interface GpuDeskOptions {
	/** Those of this machine; before their driver has told, none. */
	readonly known?: () => readonly Gpu[];
	/** Where Podman looks for CDI, which does not tell. */
	readonly cdiFolders?: readonly string[];
	/** Where programs are. */
	readonly programFolders?: readonly string[];
}

export function openGpuDesk(options: GpuDeskOptions = {}): GpuDesk {
	const { known = () => [], cdiFolders = usualCdiFolders, programFolders = usualFolders } = options;
	const shelf = cdiShelf();
	let met: GrantingEngine = { isPodman: false };
	const ask = (ids: readonly string[], asked = met, amdNodes = unknownAmdNodes): Granting => {
		const engine = asked.isPodman ? { ...asked, cdiFolders } : asked;
		const specs = shelf(engine.cdiFolders ?? []);
		return grantGpus({ ids, engine, specs, known: known(), amdNodes, hasHook: hasHook(programFolders) });
	};
	return {
		meet: (engine) => void (met = engine),
		foresee: (job) => foresee(job, { known: known(), ask, isPodman: met.isPodman }),
		findDoubt: (job) => {
			const foresight = foresee(job, { known: known(), ask, isPodman: met.isPodman });
			const isRequested = foresight.kind === "granted" && foresight.grant.requested.length > 0;
			return isRequested && !hasHook(programFolders) ? hookless : undefined;
		},
		grant: async (ids = [], engine) => {
			if (ids.length === 0) return { kind: "granted", grant: noGpus };
			const isAmds = ids.some((id) => vendorOf(id) === "amd");
			const granting = ask(ids, engine, isAmds ? await readAmdNodes() : undefined);
			if (granting.kind === "granted") return granting;
			const reason = reasonOf(granting);
			const isKnown = ids.every((id) => known().some((gpu) => gpu.id === id));
			return isKnown ? { kind: "refused", reason } : { kind: "failed", reason, isPassing: true };
		},
	};
}

const hookless =
	"nothing was found by which Docker gives GPUs to containers; `chronos-job doctor` tells what is missing";

const usualFolders = ["/usr/local/bin", "/usr/bin", "/usr/sbin", "/bin"];

/** Under its name of today, or that of older toolkits. */
function hasHook(folders: readonly string[]): boolean {
	return folders.some((folder) => hookNames.some((name) => existsSync(join(folder, name))));
}

const hookNames = ["nvidia-container-runtime-hook", "nvidia-container-toolkit"];

interface Asking {
	readonly known: readonly Gpu[];
	readonly ask: (ids: readonly string[]) => Granting;
	readonly isPodman: boolean;
}

function foresee({ container, gpus = 0 }: Job, { known, ask, isPodman }: Asking): Foresight {
	const nothing: Foresight = { kind: "granted", grant: noGpus, isPodman };
	if (container === undefined || gpus <= 0) return nothing;
	const each = known.map(({ id }) => ({ id, granting: ask([id]) }));
	const [refusal] = each.flatMap(({ granting }) => (granting.kind === "refused" ? [granting] : []));
	const free = each.filter(({ granting }) => granting.kind === "granted").map(({ id }) => id);
	if (refusal !== undefined && free.length < gpus) return { kind: "refused", reason: reasonOf(refusal) };
	const granting = ask(free.slice(0, gpus));
	return granting.kind === "granted" ? { ...granting, isPodman } : nothing;
}

function reasonOf({ reason, hint }: Extract<Granting, { kind: "refused" }>): string {
	return `${reason}. ${hint.replace(/\.$/, "")}`;
}
