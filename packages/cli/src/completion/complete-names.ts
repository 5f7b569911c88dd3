import { contextsOf, localName } from "@chronos-job/core";
import { type Command, nameOf, placesOf } from "../command/define-command.ts";
import { globalArgs } from "../command/global-args.ts";
import { findCommand, isGroup } from "../commands/index.ts";
import { loadConfig } from "../context/load-config.ts";
import type { Host } from "../host.ts";
import { readGroups } from "../sweep/sweep-files.ts";
import { jobNames, urlsOf, type WantedServer } from "./job-names.ts";
import { readLine, type TypedLine } from "./read-line.ts";

/** The names that the last word of a command line can become; undefined where no name belongs. */
export async function completeNames(words: readonly string[], host: Host): Promise<readonly string[] | undefined> {
	const [, first = "", ...others] = words;
	const [name, rest] = isGroup(first) ? [`${first} ${others[0] ?? ""}`, others.slice(1)] : [first, others];
	if (rest.length === 0) return undefined;
	const command = await findCommand(name)?.();
	if (command === undefined) return undefined;
	const line = readLine(rest, { ...command.args, ...globalArgs });
	const source = sourceOf(command, line);
	if (source === undefined) return undefined;
	const asked = name.startsWith("local ") ? localName : line.values.get("context");
	const names = await source(host, asked).catch(() => []);
	return names.filter((each) => each.startsWith(line.typed) && isPlain(each)).map((each) => line.prefix + each);
}

type Source = (host: Host, asked: string | undefined) => Promise<readonly string[]>;

/** Commands say by the names of their arguments what they take. */
function sourceOf(command: Pick<Command, "name">, line: TypedLine): Source | undefined {
	if (line.option !== undefined) return optionSources.get(line.option);
	if (line.isOver || line.typed.startsWith("-")) return undefined;
	const places = placesOf(command);
	const place = places[line.count] ?? (places.at(-1)?.includes("..") === true ? places.at(-1) : undefined);
	const word = (place ?? "").replaceAll(/[<>[\].]/g, "");
	return nameOf(command).startsWith("context ") && word === "name" ? contextNames : placeSources.get(word);
}

const serverOf = async (host: Host, asked: string | undefined): Promise<WantedServer> => ({
	config: (await loadConfig(host)).config,
	asked,
});

const contextNames: Source = async (host) => {
	const { config } = await loadConfig(host);
	return [...new Set([...contextsOf(config).keys(), localName])].toSorted();
};

const namesOfJobs: Source = async (host, asked) => jobNames(host, await serverOf(host, asked));

const namesOfSweeps: Source = async (host, asked) => {
	const urls = await urlsOf(host, await serverOf(host, asked));
	return readGroups(host, { name: "", urls }).map(({ group }) => group);
};

const optionSources: ReadonlyMap<string, Source> = new Map([
	["context", contextNames],
	["resume", namesOfSweeps],
]);

const placeSources: ReadonlyMap<string, Source> = new Map([
	["job", namesOfJobs],
	["jobs", namesOfJobs],
]);

/** In Bash, words to choose from are expanded: what a server calls its jobs must not be run. */
function isPlain(name: string): boolean {
	return /^\w[\w.-]*$/.test(name);
}
