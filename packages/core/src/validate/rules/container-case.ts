import type { Path } from "../../document/position.ts";
import { formatPath } from "../format-path.ts";
import type { JobDraft } from "../flaws.ts";
import { eachJob, type Rule } from "../rule.ts";

type ContainerDraft = NonNullable<JobDraft["container"]>;

export const containerCase: Rule = {
	code: "container.case",
	severity: "note",
	about: "A word of the container is not written in upper case, as Chronos will print it.",
	check: eachJob(function* ({ draft: { container } }) {
		for (const [path, word] of container === undefined ? [] : wordsOf(container)) {
			const upper = word?.toUpperCase();
			if (word === upper || !/^(DOCKER|MESOS|RW|RO)$/.test(upper ?? "")) continue;
			yield {
				path,
				message: `${formatPath(path)} is "${word}", which Chronos stores and prints as "${upper}"`,
				hint: `Write "${upper}".`,
				fix: { title: `Write "${upper}"`, changes: [{ path, change: { kind: "set", value: upper } }] },
			};
		}
	}),
};

function wordsOf({ type, volumes = [] }: ContainerDraft): readonly (readonly [Path, string | undefined])[] {
	const modes = volumes.map((volume, index) => [["container", "volumes", index, "mode"], volume?.mode] as const);
	return [[["container", "type"], type], ...modes];
}
