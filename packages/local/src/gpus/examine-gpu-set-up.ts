import type { CdiSpec } from "./cdi.ts";
import { dockerFindings } from "./docker-gpu-ways.ts";
import type { Gpu } from "./gpu.ts";
import { filesOf, type GpuFinding, gpuToolkits, warningOf } from "./gpu-finding.ts";
import type { GpuEngine, GpuSetUp } from "./gpu-set-up.ts";

/** What works, and what is missing for more. */
export function examineGpuSetUp(setUp: GpuSetUp): readonly GpuFinding[] {
	const { gpus, because, engine } = setUp;
	if (gpus.length === 0) return [absence(because)];
	const counts = Map.groupBy(gpus.map(textOf), (text) => text);
	const texts = [...counts].map(([text, { length }]) => (length === 1 ? text : `${length} × ${text}`));
	const present: GpuFinding = { state: "ok", message: texts.join("; ") };
	if ("reason" in engine) return [present, warningOf(`no container gets one: ${engine.reason}`, engine.hint)];
	return [present, ...waysOf(setUp, engine)];
}

function waysOf(setUp: GpuSetUp, engine: GpuEngine): readonly GpuFinding[] {
	const { gpus, cdiSpecs } = setUp;
	if (gpus.some(({ vendor }) => vendor === "nvidia")) {
		return engine.isPodman ? cdiFindings(setUp, engine) : dockerFindings(setUp, engine);
	}
	const looks = engine.isPodman || engine.cdiFolders.length > 0;
	if (looks && cdiSpecs.some((spec) => spec.gpus.some(({ vendor }) => vendor === "amd"))) {
		return cdiFindings(setUp, engine);
	}
	return [{ state: "ok", message: `${nameOf(engine)} gives them to containers as /dev/kfd and files of /dev/dri` }];
}

function nameOf({ isPodman }: GpuEngine): string {
	return isPodman ? "Podman" : "Docker";
}

function textOf({ id, model = id, driver, cuda }: Gpu): string {
	return [
		model,
		...(driver === undefined ? [] : [`driver ${driver}`]),
		...(cuda === undefined ? [] : [`CUDA ${cuda}`]),
	].join(", ");
}

function absence(because: string): GpuFinding {
	const [, hint] = complaints.find(([words]) => words.test(because)) ?? [];
	return hint === undefined ? { state: "ok", message: `none: ${because}` } : warningOf(`none: ${because}`, hint);
}

const complaints: readonly (readonly [RegExp, string])[] = [
	[
		/couldn't communicate with the NVIDIA driver/,
		"Load the driver with `sudo modprobe nvidia`; after a new kernel, install it again.",
	],
	[/version mismatch/, "Restart this machine: its driver was updated while it was in use."],
	[/[Nn]o devices (?:were )?found/, "Look whether `lspci | grep -i nvidia` shows the card."],
	[/does not answer/, "Run `nvidia-smi` by hand; if it hangs too, restart this machine."],
	[/nvidia-smi: |rocm-smi: /, "Run the program by hand to see all it says."],
	[/VISIBLE_DEVICES is/, "Start the server without the variable."],
];

/** Podman's only way to those of NVIDIA, and one to those of AMD. */
function cdiFindings({ gpus, programs, cdiSpecs }: GpuSetUp, engine: GpuEngine): readonly GpuFinding[] {
	const { vendor = "nvidia" } = gpus[0] ?? {};
	const name = nameOf(engine);
	const specs = cdiSpecs.filter((spec) => spec.gpus.some((gpu) => gpu.vendor === vendor));
	const { generator, generate, install } = gpuToolkits[vendor];
	if (specs.length === 0) {
		const hint = programs.has(generator) ? `Run \`${generate}\`.` : `${install} Then run \`${generate}\`.`;
		return [warningOf(`${name}'s containers get none: they come by CDI, and no specification names one`, hint)];
	}
	const works: GpuFinding = { state: "ok", message: `${name} gives them to containers by CDI (${filesOf(specs)})` };
	return [works, ...staleFindings(gpus, specs, `Run \`${generate}\`.`)];
}

/** A specification is written once, and GPUs come and go. */
function staleFindings(gpus: readonly Gpu[], specs: readonly CdiSpec[], hint: string): readonly GpuFinding[] {
	const named = new Set(specs.flatMap((spec) => spec.gpus.map(({ id }) => id))).size;
	if (named === gpus.length || gpus.some(({ partOf }) => partOf !== undefined)) return [];
	return [warningOf(`${filesOf(specs)} names ${named}, and there are ${gpus.length}`, hint)];
}
