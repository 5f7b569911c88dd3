import { ChronosError, parseSpan } from "@chronos-job/core";
import { type ArgsOf, choice, defaultOf, flag, optionalText, text, textList } from "../command/args.ts";
import { parseMegabytes, readQuantity } from "./quantities.ts";
import { isLoopback } from "./tcp-names.ts";

export interface Address {
	readonly host: string;
	readonly port: number;
}

/** How a server is to work; what is absent is found out from the machine. */
export interface ServerOptions {
	readonly http: Address | undefined;
	/** Whether TCP clients have to know one. */
	readonly hasPassword: boolean;
	/** By which TCP clients know this machine besides its own. */
	readonly hostNames: readonly string[];
	readonly dialect: "3.x" | "2.x";
	readonly faithful: boolean;
	readonly cpus: number | undefined;
	readonly memMb: number | undefined;
	readonly diskMb: number | undefined;
	readonly gpus: number | undefined;
	readonly maxContainers: number | undefined;
	/** Builds of Chronos differ in whether they know the field `gpus` (contract §2.9). */
	readonly gpusField: "when-set" | "always" | "never";
	readonly maxLogMb: number | undefined;
	readonly failureRetryMs: number | undefined;
	readonly catchUp: "run" | "skip";
	readonly limits: "auto" | "rlimit" | "off";
	readonly containers: "auto" | "docker" | "apptainer";
}

/** The options of `local start` that the server itself is started with. */
export const serverArgs = {
	http: optionalText("Listen on TCP too, for clients that know no unix sockets", "127.0.0.1:4400"),
	noPassword: flag("Ask for no password there, as Chronos does; only where no other machine gets in"),
	hostName: textList("Further names by which clients know this machine, like jobs.example.org"),
	dialect: choice("Which REST API to speak: that of Chronos 3 or of Chronos 2", {
		choices: ["3.x", "2.x"],
		byDefault: "3.x",
	}),
	faithful: flag("Repeat the defects of a real Chronos as well"),
	cpus: text("CPUs that jobs may use together; all of this machine unless said otherwise"),
	mem: text("Memory that jobs may use together, like 8G"),
	disk: text("Disk space that jobs may ask for together, like 50G"),
	gpus: text("How many GPUs jobs may use"),
	maxContainers: text("How many containers run at once; jobs beyond wait until one ends"),
	gpusField: choice(
		"When jobs show their field `gpus`: always as sites with GPUs have it, or never as an official Chronos, which does not know it",
		{ choices: ["when-set", "always", "never"], byDefault: "when-set" },
	),
	maxLog: text("How much of each output is kept, like 64M: its beginning and its end"),
	failureRetry: text("How long a failed attempt waits before it is tried again, like 60s"),
	catchUp: choice("What becomes of occurrences missed while the server was down: one run for all, or none", {
		choices: ["run", "skip"],
		byDefault: "run",
	}),
	limits: choice("How jobs are kept within what they ask for: by control groups where that can be, or by ulimit", {
		choices: ["auto", "rlimit", "off"],
		byDefault: "auto",
	}),
	containers: choice("What runs jobs with an image: Docker or Podman, or where neither answers Apptainer", {
		choices: ["auto", "docker", "apptainer"],
		byDefault: "auto",
	}),
} as const;

type ServerArgs = ArgsOf<typeof serverArgs>;

export function readServerOptions(args: ServerArgs): ServerOptions {
	return {
		...readTcp(args),
		dialect: args.dialect,
		faithful: args.faithful,
		cpus: readQuantity("--cpus", args.cpus, { parse: parseAmount, like: "2 or 0.5" }),
		memMb: readQuantity("--mem", args.mem, { parse: parseMegabytes, like: "8G or 4096" }),
		diskMb: readQuantity("--disk", args.disk, { parse: parseMegabytes, like: "50G" }),
		gpus: readQuantity("--gpus", args.gpus, { parse: parseCount, like: "1, or 0 for none" }),
		maxContainers: readQuantity("--max-containers", args.maxContainers, { parse: parseLimit, like: "20" }),
		gpusField: args.gpusField,
		maxLogMb: readQuantity("--max-log", args.maxLog, { parse: parseMegabytes, like: "64M" }),
		failureRetryMs: readQuantity("--failure-retry", args.failureRetry, { parse: parseSpan, like: "60s or 5m" }),
		catchUp: args.catchUp,
		limits: args.limits,
		containers: args.containers,
	};
}

/** What was asked for beyond the defaults, by the names of the options. */
export function givenOptions(args: ServerArgs): Readonly<Record<string, string>> {
	const values = new Map<string, string | boolean | undefined>(Object.entries(args));
	return Object.fromEntries(
		Object.entries(serverArgs).flatMap(([name, arg]) => {
			const value = values.get(name);
			return value === undefined || value === defaultOf(arg) ? [] : [[kebab(name), String(value)]];
		}),
	);
}

/** The same as words of a command line. */
export function wordsOf(given: Readonly<Record<string, string>>): readonly string[] {
	return Object.entries(given).map(([name, value]) => (value === "true" ? `--${name}` : `--${name}=${value}`));
}

function kebab(name: string): string {
	return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function readTcp({
	http: address,
	noPassword,
	hostName,
}: ServerArgs): Pick<ServerOptions, "http" | "hasPassword" | "hostNames"> {
	const http = readAddress(address);
	const hostNames = readNames(hostName);
	const [idle] = [...(noPassword ? ["--no-password"] : []), ...(hostNames.length > 0 ? ["--host-name"] : [])];
	if (http === undefined && idle !== undefined) {
		throw new ChronosError("usage.invalid", `${idle} says how to listen on TCP, and --http is missing`, {
			hint: "Give --http as well.",
		});
	}
	if (noPassword && http !== undefined && !isLoopback(http.host)) {
		throw new ChronosError(
			"usage.invalid",
			`without a password whoever reaches ${http.host} could run commands as you`,
			{
				hint: "Leave --no-password out, or listen on loopback, like `--http 127.0.0.1:4400`.",
			},
		);
	}
	return { http, hasPassword: !noPassword, hostNames };
}

function readNames(text: string | undefined): readonly string[] {
	const names = text?.split(",").map((name) => name.trim().toLowerCase()) ?? [];
	const odd = names.find((name) => !/^[a-z\d]([\w.-]*[a-z\d])?$/.test(name));
	if (odd === undefined) return names;
	throw new ChronosError("usage.invalid", `--host-name cannot be "${odd}"`, {
		hint: "Write something like jobs.example.org, without a port.",
	});
}

function readAddress(text: string | undefined): Address | undefined {
	if (text === undefined) return undefined;
	const [, host = "127.0.0.1", digits] = /^(?:(\[[\da-f:]+\]|[^:\s]+):)?(\d{1,5})$/i.exec(text) ?? [];
	const port = Number(digits);
	if (digits !== undefined && port < 65_536) return { host: host.replaceAll(/[[\]]/g, ""), port };
	throw new ChronosError("usage.invalid", `--http cannot be "${text}"`, {
		hint: "Write something like 127.0.0.1:4400.",
	});
}

function parseAmount(text: string): number | undefined {
	return /^\d+(\.\d+)?$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}

function parseCount(text: string): number | undefined {
	return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

function parseLimit(text: string): number | undefined {
	return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
