import { z } from "zod";
import type { Immutable } from "../immutable.ts";
import { defaultOf } from "../job-fields.ts";

export const Operator = z.enum(["EQUALS", "LIKE", "UNLIKE"]);
export type Operator = z.infer<typeof Operator>;

export const Constraint = z
	.tuple([
		z.string().meta({
			description:
				"An attribute of the agents, or `hostname`. An agent that lacks the attribute never fits, not even with UNLIKE.",
			examples: ["hostname"],
		}),
		Operator.meta({
			description:
				"`EQUALS` compares text; `LIKE` and `UNLIKE` match the whole value against a Java regular expression. Upper case only; Chronos silently drops a constraint with any other operator. UNLIKE since 2.5.",
		}),
		z.string().meta({ description: "The text or the regular expression.", examples: ["gpu-node-.*"] }),
	])
	.meta({ title: "Constraint" });
export type Constraint = Immutable<z.infer<typeof Constraint>>;

const amount = z.number().min(0);

export const placementFields = {
	cpus: amount.optional().meta({
		description:
			"How many CPU cores the run reserves; parts of a core are fine. Whether it is also a hard limit is up to the agents. 0 means the server's default, usually 0.1.",
		default: defaultOf("cpus"),
		examples: [4, 0.5],
	}),
	mem: amount.optional().meta({
		description:
			"How much memory the run reserves, in MB, although the web interface says GiB. A run that uses more is usually killed. 0 means the server's default, usually 128 MB.",
		default: defaultOf("mem"),
		examples: [8192],
	}),
	disk: amount.optional().meta({
		description:
			"How much disk space the run's sandbox reserves, in MB, although the web interface says GiB; mounted volumes do not count. 0 means the server's default, usually 256 MB. An amount that no agent has left keeps the job queued for ever.",
		default: defaultOf("disk"),
		examples: [1024],
	}),
	gpus: z
		.int32()
		.min(0)
		.optional()
		.meta({
			description:
				"How many GPUs the run reserves; whole ones only. Only sites with a GPU-aware build honour it: every official release drops the field without a word and runs the job without GPU. GPUs are handed out to containers of type `MESOS`. 0 means the server's default, usually none.",
			default: defaultOf("gpus"),
			examples: [1],
		}),
	constraints: z
		.array(Constraint)
		.optional()
		.meta({
			description:
				"Conditions an agent has to meet, each `[attribute, operator, value]`; all of them have to hold. If no agent meets them the job stays queued for ever, without any message.",
			default: defaultOf("constraints"),
			examples: [[["hostname", "LIKE", "gpu-node-[12]\\.example\\.org"]]],
		}),
};
