import { defaultOf, type JobSpec } from "@chronos-job/schemas";

/** What deleting a job does to one of its children on a real server (contract §3.6). */
export type DeletionEffect =
	| {
			/** The deleted job had parents: the child takes them over. */
			readonly kind: "reparented";
			readonly job: string;
			readonly parents: readonly string[];
	  }
	| {
			/** The deleted job had a schedule: the child becomes a scheduled job of its own. */
			readonly kind: "scheduled";
			readonly job: string;
			readonly schedule: string | undefined;
			readonly scheduleTimeZone: string | undefined;
			/** Fields that the child has set and that are gone afterwards. */
			readonly loses: readonly string[];
			/** Its other parents, which go on starting it until the server restarts. */
			readonly alsoStartedBy: readonly string[];
	  };

type Draft = Partial<JobSpec>;

export function deletionEffects(specs: readonly Draft[], name: string): readonly DeletionEffect[] {
	const byName = new Map(specs.map((spec) => [spec.name, spec]));
	const deleted = byName.get(name);
	if (deleted === undefined) return [];
	return [...byName.values()]
		.filter((spec) => spec.name !== name && (spec.parents?.includes(name) ?? false))
		.map((child) => (deleted.parents === undefined ? scheduledLike(deleted, child) : reparented(deleted, child)));
}

function reparented(deleted: Draft, child: Draft): DeletionEffect {
	const parents = new Set([...otherParents(child, deleted), ...(deleted.parents ?? [])]);
	return { kind: "reparented", job: child.name ?? "", parents: [...parents] };
}

function scheduledLike(deleted: Draft, child: Draft): DeletionEffect {
	return {
		kind: "scheduled",
		job: child.name ?? "",
		schedule: deleted.schedule,
		scheduleTimeZone: deleted.scheduleTimeZone,
		loses: lostFields.filter((field) => isSet(child, field)),
		alsoStartedBy: otherParents(child, deleted),
	};
}

// All that the server leaves out when it writes the child anew (contract §3.6).
const lostFields = [
	"ownerName",
	"description",
	"runAsUser",
	"container",
	"environmentVariables",
	"shell",
	"arguments",
	"dataProcessingJobType",
	"constraints",
	"concurrent",
	"gpus",
] as const;

function isSet(spec: Draft, field: (typeof lostFields)[number]): boolean {
	const value = spec[field];
	if (value === undefined || value === "") return false;
	// The user is not reset to its default but emptied.
	return field === "runAsUser" || JSON.stringify(value) !== JSON.stringify(defaultOf(field));
}

function otherParents(child: Draft, deleted: Draft): readonly string[] {
	return (child.parents ?? []).filter((parent) => parent !== deleted.name);
}
