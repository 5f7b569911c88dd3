import type { Path } from "../document/position.ts";
import type { KnownField, UnknownFlaw } from "./meant-field.ts";
import type { Remark } from "./rule.ts";

/** The renaming to a known field, where the value fits it and nothing stands there yet. */
export function renameFix(flaw: UnknownFlaw, field: KnownField, job: unknown): Remark["fix"] {
	const owner = ownerOf(job, flaw.path);
	if (owner === undefined || findRival(owner, field.name) !== undefined || !fits[field.kind](flaw.actual))
		return undefined;
	return {
		title: `Rename it to "${field.name}"`,
		changes: [{ path: flaw.path, change: { kind: "rename", key: field.name } }],
	};
}

/** What to do about a field whose right name cannot be written, because another field stands in its way. */
export function adviceAgainstRenaming(flaw: UnknownFlaw, field: KnownField, job: unknown): string | undefined {
	const owner = ownerOf(job, flaw.path);
	const rival = owner && findRival(owner, field.name);
	if (rival === undefined) return undefined;
	if (rival === field.name) return `Remove it: "${rival}" is there already.`;
	return `Write "${field.name}" and remove "${rival}", or remove this: a job has one of the two.`;
}

/** The field itself, or the one that a job cannot have beside it (contract §2.2). */
function findRival(owner: object, name: string): string | undefined {
	return [name, exclusive.get(name) ?? name].find((candidate) => Object.hasOwn(owner, candidate));
}

const exclusive: ReadonlyMap<string, string> = new Map([
	["parents", "schedule"],
	["schedule", "parents"],
]);

const fits: Readonly<Record<KnownField["kind"], (value: unknown) => boolean>> = {
	text: (value) => typeof value === "string",
	flag: (value) => typeof value === "boolean",
	integer: Number.isInteger,
	double: (value) => typeof value === "number",
	list: Array.isArray,
	object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

function ownerOf(job: unknown, path: Path): object | undefined {
	let owner = job;
	for (const step of path.slice(0, -1)) {
		if (typeof owner !== "object" || owner === null) return undefined;
		owner = Object.getOwnPropertyDescriptor(owner, String(step))?.value;
	}
	return typeof owner === "object" && owner !== null ? owner : undefined;
}
