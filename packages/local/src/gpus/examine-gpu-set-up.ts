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
	const isNvidias = gpus.some(({ vendor }) => vendor === "nvidia");
	return [present, ...(engine.isPodman || !isNvidias ? cdiFindings(setUp, engine) : dockerFindings(setUp, engine))];
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

/** Podman's only way, and that of AMD's GPUs. */
function cdiFindings({ gpus, programs, cdiSpecs }: GpuSetUp, { isPodman }: GpuEngine): readonly GpuFinding[] {
	const { vendor = "nvidia" } = gpus[0] ?? {};
	const name = isPodman ? "Podman" : "Docker";
	const specs = cdiSpecs.filter((spec) => spec.gpus.some((gpu) => gpu.vendor === vendor));
	const { generator, generate, install } = gpuToolkits[vendor];
	if (specs.length === 0) {
		const hint = programs.has(generator) ? `Run \`${generate}\`.` : `${install} Then run \`${generate}\`.`;
		return [warningOf(`${name}'s containers get none: they come by CDI, and no specification names one`, hint)];
	}
	const works: GpuFinding = { state: "ok", message: `${name} gives them to containers by CDI (${filesOf(specs)})` };
	return [works, unaskedFinding(isPodman), ...staleFindings(gpus, specs, `Run \`${generate}\`.`)];
}

// What Podman has of Docker's interface takes no CDI names: seen with 4.3.1, which refuses them or forgets them.
function unaskedFinding(isPodman: boolean): GpuFinding {
	return warningOf(
		`jobs with an image get none of them: this server does not ask for GPUs by CDI yet`,
		`${isPodman ? "Start the service of Docker, which is asked first, or name" : "Name"} no image in jobs with GPUs.`,
	);
}

/** A specification is written once, and GPUs come and go. */
function staleFindings(gpus: readonly Gpu[], specs: readonly CdiSpec[], hint: string): readonly GpuFinding[] {
	const named = new Set(specs.flatMap((spec) => spec.gpus.map(({ id }) => id))).size;
	if (named === gpus.length || gpus.some(({ partOf }) => partOf !== undefined)) return [];
	return [warningOf(`${filesOf(specs)} names ${named}, and there are ${gpus.length}`, hint)];
}
