import { defineCommand } from "../command/define-command.ts";
import { targetArgs } from "../command/target-args.ts";
import type { Diagnosis } from "../doctor/diagnosis.ts";
import { doctorPage } from "../doctor/doctor-page.ts";
import { examine } from "../doctor/examine.ts";

export interface DoctorResult {
	/** In the order in which one depends on the other. */
	readonly found: readonly Diagnosis[];
}

export const doctor = defineCommand({
	name: "doctor",
	theme: "servers",
	about: "Look for what is wrong: with the configuration, on the way to the server, with its jobs",
	examples: [
		{
			line: "chronos-job doctor",
			about: "Of the server that is meant when none is named; answers 1 when something fails",
		},
		{ line: "chronos-job doctor --context local --output json", about: "For programs" },
	],
	args: targetArgs,

	run: async (args, session): Promise<DoctorResult> => ({ found: await examine(session, args) }),

	exit: ({ found }) => (found.some(({ state }) => state === "fails") ? 1 : 0),

	views: {
		result: ({ found }, screen) => doctorPage(found, screen),
		json: ({ found }) => ({ ok: found.every(({ state }) => state !== "fails"), checks: found }),
	},
});
