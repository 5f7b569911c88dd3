import type { Job } from "@chronos-job/schemas";
import { gpuVariables, vendorOf } from "../../gpus/gpu.ts";
import { chronosEnvironment, environmentRefusal } from "../../sandbox/job-environment.ts";
import type { Account } from "../../sandbox/run-as.ts";
import { sandboxMount } from "../docker/container-question.ts";
import type { AttemptSpec, Sandbox } from "../executor.ts";
import { apptainerCommandOf } from "./apptainer-command.ts";
import { wishesOfFlag } from "./apptainer-flags.ts";
import { scratchOf, wishesOfMounts } from "./apptainer-mounts.ts";
import type { ApptainerProgram } from "./apptainer-program.ts";
import { type ApptainerWish, type ApptainerWishes, joinWishes, refuseWish, wish } from "./apptainer-wish.ts";

/** All that decides how an attempt is run with Apptainer. */
export interface ApptainerQuestion {
	readonly attempt: AttemptSpec;
	readonly container: NonNullable<Job["container"]>;
	readonly sandbox: Sandbox;
	readonly host: { readonly hostName: string; readonly path: string; readonly user: Account };
	readonly program: ApptainerProgram;
	/** The file or directory of the image. */
	readonly image: string;
	/** Where the image lets commands begin; empty where it does not say. */
	readonly imageWorkDirectory: string;
	/** Whether there are GPUs that jobs without must not see. */
	readonly hidesGpus: boolean;
	/** Repeats upstream's defects (contract §11.2). */
	readonly faithful: boolean;
}

export type ApptainerPlan =
	| {
			readonly kind: "planned";
			readonly command: readonly string[];
			readonly environment: Readonly<Record<string, string>>;
			/** Directories that have to be there before. */
			readonly folders: readonly string[];
	  }
	| { readonly kind: "refused"; readonly reason: string };

/** The command line and the variables by which an attempt is run (contract §5.9–§5.13). */
export function planApptainer(question: ApptainerQuestion): ApptainerPlan {
	const { container, sandbox, attempt } = question;
	const all = joinWishes([
		wishesOfUser(question),
		wishesOfNetwork(container),
		wishesOfEnvironment(question),
		wishesOfMounts(container, sandbox),
		...(container.type === "DOCKER" ? container.parameters.map(wishesOfFlag) : []),
	]);
	if (all.kind === "refused") return all;
	const sum = sumOf(all.wishes);
	const command = apptainerCommandOf(question, sum.entrypoint);
	if (command.kind === "refused") return command;
	const { HOME: home, ...variables } = sum.variables;
	const reason = environmentRefusal(sum.variables) ?? refusalOfNames(variables) ?? refusalOfHome(home);
	if (reason !== undefined) return refuseWish(reason);
	const beginning = sum.workDirectory ?? command.workDirectory;
	const options = [...isolationOf(sum), ...placesOf(sandbox, beginning, home), ...gpuWords(attempt), ...sum.options];
	return {
		kind: "planned",
		command: [question.program.path, "--silent", command.verb, ...options, question.image, ...command.words],
		environment: environmentOf(question, variables),
		folders: [scratchOf(sandbox), ...sum.folders],
	};
}

function wishesOfUser({ attempt: { job }, host: { user } }: ApptainerQuestion): ApptainerWishes {
	const { runAsUser } = job;
	if (["", user.name, String(user.uid), `${String(user.uid)}:${String(user.gid)}`].includes(runAsUser)) return wish();
	return refuseWish(
		`the job wants to run as ${runAsUser}, and Apptainer runs what ${user.name} starts as ${user.name}`,
	);
}

/** Nothing but root could give it one of its own. */
function wishesOfNetwork({
	type,
	network,
	networkInfos,
	networkName,
}: ApptainerQuestion["container"]): ApptainerWishes {
	const name = networkName ?? networkInfos[0]?.name;
	const asked = type === "MESOS" ? name : { HOST: undefined, BRIDGE: "BRIDGE", USER: name ?? "USER" }[network];
	if (asked === undefined) return wish();
	return refuseWish(`the job wants the network ${asked}, and with Apptainer there is only that of the machine`);
}

function wishesOfEnvironment({ attempt, host, hidesGpus, sandbox }: ApptainerQuestion): ApptainerWishes {
	const { job, taskId, devices = [] } = attempt;
	return wish({
		variables: {
			...(hidesGpus ? { NVIDIA_VISIBLE_DEVICES: "void" } : {}),
			...chronosEnvironment({ job, taskId, hostName: host.hostName }),
			...(devices.length > 0 ? gpuVariables(devices) : {}),
			MESOS_SANDBOX: sandboxMount,
			// The same here; the mark by which processes of this attempt are known.
			MESOS_DIRECTORY: sandbox.workDirectory,
		},
	});
}

type Sum = Required<Omit<ApptainerWish, "entrypoint" | "workDirectory">> & ApptainerWish;

function sumOf(wishes: readonly ApptainerWish[]): Sum {
	const nothing: Sum = { options: [], variables: {}, folders: [], isReadOnly: false, sharesIpc: false };
	return wishes.reduce(
		(sum: Sum, { options = [], variables, folders = [], ...rest }): Sum => ({
			...sum,
			...rest,
			options: [...sum.options, ...options],
			variables: { ...sum.variables, ...variables },
			folders: [...sum.folders, ...folders],
		}),
		nothing,
	);
}

/** One odd name, and the shell that sets them sets none. */
function refusalOfNames(variables: Readonly<Record<string, string>>): string | undefined {
	const odd = Object.keys(variables).find((name) => !/^[A-Za-z_]\w*$/.test(name));
	return odd === undefined ? undefined : `the variable ${JSON.stringify(odd)} cannot be had with Apptainer`;
}

function refusalOfHome(home: string | undefined): string | undefined {
	if (home === undefined || /^\/[^:]*$/.test(home)) return undefined;
	return `the variable HOME cannot be ${JSON.stringify(home)} with Apptainer, which wants a path`;
}

/** What `--compat` is short for, but with the first process that hands signals on. */
function isolationOf({ isReadOnly, sharesIpc }: Sum): readonly string[] {
	const ipc = sharesIpc ? [] : ["--ipc"];
	const layer = isReadOnly ? [] : ["--writable-tmpfs"];
	return ["--contain", "--cleanenv", "--pid", ...ipc, "--no-umask", "--no-eval", ...layer];
}

function placesOf(sandbox: Sandbox, beginning: string, home: string | undefined): readonly string[] {
	// Its variable alone may not be set.
	const homeWords = home === undefined ? [] : ["--home", home, "--no-mount", "home"];
	return ["--workdir", scratchOf(sandbox), "--pwd", beginning, ...homeWords];
}

function gpuWords({ devices = [] }: AttemptSpec): readonly string[] {
	const vendors = new Set(devices.map(vendorOf));
	return [...(vendors.has("nvidia") ? ["--nv"] : []), ...(vendors.has("amd") ? ["--rocm"] : [])];
}

function environmentOf({ program, sandbox, host }: ApptainerQuestion, variables: Readonly<Record<string, string>>) {
	const { prefix } = program;
	const given = Object.entries(variables).map(([name, value]): [string, string] => [`${prefix}ENV_${name}`, value]);
	return {
		PATH: host.path,
		HOME: host.user.home,
		USER: host.user.name,
		TMPDIR: scratchOf(sandbox),
		[`${prefix}_TMPDIR`]: scratchOf(sandbox),
		...Object.fromEntries(given),
		// Until the container is set up.
		MESOS_SANDBOX: sandbox.workDirectory,
	};
}
