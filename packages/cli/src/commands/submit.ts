import { type Baseline, baselineOf, type ChronosClient, type Fate, type Plan } from "@chronos-job/core";
import type { JobSpec } from "@chronos-job/schemas";
import { agreeToPlan } from "../change/agree-to-plan.ts";
import { carryOut } from "../change/carry-out.ts";
import { followArgs, type Following, followingOf } from "../change/follow-args.ts";
import { followedJobs } from "../change/followed-jobs.ts";
import { planDocuments } from "../change/plan-documents.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import { readShaped } from "../change/read-shaped.ts";
import { shapingArgs } from "../change/shaping-args.ts";
import { readLogDir } from "../change/with-log-dirs.ts";
import { tellLateNotice } from "../change/tell-late-notice.ts";
import type { StepEvent, UnchangedEvent } from "../change/step-event.ts";
import { files, flag, text } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { exitOfFates } from "../follow/exit-of-fates.ts";
import { followFates } from "../follow/follow-fates.ts";
import { fateOnWire, type FollowEvent, followEventOnWire } from "../follow/follow-event.ts";
import { inTime } from "../follow/in-time.ts";
import { withResult } from "../command/stopped-error.ts";
import { followEvent } from "../render/follow-event.ts";
import { planReport } from "../render/plan.ts";
import { stepLine, unchangedLines } from "../render/step-event.ts";

export interface SubmitResult {
	readonly plan: Plan;
	readonly outcome: "applied" | "declined" | "planned";
	/** Whether what would be done is to be told by the exit code. */
	readonly tellsByExit: boolean;
	/** What became of the jobs, when somebody waited for it. */
	readonly fates?: readonly Fate[];
}

type SubmitEvent = StepEvent | UnchangedEvent | FollowEvent;

export const submit = defineCommand({
	name: "submit <files..>",
	theme: "run",
	about: "Send job files to a server: checked before, verified after, and followed until they have run",
	examples: [
		{ line: "chronos-job submit hello.json --wait", about: "Run a job and see what comes of it" },
		{ line: "chronos-job submit hello.json --name hello-2 --set retries=1", about: "The same under another name" },
		{ line: "chronos-job submit pipeline --dry-run", about: "See what would be done; nothing is sent" },
	],
	args: {
		files: files("Job files, folders of them, or - for standard input"),
		dryRun: flag("Change nothing; show what would be done"),
		exitCode: flag("With --dry-run: answer 3 when there is anything to do"),
		yes: flag("Do not ask before jobs that exist are replaced", "y"),
		logDir: text(
			"Also write what the jobs print, and how they end, to files below this folder of the cluster; or none",
		),
		...followArgs,
		...shapingArgs,
		...targetArgs,
	},

	async run(args, session: Session<SubmitEvent>): Promise<SubmitResult> {
		const tellsByExit = args.exitCode;
		const following = followingOf(args);
		const logDir = readLogDir(args.logDir);
		const wanted = await readShaped(session, args.files, args);
		if (args.dryRun) {
			await using reader = await session.connectToRead(args);
			return {
				plan: await planDocuments(session, wanted, { client: reader, again: true, logDir }),
				outcome: "planned",
				tellsByExit,
			};
		}
		await using client = await session.connect(args);
		const limit = { client, timeoutMs: following?.timeoutMs };
		const plan = await inTime(session, limit, () => planDocuments(session, wanted, { client, again: true, logDir }));
		if (!(await agreeToPlan(session, plan, args.yes))) return { plan, outcome: "declined", tellsByExit };
		const fates = await carryOutAndFollow(session, client, { plan, specs: wanted.specs, following });
		return { plan, outcome: "applied", tellsByExit, ...(fates && { fates }) };
	},

	exit({ plan, outcome, tellsByExit, fates }) {
		if (outcome === "declined") return 1;
		if (outcome === "planned") return tellsByExit && plan.steps.length > 0 ? 3 : 0;
		return fates === undefined ? 0 : exitOfFates(fates);
	},

	views: {
		event(event, screen) {
			if (event.type === "step.applied") return stepLine(event, screen);
			return event.type === "jobs.unchanged" ? unchangedLines(event.jobs, screen) : followEvent(event, screen);
		},
		eventJson: (event) =>
			event.type === "step.applied" || event.type === "jobs.unchanged" ? event : followEventOnWire(event),
		result({ plan, outcome }, screen) {
			if (outcome === "planned") return planReport(plan, screen);
			if (outcome === "declined") return "nothing was changed\n";
			return plan.steps.length + plan.unchanged.length === 0 ? planReport(plan, screen) : "";
		},
		json: ({ plan, outcome, fates }) => ({
			outcome,
			...planOnWire(plan),
			...(fates && { fates: fates.map(fateOnWire) }),
		}),
	},
});

async function carryOutAndFollow(
	session: Session<SubmitEvent>,
	client: ChronosClient,
	{
		plan,
		specs,
		following,
	}: { readonly plan: Plan; readonly specs: readonly JobSpec[]; readonly following: Following | undefined },
): Promise<readonly Fate[] | undefined> {
	const jobs = following === undefined ? [] : followedJobs(session, plan, specs);
	const baseline: Baseline | undefined =
		jobs.length === 0 ? undefined : await baselineOf(client, jobs, { clock: clockOf(session) });
	await carryOut(session, client, { plan });
	await tellLateNotice(session, client, plan);
	if (plan.unchanged.length > 0) session.emit({ type: "jobs.unchanged", jobs: plan.unchanged });
	if (following === undefined) return undefined;
	if (baseline === undefined) return [];
	const soFar: SubmitResult = { plan, outcome: "applied", tellsByExit: false };
	return withResult(soFar, () => followFates(session, client, { baseline, jobs, ...following }));
}

function clockOf({ host }: Pick<Session, "host">) {
	return { now: host.now, sleep: host.sleep };
}
