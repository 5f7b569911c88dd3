import type { Dialect } from "@chronos-job/schemas";
import type { Unreadable } from "./complaint.ts";
import { isRecord } from "./is-record.ts";

/** What keeps a body from being a job, where Chronos throws (contract §2.4, §2.5, §3.0). */
export function findJobFlaw(body: unknown, dialect: Dialect): Unreadable | undefined {
	if (!isRecord(body)) return { flaw: `the body is ${nounOf(body)}, not a job`, thrown: nullPointer };
	// The old generation throws over a missing command as well (contract §2.3).
	const needed = dialect === "2.x" ? ["name", "command"] : ["name"];
	const absent = needed.find((name) => body[name] === undefined);
	if (absent !== undefined) return missing(absent);
	return firstOf([
		() => listFlaw(body["fetch"], "fetch", []),
		() => listFlaw(body["environmentVariables"], "environmentVariables", ["name", "value"]),
		() => constraintsFlaw(body["constraints"]),
		() => containerFlaw(body["container"]),
	]);
}

type Check = () => Unreadable | undefined;

const nullPointer = "java.lang.NullPointerException";

function firstOf(checks: readonly Check[]): Unreadable | undefined {
	for (const check of checks) {
		const found = check();
		if (found !== undefined) return found;
	}
	return undefined;
}

/** Without an image there is no container, whatever else is in it. */
function containerFlaw(container: unknown): Unreadable | undefined {
	if (!isRecord(container) || container["image"] === undefined) return undefined;
	return firstOf([
		() => wordFlaw(container["type"], "container.type", { words: ["DOCKER", "MESOS"], isAnyCase: true }),
		() => wordFlaw(container["network"], "container.network", { words: ["BRIDGE", "HOST", "USER"] }),
		() => listFlaw(container["networkInfos"], "container.networkInfos", ["name"], networkInfoFlaw),
		() => listFlaw(container["volumes"], "container.volumes", ["containerPath"], volumeFlaw),
		() => listFlaw(container["parameters"], "container.parameters", ["key", "value"]),
	]);
}

function networkInfoFlaw(info: Fields, path: string): Unreadable | undefined {
	return firstOf([
		() => wordFlaw(info["protocol"], `${path}.protocol`, { words: ["IPv4", "IPv6"] }),
		() => listFlaw(info["labels"], `${path}.labels`, ["key", "value"]),
		() => listFlaw(info["portMappings"], `${path}.portMappings`, ["hostPort", "containerPort"]),
	]);
}

function volumeFlaw(volume: Fields, path: string): Unreadable | undefined {
	const { external } = volume;
	const mode = wordFlaw(volume["mode"], `${path}.mode`, { words: ["RW", "RO"], isAnyCase: true });
	if (mode !== undefined || !isRecord(external)) return mode;
	return (
		missingKey(external, `${path}.external`, ["name", "provider"]) ??
		listFlaw(external["options"], `${path}.external.options`, ["key", "value"])
	);
}

type Fields = Readonly<Record<string, unknown>>;

// oxlint-disable-next-line eslint/max-params -- the keys and what else there is to check belong to the items
function listFlaw(
	list: unknown,
	path: string,
	keys: readonly string[],
	itemFlaw: (item: Fields, path: string) => Unreadable | undefined = () => undefined,
): Unreadable | undefined {
	if (!Array.isArray(list)) return undefined;
	return firstOf(
		list.map((item: unknown, index) => () => {
			const at = `${path}[${index}]`;
			if (!isRecord(item))
				return { flaw: `${at}: ${nounOf(item)} is not an object`, thrown: `scala.MatchError: ${nounOf(item)}` };
			return missingKey(item, at, keys) ?? itemFlaw(item, at);
		}),
	);
}

function missingKey(item: Fields, path: string, keys: readonly string[]): Unreadable | undefined {
	const key = keys.find((name) => item[name] === undefined);
	return key === undefined ? undefined : missing(`${path}.${key}`);
}

function missing(path: string): Unreadable {
	return { flaw: `${path}: is missing`, thrown: nullPointer };
}

interface Words {
	readonly words: readonly string[];
	readonly isAnyCase?: boolean;
}

function wordFlaw(value: unknown, path: string, { words, isAnyCase = false }: Words): Unreadable | undefined {
	if (value === undefined) return undefined;
	const text = textOf(value);
	if (words.includes(isAnyCase ? text.toUpperCase() : text)) return undefined;
	const flaw = `${path}: '${text}' is none of ${words.join(", ")}`;
	return { flaw, thrown: `java.util.NoSuchElementException: No value found for '${text}'` };
}

function constraintsFlaw(list: unknown): Unreadable | undefined {
	if (!Array.isArray(list)) return undefined;
	return firstOf(list.map((item: unknown, index) => () => constraintFlaw(item, `constraints[${index}]`)));
}

function constraintFlaw(item: unknown, path: string): Unreadable | undefined {
	if (!Array.isArray(item) || item.length < 3) {
		return { flaw: `${path}: is not a list of attribute, operator and value`, thrown: nullPointer };
	}
	const [, operator, value] = item.map(textOf);
	const hasPattern = operator === "LIKE" || operator === "UNLIKE";
	if (value === undefined || !hasPattern || isPattern(value)) return undefined;
	return { flaw: `${path}: '${value}' is no pattern`, thrown: "java.util.regex.PatternSyntaxException" };
}

function isPattern(text: string): boolean {
	// What only Java understands cannot be judged here.
	if (/\(\?|[+*?}]\+|\\[QEAGzZp]|&&/.test(text)) return true;
	try {
		return new RegExp(text) instanceof RegExp;
	} catch {
		return false;
	}
}

function textOf(value: unknown): string {
	return typeof value === "object" && value !== null ? "" : String(value);
}

function nounOf(value: unknown): string {
	if (Array.isArray(value)) return "a list";
	if (value === null) return "null";
	return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
