import { type Build, hasMilestone, type Milestone } from "@chronos-job/schemas";
import type { Facts } from "./rule.ts";

/** The server in words, when it is certain that it lacks something; undefined when it may have it, or nobody has asked. */
export function lackingServer(facts: Facts, milestone: Milestone): string | undefined {
	return serverThat(facts, (build) => !hasMilestone(build, milestone));
}

/** The server in words, when everything that it may be is of a kind. */
export function serverThat({ server }: Facts, isSuch: (build: Build) => boolean): string | undefined {
	const { builds = [] } = server ?? {};
	if (builds.length === 0 || !builds.every(isSuch)) return undefined;
	return `this server (${builds.join(", ").replace(/, (?=[^,]*$)/, " or ")})`;
}
