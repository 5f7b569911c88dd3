import type { StatusResult } from "../commands/local/status.ts";
import type { GpuStatus, ServerStatus } from "../local/server-status.ts";
import { wordsOf } from "../local/server-options.ts";
import { duration } from "./duration.ts";
import { hang } from "./hang.ts";
import { fileLink, linkAddresses } from "./link.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";
import { gpusText, namesText, size } from "./server-facts.ts";
import { localTime } from "./time.ts";
import type { Screen } from "../host.ts";

/** Facts under each other, the most wanted first. */
export function localStatus(result: StatusResult, screen: Screen): string {
	const { dim, green } = paint(screen);
	const { server } = result;
	const rows = server === undefined ? notRunning(result) : runningRows(server, result);
	const head = server === undefined ? "not running" : green("running");
	const lines = rows.flatMap(([name, value, path]) =>
		hang(
			`  ${dim(name.padEnd(10))}`,
			path === undefined ? linkAddresses(screen, value) : value.replace(path, (found) => fileLink(screen, path, found)),
			screen,
		),
	);
	const advice = server === undefined ? hang("  → ", `Start it with \`${result.start}\`.`, screen) : [];
	return `${[head, ...lines, ...advice].join("\n")}\n`;
}

type Row = readonly [name: string, value: string, path?: string];

function notRunning({ state, sizes }: StatusResult): readonly Row[] {
	return [["state", `${state}${sizes.database === 0 ? " (empty)" : `: ${sizesText(sizes)}`}`, state]];
}

function runningRows(server: ServerStatus, { now, zone, state, sizes }: StatusResult): readonly Row[] {
	const { jobs, runs, running, queued } = server;
	const options = wordsOf(server.options);
	return [
		["since", `${localTime(server.startedAt, zone)} (${duration(now - server.startedAt)}), pid ${server.pid}`],
		[
			"jobs",
			`${jobs.all === 0 ? "none" : jobs.all}${jobs.disabled === 0 ? "" : `, ${jobs.disabled} of them disabled`}`,
		],
		["runs", `${runs.live} running, ${runs.queued} queued, ${runs.waiting} waiting for a retry`],
		...(running.length === 0 ? [] : [["running", namesText(running)] as const]),
		...queued.map(({ job, why }, index) => [index === 0 ? "queued" : "", `${job}: ${why}`] as const),
		["uses", usedText(server)],
		...gpuRows(server),
		...(server.unavailable === undefined ? [] : [["engine", engineText(server, server.unavailable)] as const]),
		["limits", server.limits],
		["socket", server.socket],
		...(server.url === undefined ? [] : [["http", `${server.url} (${accessText(server, state)})`] as const]),
		["speaks", `Chronos ${server.dialect}${options.length === 0 ? "" : `; started with ${options.join(" ")}`}`],
		["version", server.version],
		["state", `${state}: ${sizesText(sizes)}`, state],
	];
}

function accessText({ options }: ServerStatus, state: string): string {
	if (options["no-password"] === undefined) return `user chronos, password in ${state}/password`;
	return "no password: every user of this machine can run commands as you";
}

function usedText(server: ServerStatus): string {
	const { used, total, isLookingForGpus } = server;
	const gpus = gpusText(total.gpus, isLookingForGpus);
	const parts = [
		`${number(used.cpus)} of ${number(total.cpus)} cpus`,
		`${size(used.memMb)} of ${size(total.memMb)} of memory`,
		`${size(used.diskMb)} of ${size(total.diskMb)} of disk`,
		total.gpus === 0 ? gpus : `${used.gpus} of ${gpus}`,
		...(countsContainers(server) ? [`${used.containers ?? 0} of ${plural(total.containers ?? 0, "container")}`] : []),
	];
	return parts.join(", ");
}

/** Where none can be run, how many may is of no interest unless somebody has said so. */
function countsContainers({ total, unavailable, options }: ServerStatus): boolean {
	if (total.containers === undefined) return false;
	const hasEngine = unavailable !== undefined && unavailable["container"] === undefined;
	return hasEngine || options["max-containers"] !== undefined;
}

function gpuRows({ gpus, gpusBecause, isLookingForGpus }: ServerStatus): readonly Row[] {
	if (gpus.length > 0) return gpus.map((gpu, index) => [index === 0 ? "gpus" : "", gpuText(gpu)]);
	return isLookingForGpus || gpusBecause === "" ? [] : [["gpus", `none: ${gpusBecause}`]];
}

/** `0: NVIDIA H100 80GB HBM3, 79.6 GB, driver 535.104.05, CUDA 12.2, used by train` */
function gpuText({ id, index, model, memMb, driver, cuda, job }: GpuStatus): string {
	const facts = [
		model ?? id,
		...(memMb === undefined ? [] : [size(memMb)]),
		...(driver === undefined ? [] : [`driver ${driver}`]),
		...(cuda === undefined ? [] : [`CUDA ${cuda}`]),
		...(job === undefined ? [] : [`used by ${job}`]),
	];
	return `${index === undefined || model === undefined ? "" : `${index}: `}${facts.join(", ")}`;
}

function engineText({ containersBy = "containers can be run" }: ServerStatus, { container }: Lacks): string {
	return container ?? containersBy;
}

type Lacks = NonNullable<ServerStatus["unavailable"]>;

function sizesText({ database, log, sandboxes, hasMore }: StatusResult["sizes"]): string {
	return `database ${byteSize(database)}, sandboxes ${hasMore ? "more than " : ""}${byteSize(sandboxes)}, log ${byteSize(log)}`;
}

function byteSize(bytes: number): string {
	return size(bytes / 2 ** 20);
}

function number(value: number): string {
	return String(Math.round(value * 10) / 10);
}
