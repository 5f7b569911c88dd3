import type { PastDefinition, Target } from "@chronos-job/core";
import { definitionFiles, definitionsFolder, type DefinitionHost } from "../definitions/definition-files.ts";
import { type KeptDefinition, parseKept } from "../definitions/kept-definition.ts";

/** Of every job that this program has changed on a server, what it was before the last change. */
export function pastDefinitions(host: DefinitionHost, target: Target): readonly PastDefinition[] {
	const folder = definitionsFolder(host, target);
	if (!host.files.existsSync(folder)) return [];
	return host.files.readdirSync(folder).flatMap((name) => newestIn(host, `${folder}/${name}`) ?? []);
}

function newestIn(host: DefinitionHost, folder: string): KeptDefinition | undefined {
	const last = definitionFiles(host, folder).at(-1);
	return last === undefined ? undefined : parseKept(host.files.readFileSync(`${folder}/${last}`, "utf8"));
}
