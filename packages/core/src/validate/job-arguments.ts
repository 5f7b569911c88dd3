import type { JobDraft } from "./flaws.ts";
import type { Remark } from "./rule.ts";

/** The arguments that become part of the task id; none for a job that starts an executor (contract §5.2, §5.9). */
export function taskArguments({ executor = "", arguments: args = [] }: JobDraft): readonly (string | undefined)[] {
	return executor === "" ? args : [];
}

/** Chronos appends the arguments to the command anyway, so writing them there changes nothing but the task id. */
export function moveIntoCommand({ command = "", shell, arguments: args = [] }: JobDraft): Pick<Remark, "hint" | "fix"> {
	const hint = 'Write the arguments into "command".';
	const isSame = shell !== false && command !== "" && args.every((arg) => arg !== undefined && !/[;\n\r]/.test(arg));
	if (!isSame) return { hint };
	return {
		hint,
		fix: {
			title: "Move the arguments into the command",
			changes: [
				{ path: ["command"], change: { kind: "set", value: [command, ...args].join(" ") } },
				{ path: ["arguments"], change: { kind: "remove" } },
			],
		},
	};
}
