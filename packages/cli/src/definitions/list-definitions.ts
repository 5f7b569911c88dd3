import type { Target } from "@chronos-job/core";
import { definitionFiles, definitionsFolder, type DefinitionHost } from "./definition-files.ts";
import { fileNameOf } from "./file-name-of.ts";
import { type KeptDefinition, parseKept } from "./kept-definition.ts";

/** What this program has replaced and deleted of a job on a server, the newest first. */
export function listDefinitions(host: DefinitionHost, target: Target, job: string): readonly KeptDefinition[] {
	return definitionsIn(host, `${definitionsFolder(host, target)}/${fileNameOf(job)}`);
}

/** What this program has replaced and deleted on a server, the newest first. */
export function allDefinitions(host: DefinitionHost, target: Target): readonly KeptDefinition[] {
	const folder = definitionsFolder(host, target);
	const jobs = host.files.existsSync(folder) ? host.files.readdirSync(folder) : [];
	return jobs.flatMap((name) => definitionsIn(host, `${folder}/${name}`)).toSorted((a, b) => b.at - a.at);
}

/** What the latest command that replaced or deleted anything has replaced and deleted: of each job the newest. */
export function latestDefinitions(host: DefinitionHost, target: Target): readonly KeptDefinition[] {
	const folder = definitionsFolder(host, target);
	const jobs = host.files.existsSync(folder) ? host.files.readdirSync(folder).toSorted() : [];
	const newest = jobs.flatMap((name) => newestIn(host, `${folder}/${name}`) ?? []);
	const latest = newest.reduce<KeptDefinition | undefined>(laterOf, undefined);
	return newest.filter(({ change }) => change === latest?.change);
}

function newestIn(host: DefinitionHost, folder: string): KeptDefinition | undefined {
	const names = definitionFiles(host, folder);
	for (const name of names.toReversed()) {
		const kept = parseKept(host.files.readFileSync(`${folder}/${name}`, "utf8"));
		if (kept !== undefined) return kept;
	}
	return undefined;
}

function laterOf(one: KeptDefinition | undefined, other: KeptDefinition): KeptDefinition {
	return one === undefined || other.at > one.at ? other : one;
}

function definitionsIn(host: DefinitionHost, folder: string): readonly KeptDefinition[] {
	return definitionFiles(host, folder)
		.toReversed()
		.flatMap((name) => parseKept(host.files.readFileSync(`${folder}/${name}`, "utf8")) ?? []);
}
