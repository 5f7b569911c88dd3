import { longNameOf, refusedFlags } from "../run-flags.ts";
import { parseFlag, parsePair } from "../docker/parse-flag-value.ts";
import { type ApptainerWish, type ApptainerWishes, mountWords, refuseWish, wish } from "./apptainer-wish.ts";

/** What a flag of `docker run` comes to with Apptainer, as `parameters` has them (contract §5.13). */
export function wishesOfFlag({ key, value }: { readonly key: string; readonly value: string }): ApptainerWishes {
	const name = longNameOf(key);
	const flag = flags.get(name);
	if (flag === undefined) return refuseWish(`the parameter "${name}" cannot be had with Apptainer`);
	if (typeof flag === "string") return refuseWish(`the parameter "${name}" cannot be had: ${flag}`);
	const found = flag(value);
	return found === undefined
		? refuseWish(`the parameter "${name}" cannot have the value "${value}" with Apptainer`)
		: wish(found);
}

/** Undefined when the value cannot be had; a sentence instead says why there is no such flag. */
type Flag = ((value: string) => ApptainerWish | undefined) | string;

const flags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
	["device", (value) => bindOf(value, (options) => /^[rwm]+$/.test(options))],
	["dns", (value) => (value === "" ? undefined : { options: ["--dns", value] })],
	["entrypoint", (value) => ({ entrypoint: value })],
	["env", (value) => variableOf(value)],
	["gpus", (value) => (value === "all" ? { options: ["--nv"] } : undefined)],
	["hostname", (value) => (value === "" ? undefined : { options: ["--hostname", value] })],
	["ipc", (value) => (value === "host" ? { sharesIpc: true } : oneOf(value, ["", "private", "shareable"]))],
	["mount", (value) => mountOf(value)],
	["network", (value) => networkOf(value)],
	["read-only", (value) => readOnlyOf(value)],
	["tmpfs", (value) => tmpfsOf(value)],
	["volume", (value) => bindOf(value, (options) => options.split(",").every((option) => volumeOptions.has(option)))],
	["workdir", (value) => (value.startsWith("/") ? { workDirectory: value } : undefined)],
	// What holds for every job here, and what changes nothing that a job could see.
	["detach", nothing],
	["init", nothing],
	["label", nothing],
	["rm", nothing],
	// Its shared memory is as large as that of the machine.
	["shm-size", nothing],
	...refusedFlags,
]);

const volumeOptions: ReadonlySet<string> = new Set(["rw", "ro", "z", "Z", "rprivate", "private", "rslave", "rshared"]);

function nothing(): ApptainerWish {
	return {};
}

function oneOf(value: string, values: readonly string[]): ApptainerWish | undefined {
	return values.includes(value) ? {} : undefined;
}

function variableOf(text: string): ApptainerWish | undefined {
	const variables = parsePair(text);
	return variables && { variables };
}

/** `/here:/there` and options. */
function bindOf(text: string, isKnown: (options: string) => boolean): ApptainerWish | undefined {
	const [source = "", target = source, options, ...more] = text.split(":");
	if (!source.startsWith("/") || !target.startsWith("/") || more.length > 0) return undefined;
	if (options !== undefined && !isKnown(options)) return undefined;
	return { options: mountWords({ source, target, isReadOnly: options?.split(",").includes("ro") === true }) };
}

/** `type=bind,source=/a,target=/b,readonly`. */
function mountOf(text: string): ApptainerWish | undefined {
	const words = new Map(
		text.split(",").map((word): [string, string] => [word.split("=")[0] ?? "", word.replace(/^[^=]*=?/, "")]),
	);
	const word = (...names: readonly string[]): string | undefined =>
		names.map((name) => words.get(name)).find((each) => each !== undefined);
	const [source = "", target = ""] = [word("source", "src"), word("target", "destination", "dst")];
	if (word("type") === "tmpfs") return tmpfsOf(target);
	if (word("type") !== "bind" || !source.startsWith("/") || !target.startsWith("/")) return undefined;
	const isReadOnly = parseFlag(word("readonly", "ro") ?? "false") === true;
	return { options: mountWords({ source, target, isReadOnly }) };
}

function networkOf(value: string): ApptainerWish | undefined {
	return value === "none" ? { options: ["--net", "--network", "none"] } : oneOf(value, ["host"]);
}

function readOnlyOf(value: string): ApptainerWish | undefined {
	const isReadOnly = parseFlag(value);
	return isReadOnly === undefined ? undefined : { isReadOnly };
}

/** An empty directory; how large it may get cannot be said. */
function tmpfsOf(text: string): ApptainerWish | undefined {
	const [path = ""] = text.split(":");
	return path.startsWith("/") ? { options: ["--scratch", path] } : undefined;
}
