import { flag, text } from "../../command/args.ts";
import type { Session } from "../../command/session.ts";
import { defineLocalCommand } from "../../local/define-local-command.ts";
import { stateOf } from "../../local/find-server.ts";
import type { PrunePlan, Removal } from "../../local/open-local-pruner.ts";
import { freedLine, plannedBytes, prunePlanLines, pruneQuestion, removalLine } from "../../render/prune-plan.ts";

export interface PruneResult {
	readonly outcome: "applied" | "declined" | "planned";
	readonly plan: PrunePlan;
	/** Absent where no job has ever needed one. */
	readonly engine: string | undefined;
	/** How many images were pulled by other engines, by what these are called. */
	readonly elsewhere: ReadonlyMap<string, number>;
	readonly removals: readonly Removal[];
}

interface RemovalEvent extends Removal {
	readonly type: "prune.removal";
}

export const prune = defineLocalCommand({
	name: "local prune",
	theme: "servers",
	about: "Remove the images, ended containers and volumes that only jobs of this machine have used",
	examples: [
		{ line: "chronos-job local prune --dry-run", about: "See what would go, and what that frees" },
		{ line: "chronos-job local prune --all --dry-run", about: "Also images that jobs would pull again" },
	],
	args: {
		all: flag("Also images of jobs that are enabled; their next run pulls them again"),
		volumes: flag("Also volumes that no job names any more, with all that is in them"),
		dryRun: flag("Change nothing; show what would be removed"),
		yes: flag("Do not ask", "y"),
		state: text("The state directory"),
	},

	async run(args, session: Session<RemovalEvent>): Promise<PruneResult> {
		const { host, note, emit, confirm } = session;
		const state = stateOf(host, args.state);
		const [{ openLocalPruner }, { readKeptJobs }] = await Promise.all([
			import("../../local/open-local-pruner.ts"),
			import("../../local/read-kept-jobs.ts"),
		]);
		const pruner = await openLocalPruner(host, state);
		if (pruner === undefined) return nothing;
		const { engine, elsewhere } = pruner;
		const plan = await pruner.plan(await readKeptJobs(host, state), { all: args.all, volumes: args.volumes });
		const result = { plan, engine, elsewhere, removals: [] };
		if (args.dryRun || isEmpty(plan)) return { ...result, outcome: "planned" };
		if (!args.yes) {
			if (host.screen.interactive) note(prunePlanLines(result, host.screen).trimEnd());
			if (!(await confirm(pruneQuestion(plan), "--yes"))) return { ...result, outcome: "declined" };
		}
		const removals: Removal[] = [];
		await pruner.carryOut(plan, (removal) => {
			removals.push(removal);
			emit({ type: "prune.removal", ...removal });
		});
		return { ...result, outcome: "applied", removals };
	},

	exit: ({ outcome, removals }) =>
		outcome === "declined" || removals.some(({ refusal }) => refusal !== undefined) ? 1 : 0,

	views: {
		event: removalLine,
		eventJson: ({ type, ...removal }) => ({ type, ...removalOnWire(removal) }),
		result(result, screen) {
			if (result.outcome === "declined") return "nothing was changed\n";
			if (result.outcome === "applied") return freedLine(result.removals, result.plan.isAtMost);
			return prunePlanLines(result, screen);
		},
		json: resultOnWire,
	},
});

const nothing: PruneResult = {
	outcome: "planned",
	plan: { containers: [], images: [], volumes: [], kept: [], gone: [], isAtMost: false },
	engine: undefined,
	elsewhere: new Map(),
	removals: [],
};

function isEmpty({ containers, images, volumes }: PrunePlan): boolean {
	return containers.length + images.length + volumes.length === 0;
}

function resultOnWire({ outcome, plan, engine, elsewhere, removals }: PruneResult): object {
	return {
		outcome,
		...(engine !== undefined && { engine }),
		containers: plan.containers.map(({ name: job, id, bytes }) => ({ job, id, bytes })),
		images: plan.images.map(({ name, id, tags, bytes }) => ({ name, id, tags, bytes })),
		volumes: plan.volumes.map(({ name, bytes }) => ({ name, bytes })),
		bytes: plannedBytes(plan),
		atMost: plan.isAtMost,
		kept: plan.kept,
		elsewhere: Object.fromEntries(elsewhere),
		refused: removals.filter(({ refusal }) => refusal !== undefined).map(removalOnWire),
	};
}

function removalOnWire({ kind, thing, refusal }: Removal): object {
	return { kind, name: thing.name, bytes: thing.bytes, ...(refusal !== undefined && { refusal }) };
}
