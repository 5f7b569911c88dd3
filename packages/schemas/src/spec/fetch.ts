import { z } from "zod";
import type { Immutable } from "../immutable.ts";
import { defaultOf } from "../job-fields.ts";

export const Fetch = z
	.strictObject({
		uri: z.string().meta({
			description:
				"Where the file is: `http://`, `https://`, `ftp://`, `hdfs://`, `s3://` or a path on the agent. Anything the Mesos fetcher of the agent understands works.",
			examples: ["https://example.org/data/input.tar.gz"],
		}),
		executable: z.boolean().optional().meta({
			description: "Set the executable bit on the file after the download.",
			default: false,
		}),
		cache: z.boolean().optional().meta({
			description:
				"Keep the file in the agent's fetcher cache, so that the next run on the same agent does not download it again. A changed file under the same address is then not noticed.",
			default: false,
		}),
		extract: z.boolean().optional().meta({
			description:
				"Unpack the file when its name ends like an archive (`.tar.gz`, `.tgz`, `.zip` and so on). Servers 2.5 and 3.0.0 take a missing value for false, later ones for true: write it out when it matters.",
			default: true,
		}),
		output_file: z
			.string()
			.optional()
			.meta({
				description: "The name the file gets in the sandbox, instead of the last part of its address. Since 3.0.1.",
				examples: ["input.tar.gz"],
			}),
	})
	.meta({ title: "File to fetch" });
export type Fetch = Immutable<z.infer<typeof Fetch>>;

export const EnvironmentVariable = z
	.strictObject({
		name: z.string().meta({
			description:
				"The name of the variable. Names that Chronos sets itself (`CHRONOS_JOB_NAME`, `HOST`, `mesos_task_id` and others) keep Chronos' value.",
			examples: ["OMP_NUM_THREADS"],
		}),
		value: z.string().meta({
			description:
				'The value, always a string: write `"4"`, not `4`. Everybody who can read the job on the server can read it, so it is no place for passwords.',
			examples: ["4"],
		}),
	})
	.meta({ title: "Environment variable" });
export type EnvironmentVariable = Immutable<z.infer<typeof EnvironmentVariable>>;

export const fileFields = {
	fetch: z
		.array(Fetch)
		.optional()
		.meta({
			description:
				"Files that Mesos downloads into the sandbox, the working directory of the run, before the command starts; a failed download fails the run. Since 2.5. A new job that has both `fetch` and `uris` is refused.",
			default: defaultOf("fetch"),
			examples: [[{ uri: "https://example.org/data/input.tar.gz", extract: true }]],
		}),
	uris: z
		.array(z.string())
		.optional()
		.meta({
			description:
				"The old way to fetch files: addresses only, archives are always unpacked. Deprecated in favour of `fetch`, which is the only one of the two to use in new jobs; servers before 2.5 know nothing else.",
			default: defaultOf("uris"),
			examples: [["https://example.org/data/input.tar.gz"]],
		}),
	environmentVariables: z
		.array(EnvironmentVariable)
		.optional()
		.meta({
			description:
				"Variables for the command's environment, a list of `{name, value}`. A name that occurs twice keeps its first value, and the variables that Chronos sets always win.",
			default: defaultOf("environmentVariables"),
			examples: [[{ name: "OMP_NUM_THREADS", value: "4" }]],
		}),
};
