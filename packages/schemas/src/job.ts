import { z } from "zod";
import { fillJob } from "./fill-job.ts";
import type { Immutable } from "./immutable.ts";
import { Constraint } from "./spec/placement.ts";
import { EnvironmentVariable } from "./spec/fetch.ts";
import { Label, Parameter } from "./spec/container.ts";

const count = z.int();

export const Counters = z.strictObject({
	successCount: count.meta({ description: "How many runs have succeeded, or were marked as successful by hand." }),
	errorCount: count.meta({
		description:
			"How many runs have failed for good, each once however often it was tried again. Killed runs do not count.",
	}),
	errorsSinceLastSuccess: count.meta({ description: "How many runs have failed for good since one succeeded." }),
	lastSuccess: z.string().meta({
		description: "When a run last succeeded, in UTC; empty when none ever has.",
		examples: ["2030-01-01T12:34:56.789Z"],
	}),
	lastError: z.string().meta({
		description: "When a run last failed for good, in UTC; empty when none ever has.",
		examples: ["2030-01-01T12:34:56.789Z"],
	}),
});
export type Counters = Immutable<z.infer<typeof Counters>>;

const portMapping = z.strictObject({ hostPort: z.int(), containerPort: z.int(), protocol: z.string().optional() });
const networkInfo = z.strictObject({
	name: z.string(),
	protocol: z.enum(["IPv4", "IPv6"]).optional(),
	labels: z.array(Label),
	portMappings: z.array(portMapping),
});
const volume = z.strictObject({
	containerPath: z.string(),
	hostPath: z.string().optional(),
	mode: z.enum(["RW", "RO"]).optional(),
	external: z.strictObject({ name: z.string(), provider: z.string(), options: z.array(Parameter) }).optional(),
});
const container = z.strictObject({
	type: z.enum(["DOCKER", "MESOS"]),
	image: z.string(),
	network: z.enum(["BRIDGE", "HOST", "USER"]),
	networkName: z.string().optional(),
	networkInfos: z.array(networkInfo),
	volumes: z.array(volume),
	forcePullImage: z.boolean(),
	parameters: z.array(Parameter),
});
const fetch = z.strictObject({
	uri: z.string(),
	executable: z.boolean(),
	cache: z.boolean(),
	extract: z.boolean(),
	output_file: z.string().optional(),
});

/** What a job on a server looks like once every peculiarity of the server is gone. */
export const CanonicalJob = z
	.strictObject({
		name: z.string(),
		command: z.string(),
		shell: z.boolean(),
		// Only 2.x servers write these two; they are kept so that what was read can be written back.
		epsilon: z.string().optional(),
		executor: z.string(),
		executorFlags: z.string(),
		taskInfoData: z.string(),
		retries: z.int(),
		owner: z.string(),
		ownerName: z.string(),
		description: z.string(),
		async: z.boolean().optional(),
		...Counters.shape,
		cpus: z.number(),
		disk: z.number(),
		mem: z.number(),
		// Their presence tells the build of the server (contract §0.3).
		gpus: z.int().optional(),
		maxCompletionTime: z.int().optional(),
		disabled: z.boolean(),
		softError: z.boolean(),
		dataProcessingJobType: z.boolean(),
		fetch: z.array(fetch),
		uris: z.array(z.string()),
		environmentVariables: z.array(EnvironmentVariable),
		arguments: z.array(z.string()),
		highPriority: z.boolean(),
		runAsUser: z.string(),
		concurrent: z.boolean(),
		container: container.optional(),
		constraints: z.array(Constraint),
		parents: z.array(z.string()).optional(),
		schedule: z.string().optional(),
		scheduleTimeZone: z.string().optional(),
	})
	.refine(({ parents, schedule }) => parents === undefined || schedule === undefined)
	.refine(({ schedule, scheduleTimeZone }) => (schedule === undefined) === (scheduleTimeZone === undefined))
	.meta({
		not: { required: ["schedule", "parents"] },
		dependencies: { schedule: ["scheduleTimeZone"], scheduleTimeZone: ["schedule"] },
	});

/** A job as any server sends it (contract §2.8); missing fields get their defaults, unknown ones are dropped. */
export const Job = z.preprocess(fillJob, CanonicalJob);
export type Job = Immutable<z.infer<typeof CanonicalJob>>;
