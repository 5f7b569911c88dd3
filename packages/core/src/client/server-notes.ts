import { type Build, buildsOf, type Dialect, hasMilestone, type Milestone } from "@chronos-job/schemas";
import type { ClientOptions } from "./client-options.ts";
import { shownBuilds } from "./shown-builds.ts";
import type { Target } from "./target.ts";

/** What is known of a server: what it speaks, and what it may be, which its jobs tell by the way. */
export interface ServerNotes {
	/** Undefined while nobody knows. */
	dialect(): Dialect | undefined;
	/** Takes down what it speaks; the first answer counts. */
	learn(dialect: Dialect | undefined): void;
	/** Undefined while nothing narrows it down. */
	builds(): readonly Build[] | undefined;
	/** Looks at jobs as they came. */
	see(jobs: readonly unknown[]): void;
	/** Whether it is certain that there is nothing of the kind. */
	lacks(milestone: Milestone): boolean;
}

export function serverNotes(target: Target, onLearned: ClientOptions["onLearned"]): ServerNotes {
	const { build, supposed } = target;
	let { dialect } = target;
	let builds = build === undefined ? supposed : [build];
	return {
		dialect: () => dialect,
		learn(spoken) {
			if (dialect !== undefined || spoken === undefined) return;
			dialect = spoken;
			onLearned?.({ dialect });
		},
		builds: () => builds,
		see(jobs) {
			// Whoever says what it is knows better.
			const news = build === undefined && dialect !== undefined ? newsIn(jobs, { dialect, builds }) : undefined;
			if (news === undefined || dialect === undefined) return;
			builds = news;
			onLearned?.({ dialect, builds });
		},
		lacks: (milestone) => builds?.every((each) => !hasMilestone(each, milestone)) === true,
	};
}

interface Known {
	readonly dialect: Dialect;
	readonly builds: readonly Build[] | undefined;
}

/** What jobs tell beyond what was known; undefined when that is nothing. */
function newsIn(jobs: readonly unknown[], { dialect, builds: known }: Known): readonly Build[] | undefined {
	const all = buildsOf(dialect);
	const shown = shownBuilds(jobs.slice(0, mostJobs), all);
	if (shown.length === all.length) return undefined;
	const both = shown.filter((each) => known?.includes(each) !== false);
	// A server that shows something else than it did has been exchanged.
	const news = both.length === 0 ? shown : both;
	return news.join() === known?.join() ? undefined : news;
}

/** More of them tell nothing new, as a rule. */
const mostJobs = 1000;
