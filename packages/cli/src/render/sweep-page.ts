import { showControls } from "@chronos-job/core";
import type { Screen } from "../host.ts";
import type { ShownJob, ShownResult, ShownSweep } from "../sweep/show-sweep.ts";
import { type Cell, columns } from "./columns.ts";
import { duration } from "./duration.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";
import { sweepBar } from "./sweep.ts";
import { localTime } from "./time.ts";

/** A sweep on a page: how far it is, then every job with its parameters and what became of it. */
export function sweepPage({ group, begunAt, params, count, jobs, now, zone }: ShownSweep, screen: Screen): string {
	const { bold, dim } = paint(screen);
	const laid = [
		{ heading: "job", cells: jobs.map(({ name }) => ({ text: showControls(name) })) },
		{ heading: "result", cells: jobs.map((job) => resultCell(job, screen)) },
		...params.map((param, index) => ({
			heading: showControls(param),
			cells: jobs.map(({ values }) => ({ text: showControls(values[index] ?? "") })),
		})),
	];
	const lines = [
		`${bold(showControls(group))}  ${sumText(count)}`,
		`  ${sweepBar(count, Math.min(60, screen.width - 2))}`,
		dim(`  begun on ${localTime(begunAt, zone)}, ${duration(now - begunAt)} ago`),
		"",
		...columns(laid, screen, bold),
		...hints(group, count),
	];
	return `${lines.join("\n")}\n`;
}

function sumText({ total, succeeded, failed, underWay, waiting }: ShownSweep["count"]): string {
	const parts = [
		[succeeded, "succeeded"],
		[failed, "did not"],
		[underWay, "under way"],
		[waiting, "to come"],
	] as const;
	const told = parts.filter(([jobs]) => jobs > 0).map(([jobs, word]) => `${jobs} ${word}`);
	return [plural(total, "job"), ...told].join(", ");
}

const looks = {
	succeeded: ["succeeded", "green"],
	failed: ["failed", "red"],
	killed: ["killed", "yellow"],
	lost: ["lost", "red"],
	dropped: ["dropped", "yellow"],
	vanished: ["deleted", "yellow"],
	deleted: ["deleted", "yellow"],
	idle: ["unknown", "dim"],
	running: ["running", "cyan"],
	queued: ["queued", "yellow"],
	sent: ["sent", "dim"],
	"to-come": ["to come", "dim"],
} as const satisfies Readonly<Record<ShownResult, readonly [string, string]>>;

function resultCell({ result, exitCode }: ShownJob, screen: Screen): Cell {
	const [word, tone] = looks[result];
	const text = exitCode === undefined || exitCode === 0 ? word : `${word}, exit code ${exitCode}`;
	return { text, short: word, tone: paint(screen)[tone] };
}

function hints(group: string, { failed, waiting }: ShownSweep["count"]): readonly string[] {
	const resume = `chronos-job sweep --resume ${group}`;
	return [
		...(waiting > 0 ? [`  → Go on with it: \`${resume}\`.`] : []),
		...(failed > 0 ? [`  → Run those again that did not succeed: \`${resume} --failed\`.`] : []),
	];
}
