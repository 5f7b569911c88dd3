import { resolveZone } from "../../schedule/zone.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";

const path = ["scheduleTimeZone"] as const;

export const scheduleUnknownZone: Rule = {
	code: "schedule.unknown-zone",
	severity: "error",
	about: "Chronos does not know the time zone.",
	check: eachJob(function* ({ draft: { schedule, parents, scheduleTimeZone: zone } }) {
		// Only a schedule of its own is read in a zone, and every unknown word means UTC, so these do no harm.
		if (zone === undefined || zone === "" || schedule === undefined || parents !== undefined || meansUtc(zone)) return;
		const resolved = resolveZone(zone);
		if (resolved.kind === "unknown") {
			yield {
				path,
				message: `Chronos does not know the time zone "${zone}" and takes UTC`,
				...adviceOn(zone, resolved.suggestions),
			};
		}
		if (resolved.kind === "newer") {
			yield {
				path,
				message: `the name "${zone}" is ${ageOf(zone)}, which cannot read the schedule because of it`,
				...adviceOn(zone, resolved.suggestions),
			};
		}
	}),
};

function meansUtc(zone: string): boolean {
	return /^\s*(?:etc\/)?(?:utc|uct|gmt|zulu|universal|greenwich|z)\s*$/i.test(zone);
}

/** Java still has the SystemV names, Joda does not (contract §4.3). */
function ageOf(zone: string): string {
	return zone.startsWith("SystemV/") ? "too old for the server's calendar" : "newer than the server's";
}

function adviceOn(zone: string, suggestions: readonly string[]): Pick<Remark, "hint" | "fix"> {
	const [first, ...others] = suggestions;
	if (first === undefined) return { hint: 'Write a name like "Europe/Rome", in exactly this letter case.' };
	if (others.length > 0) return { hint: `Write ${suggestions.map((name) => `"${name}"`).join(" or ")}.` };
	if (!isSameName(zone, first)) return { hint: `Write "${first}".` };
	return {
		hint: `Write "${first}".`,
		fix: { title: `Write "${first}"`, changes: [{ path, change: { kind: "set", value: first } }] },
	};
}

/** Whether both certainly name the same clocks: other letters are a guess, however near. */
function isSameName(zone: string, name: string): boolean {
	const isRenamed = /^(?:Europe\/Kyiv|America\/Nuuk|Pacific\/Kanton)$/.test(zone);
	return isRenamed || name.startsWith("GMT") || plain(zone) === plain(name);
}

function plain(name: string): string {
	return name.toLowerCase().replaceAll(/[\s_]+/g, "");
}
