import { type JobSpec, kindOf, parseSchedule } from "@chronos-job/schemas";
import { describeSchedule } from "../schedule/describe-schedule.ts";
import { type Occurrence, upcoming } from "../schedule/upcoming.ts";
import { effectiveCommand, type EffectiveCommand } from "./effective-command.ts";
import { effectiveEnvironment, type EffectiveVariable } from "./effective-environment.ts";
import { type Amount, effectiveResources, type Resource } from "./effective-resources.ts";
import { effectiveRetries, type EffectiveRetries } from "./effective-retries.ts";
import { type IgnoredWish, ignoredWishes } from "./ignored-wishes.ts";

export type Habit = (typeof habits)[number]["habit"];

const habits = [
	{ field: "concurrent", habit: "concurrent" },
	{ field: "highPriority", habit: "high-priority" },
	{ field: "softError", habit: "soft-error" },
] as const;

export interface Mount {
	/** A folder of the agent or the name of a volume; undefined for a folder in the sandbox. */
	readonly host: string | undefined;
	readonly container: string;
	readonly mode: string;
}

/** What a job will do, as facts. */
export interface JobExplanation {
	readonly name: string;
	readonly kind: "scheduled" | "child" | "once";
	readonly isDisabled: boolean;
	/** When it runs, in words; undefined for a child. */
	readonly when: string | undefined;
	readonly zone: string | undefined;
	readonly parents: readonly string[];
	readonly occurrences: readonly Occurrence[];
	readonly command: EffectiveCommand;
	readonly user: string | undefined;
	readonly container: { readonly image: string; readonly type: string; readonly network: string } | undefined;
	readonly volumes: readonly Mount[];
	readonly downloads: readonly string[];
	readonly environment: readonly EffectiveVariable[];
	readonly resources: Readonly<Record<Resource, Amount>>;
	readonly constraints: readonly (readonly string[])[];
	readonly retries: EffectiveRetries;
	/** Ways of running that most jobs do not have. */
	readonly habits: readonly Habit[];
	readonly ignored: readonly IgnoredWish[];
}

export function explainJob(
	spec: JobSpec,
	{ now, limit = 5 }: { readonly now: number; readonly limit?: number },
): JobExplanation {
	return {
		name: spec.name,
		kind: kindOf(spec),
		isDisabled: spec.disabled ?? false,
		parents: spec.parents ?? [],
		...timesOf(spec, { now, limit }),
		command: effectiveCommand(spec, now),
		user: spec.runAsUser,
		container: containerOf(spec),
		volumes: mountsOf(spec),
		downloads: [...(spec.fetch ?? []).map(({ uri }) => uri), ...(spec.uris ?? [])],
		environment: effectiveEnvironment(spec),
		resources: effectiveResources(spec),
		constraints: spec.constraints ?? [],
		retries: effectiveRetries(spec),
		habits: habits.filter(({ field }) => spec[field] === true).map(({ habit }) => habit),
		ignored: ignoredWishes(spec),
	};
}

function timesOf(
	spec: JobSpec,
	options: { readonly now: number; readonly limit: number },
): Pick<JobExplanation, "when" | "zone" | "occurrences"> {
	const zone = spec.scheduleTimeZone === "" ? undefined : spec.scheduleTimeZone;
	const schedule = spec.parents === undefined ? parseSchedule(spec.schedule ?? "R1//PT24H") : undefined;
	if (schedule === undefined) return { when: undefined, zone, occurrences: [] };
	// Without a schedule Chronos runs a job once, now, whatever zone is written beside (contract §2.2).
	const zoned = zone === undefined || spec.schedule === undefined ? {} : { zone };
	return {
		when: describeSchedule(schedule, zoned.zone),
		zone,
		occurrences: upcoming(schedule, { ...options, ...zoned }),
	};
}

function containerOf({ container }: JobSpec): JobExplanation["container"] {
	if (container === undefined) return undefined;
	return {
		image: container.image,
		type: (container.type ?? "DOCKER").toUpperCase(),
		network: container.network ?? "HOST",
	};
}

function mountsOf({ container }: JobSpec): readonly Mount[] {
	return (container?.volumes ?? []).map(({ hostPath, external, containerPath, mode }) => ({
		host: external?.name ?? hostPath,
		container: containerPath,
		mode: (mode ?? "RW").toUpperCase(),
	}));
}
