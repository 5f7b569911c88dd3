import { type JobField, jobFields } from "@chronos-job/schemas";
import { closest } from "../closest.ts";
import type { Flaw } from "./flaws.ts";
import { findForeignField } from "./foreign-fields.ts";

export type UnknownFlaw = Extract<Flaw, { readonly problem: "unknown" }>;
export type KnownField = Pick<JobField, "name" | "kind">;

/** The field that was probably meant by one that Chronos does not know. */
export function findMeantField({ path, field }: UnknownFlaw): KnownField | undefined {
	const known = fieldsAt[placeOf(path.slice(0, -1))] ?? [];
	const foreign = findForeignField(path);
	const names = known.map(({ name }) => name);
	const meant = foreign === undefined ? (synonyms.get(placeOf(path)) ?? closest(field, names)) : foreign.field;
	return known.find(({ name }) => name === meant);
}

function placeOf(path: UnknownFlaw["path"]): string {
	return path.filter((step) => typeof step === "string").join(".");
}

const synonyms: ReadonlyMap<string, string> = new Map([
	["cron", "schedule"],
	["dependsOn", "parents"],
	["depends", "parents"],
	["memory", "mem"],
	["priority", "highPriority"],
	["timeZone", "scheduleTimeZone"],
	["container.networkInfos.labels.name", "key"],
	["container.parameters.name", "key"],
	["environmentVariables.key", "name"],
	["environmentVariables.val", "value"],
	["fetch.url", "uri"],
	["timeout", "maxCompletionTime"],
	["timezone", "scheduleTimeZone"],
	["tz", "scheduleTimeZone"],
]);

const fieldsAt: Readonly<Record<string, readonly KnownField[]>> = {
	"": jobFields.filter(({ role }) => role === "spec"),
	container: [
		...fields("text", "type", "image", "network", "networkName"),
		...fields("list", "networkInfos", "volumes", "parameters"),
		...fields("flag", "forcePullImage"),
	],
	"container.networkInfos": [...fields("text", "name", "protocol"), ...fields("list", "labels", "portMappings")],
	"container.networkInfos.labels": fields("text", "key", "value"),
	"container.networkInfos.portMappings": [
		...fields("integer", "hostPort", "containerPort"),
		...fields("text", "protocol"),
	],
	"container.parameters": fields("text", "key", "value"),
	"container.volumes": [...fields("text", "containerPath", "hostPath", "mode"), ...fields("object", "external")],
	"container.volumes.external": [...fields("text", "name", "provider"), ...fields("list", "options")],
	"container.volumes.external.options": fields("text", "key", "value"),
	environmentVariables: fields("text", "name", "value"),
	fetch: [...fields("text", "uri", "output_file"), ...fields("flag", "executable", "cache", "extract")],
};

function fields(kind: KnownField["kind"], ...names: readonly string[]): readonly KnownField[] {
	return names.map((name) => ({ name, kind }));
}
