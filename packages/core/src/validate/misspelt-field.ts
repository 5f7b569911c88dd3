import type { Path } from "../document/position.ts";
import type { Flaw } from "./flaws.ts";
import { findMeantField, type UnknownFlaw } from "./meant-field.ts";
import { renameFix } from "./rename-fix.ts";
import type { ReadJob, Remark } from "./rule.ts";

/** The unknown field that was probably meant to be the missing one. */
export function findMisspelling(missing: Path, flaws: readonly Flaw[]): UnknownFlaw | undefined {
	return flaws.find((flaw): flaw is UnknownFlaw => flaw.problem === "unknown" && isMeantBy(flaw, missing));
}

/** Whether the rule about the missing field speaks about this one, so that those about unknown fields are silent. */
export function isMisspelling(unknown: UnknownFlaw, flaws: readonly Flaw[]): boolean {
	return flaws.some(
		({ problem, path }) => problem === "missing" && findMisspelling(path, flaws)?.path === unknown.path,
	);
}

/** Whether a field is missing for sure: in a text with syntax errors only if another one was meant to be it. */
export function isCertainlyMissing(missing: Path, { flaws, isWhole }: Pick<ReadJob, "flaws" | "isWhole">): boolean {
	return isWhole || findMisspelling(missing, flaws) !== undefined;
}

/** Where to put a remark on a missing field, and what to advise, if another field was meant to be it. */
export function adviceOnMisspelling(
	missing: Path,
	{ flaws, value }: Pick<ReadJob, "flaws" | "value">,
): (Pick<Remark, "path" | "at" | "hint" | "fix"> & { readonly field: string }) | undefined {
	const misspelt = findMisspelling(missing, flaws);
	const meant = misspelt && findMeantField(misspelt);
	if (misspelt === undefined || meant === undefined) return undefined;
	const fix = renameFix(misspelt, meant, value);
	return {
		field: misspelt.field,
		path: misspelt.path,
		at: "key",
		hint: `Write "${meant.name}".`,
		...(fix && { fix }),
	};
}

function isMeantBy(flaw: UnknownFlaw, missing: Path): boolean {
	const isBeside =
		flaw.path.length === missing.length && flaw.path.slice(0, -1).join("/") === missing.slice(0, -1).join("/");
	return isBeside && findMeantField(flaw)?.name === missing.at(-1);
}
