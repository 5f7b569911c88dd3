import { ask, type GpuAnswer, type GpuQuestion, type GpuReading, type GpuTool } from "./gpu-tool.ts";
import { parseRocmGpus, parseRocmUse } from "./parse-rocm-smi.ts";

/** What AMD's driver tells. */
export const rocmSmi: GpuTool = { name: "rocm-smi", vendor: "amd", find, measure };

async function find(question: GpuQuestion): Promise<GpuAnswer> {
	const options = ["--showproductname", "--showmeminfo", "vram", "--showdriverversion"];
	const told = await ask(["rocm-smi", ...options, "--json"], question);
	if (told === undefined) return { kind: "absent" };
	const gpus = parseRocmGpus(told.stdout);
	if (gpus.length > 0) return { kind: "found", gpus, fact: `rocm-smi tells of ${String(gpus.length)}` };
	const [complaint = ""] = (told.stderr || told.stdout).trim().split("\n");
	return { kind: "found", gpus, fact: `rocm-smi: ${complaint || "no GPU"}` };
}

async function measure(question: GpuQuestion): Promise<ReadonlyMap<string, GpuReading>> {
	const told = await ask(["rocm-smi", "--showuse", "--showmeminfo", "vram", "--json"], question);
	return parseRocmUse(told?.stdout ?? "");
}
