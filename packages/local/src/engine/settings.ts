/** Where we differ from a real Chronos on purpose (contract §11.2); false is what Chronos does. */
export interface Deviations {
	/** A count of 0 stays 0 at a launch instead of becoming infinite. */
	readonly clampsAtZero: boolean;
	/** Only launches by schedule use up a repetition; retries and starts by hand do not. */
	readonly consumesByScheduleOnly: boolean;
	/** A new job whose parents do not exist is refused instead of stored and hidden. */
	readonly refusesMissingParents: boolean;
	/** An update acts at once instead of at the next turn of the loop. */
	readonly wakesOnUpdate: boolean;
	/** A failing run leaves a disabled job disabled. */
	readonly keepsDisabled: boolean;
	/** The children of a deleted scheduled job keep all their fields and lose their other parents at once. */
	readonly deletesLosslessly: boolean;
	/** The queue, pending retries and edge counters survive a restart. */
	readonly keepsPending: boolean;
	/** An attempt that cannot be launched has failed, instead of leaving the job stuck. */
	readonly countsLaunchFailures: boolean;
	/** Arguments with a line break are refused instead of losing the run. */
	readonly refusesLineBreaks: boolean;
	/** Periods below a second are refused. */
	readonly refusesHotPeriods: boolean;
	/** Unknown time zones are refused instead of taken for UTC. */
	readonly refusesUnknownZones: boolean;
	/** A retry that comes due while its job is busy waits for it instead of vanishing. */
	readonly holdsRetries: boolean;
}

/** The flags of a Chronos server that change what it decides (contract §10.2), and a few of our own. */
export interface Settings {
	readonly deviations: Deviations;
	readonly failureRetryMs: number;
	/** 0 is never. */
	readonly disableAfterFailures: number;
	/** What a job gets that asks for nothing. */
	readonly defaults: Readonly<Record<"cpus" | "memMb" | "diskMb", number>>;
	/** The zone of schedules without offset; UTC when absent. */
	readonly serverZone: string | undefined;
	/** The one agent attribute of this machine. */
	readonly hostname: string;
	/** How often the first run that waits for room may be overtaken before all others wait for it. */
	readonly maxOvertakes: number;
	/** How many waiting runs are looked at in one go. */
	readonly searchDepth: number;
	/** What becomes of occurrences that were missed while the server was down: one run for all, or none. */
	readonly catchUp: "run" | "skip";
}

export interface SettingsOptions extends Partial<Omit<Settings, "deviations">> {
	/** `faithful` turns every deviation off; named ones win over it. */
	readonly rules?: Partial<Deviations> & { readonly faithful?: boolean };
}

export function createSettings({ rules = {}, ...options }: SettingsOptions = {}): Settings {
	const { faithful = false, ...named } = rules;
	return {
		deviations: { ...(faithful ? faithfulRules : friendlyRules), ...named },
		failureRetryMs: 60_000,
		disableAfterFailures: 0,
		defaults: { cpus: 0.1, memMb: 128, diskMb: 256 },
		serverZone: undefined,
		hostname: "localhost",
		maxOvertakes: 16,
		searchDepth: 64,
		catchUp: "run",
		...options,
	};
}

const friendlyRules: Deviations = {
	clampsAtZero: true,
	consumesByScheduleOnly: true,
	refusesMissingParents: true,
	wakesOnUpdate: true,
	keepsDisabled: true,
	deletesLosslessly: true,
	keepsPending: true,
	countsLaunchFailures: true,
	refusesLineBreaks: true,
	refusesHotPeriods: true,
	refusesUnknownZones: true,
	holdsRetries: true,
};

const faithfulRules: Deviations = {
	clampsAtZero: false,
	consumesByScheduleOnly: false,
	refusesMissingParents: false,
	wakesOnUpdate: false,
	keepsDisabled: false,
	deletesLosslessly: false,
	keepsPending: false,
	countsLaunchFailures: false,
	refusesLineBreaks: false,
	refusesHotPeriods: false,
	refusesUnknownZones: false,
	holdsRetries: false,
};
