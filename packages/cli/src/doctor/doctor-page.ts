import { showControls } from "@chronos-job/core";
import type { Screen } from "../host.ts";
import { hang } from "../render/hang.ts";
import { linkAddresses } from "../render/link.ts";
import { paint } from "../render/paint.ts";
import { plural } from "../render/plural.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** A line for everything that was looked at, with what was seen and what helps. */
export function doctorPage(all: readonly Diagnosis[], screen: Screen): string {
	const shown = all.filter((each, index) => placeAmongAlike(all, each, index) < mostAlike);
	const left = all.length - shown.length;
	const lines = [
		...shown.flatMap((each) => linesOf(each, screen)),
		...(left === 0 ? [] : [`and ${left} more of the same kinds; --output json tells all`]),
		"",
		summaryOf(all),
	];
	return `${lines.join("\n")}\n`;
}

/** Who has a hundred such jobs does not read them one by one. */
const mostAlike = 5;

function placeAmongAlike(all: readonly Diagnosis[], { code, state }: Diagnosis, index: number): number {
	if (code === undefined) return 0;
	return all.slice(0, index).filter((each) => each.code === code && each.state === state).length;
}

function linesOf({ name, state, message, evidence = [], hint }: Diagnosis, screen: Screen): readonly string[] {
	const tones = paint(screen);
	const states = { ok: tones.green("ok     "), warning: tones.yellow("warning"), fails: tones.red("fails  ") };
	const head = `${states[state]}  ${tones.dim(name.padEnd(8))}  `;
	return [
		...hang(head, linkAddresses(screen, showControls(message)), screen),
		...evidence.flatMap((each) => hang("           ", tones.dim(showControls(each)), screen)),
		...(hint === undefined ? [] : hang("  → ", showControls(hint), screen)),
	];
}

function summaryOf(all: readonly Diagnosis[]): string {
	const count = (state: Diagnosis["state"]): number => all.filter((each) => each.state === state).length;
	const [fails, warnings] = [count("fails"), count("warning")];
	if (fails + warnings === 0) return "nothing is wrong";
	return [
		...(fails > 0 ? [`${plural(fails, "thing")} wrong`] : []),
		...(warnings > 0 ? [`${plural(warnings, "thing")} to look at`] : []),
	].join(", ");
}
