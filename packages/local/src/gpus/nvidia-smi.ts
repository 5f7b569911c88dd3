import type { Gpu } from "./gpu.ts";
import { ask, type GpuAnswer, type GpuQuestion, type GpuReading, type GpuTool } from "./gpu-tool.ts";
import {
	appFields,
	parseCudaVersion,
	parseNvidiaList,
	parseNvidiaTable,
	parseNvidiaUse,
	tableFields,
	useFields,
} from "./parse-nvidia-smi.ts";

/** What NVIDIA's driver tells. */
export const nvidiaSmi: GpuTool = { name: "nvidia-smi", vendor: "nvidia", find, measure };

async function find(question: GpuQuestion): Promise<GpuAnswer> {
	const [list, table, head] = await Promise.all([
		// The indices of nvidia-smi are not always those of CUDA, so that its ids are taken.
		ask(["nvidia-smi", "-L"], question),
		ask(["nvidia-smi", `--query-gpu=${tableFields}`, csv], question),
		ask(["nvidia-smi"], question),
	]);
	if (list === undefined) return { kind: "absent" };
	const { exitCode, stdout, stderr } = list;
	if (exitCode !== 0) {
		const [complaint = ""] = (stderr || stdout).trim().split("\n");
		return { kind: "found", gpus: [], fact: `nvidia-smi: ${complaint}` };
	}
	const known = parseNvidiaTable(table?.stdout ?? "");
	const cuda = parseCudaVersion(head?.stdout ?? "");
	const gpus = parseNvidiaList(stdout).map((gpu): Gpu => {
		const { memMb, driver } = known.get(gpu.partOf ?? gpu.id) ?? {};
		return { ...gpu, memMb: gpu.partOf === undefined ? memMb : gpu.memMb, driver, cuda };
	});
	return { kind: "found", gpus, fact: `nvidia-smi tells of ${String(gpus.length)}` };
}

async function measure(question: GpuQuestion): Promise<ReadonlyMap<string, GpuReading>> {
	const [gpus, apps] = await Promise.all([
		ask(["nvidia-smi", `--query-gpu=${useFields}`, csv], question),
		ask(["nvidia-smi", `--query-compute-apps=${appFields}`, csv], question),
	]);
	return parseNvidiaUse(gpus?.stdout ?? "", apps?.stdout ?? "");
}

const csv = "--format=csv,noheader,nounits";
