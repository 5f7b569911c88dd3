import * as fc from "fast-check";
import { Job, type JobSpec } from "../src/index.ts";

const text = fc.oneof(
	fc.string({ maxLength: 12, unit: "binary" }),
	fc.constantFrom("", "true", "null", "5", "a b", '\u001f\\u001f"\n'),
);
const name = fc.stringMatching(/^[\w.-]{1,12}$/);
const texts = fc.array(text, { maxLength: 3 });
const flag = fc.boolean();
const amount = fc.oneof(
	fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
	fc.nat(1_000_000),
	fc.constantFrom(0, 0.1, 1e7, 1e-4),
);
const port = fc.nat(65_535);
const pairs = fc.array(fc.record({ key: text, value: text }), { maxLength: 2 });
const constraint = fc.tuple(text, fc.constantFrom("EQUALS", "LIKE", "UNLIKE"), text);
const variables = fc.array(fc.record({ name: text, value: text }), { maxLength: 3 });
const counts = {
	successCount: fc.nat(),
	errorCount: fc.nat(),
	errorsSinceLastSuccess: fc.nat(),
	lastSuccess: text,
	lastError: text,
};

const specContainer = fc.record(
	{
		image: text,
		type: fc.constantFrom("DOCKER", "MESOS", "docker", "mesos"),
		network: fc.constantFrom("BRIDGE", "HOST", "USER"),
		networkName: text,
		networkInfos: fc.array(
			fc.record(
				{
					name: text,
					protocol: fc.constantFrom("IPv4", "IPv6"),
					labels: pairs,
					portMappings: fc.array(
						fc.record(
							{ hostPort: port, containerPort: port, protocol: text },
							{ requiredKeys: ["hostPort", "containerPort"] },
						),
						{ maxLength: 2 },
					),
				},
				{ requiredKeys: ["name"] },
			),
			{ maxLength: 2 },
		),
		volumes: fc.array(
			fc.record(
				{
					containerPath: text,
					hostPath: text,
					mode: fc.constantFrom("RW", "RO", "rw", "ro"),
					external: fc.record({ name: text, provider: text, options: pairs }, { requiredKeys: ["name", "provider"] }),
				},
				{ requiredKeys: ["containerPath"] },
			),
			{ maxLength: 2 },
		),
		forcePullImage: flag,
		parameters: pairs,
	},
	{ requiredKeys: ["image"] },
);

const specFields = {
	name,
	description: text,
	owner: text,
	ownerName: text,
	command: text,
	shell: flag,
	arguments: texts,
	runAsUser: text,
	executor: text,
	executorFlags: text,
	taskInfoData: text,
	softError: flag,
	cpus: amount,
	mem: amount,
	disk: amount,
	gpus: fc.nat(8),
	constraints: fc.array(constraint, { maxLength: 2 }),
	container: specContainer,
	fetch: fc.array(
		fc.record(
			{ uri: text, executable: flag, cache: flag, extract: flag, output_file: text },
			{ requiredKeys: ["uri"] },
		),
		{ maxLength: 2 },
	),
	uris: texts,
	environmentVariables: variables,
	retries: fc.integer(),
	disabled: flag,
	concurrent: flag,
	highPriority: flag,
	maxCompletionTime: fc.maxSafeNat(),
	dataProcessingJobType: flag,
};

const triggers = fc.oneof(
	fc.record({}),
	fc.record({ parents: fc.array(text, { minLength: 1, maxLength: 3 }) }),
	fc.record({ schedule: text, scheduleTimeZone: text }, { requiredKeys: ["schedule"] }),
);

/** Specs of all three kinds, with any fields missing. */
export const jobSpecs: fc.Arbitrary<JobSpec> = fc
	.tuple(fc.record(specFields, { requiredKeys: ["name"] }), triggers)
	.map(([fields, trigger]) => ({ ...fields, ...trigger }));

/** What servers of all versions may say about a job besides its spec. */
export const serverJobs: fc.Arbitrary<object> = fc
	.tuple(
		jobSpecs,
		fc.record(counts, { requiredKeys: [] }),
		fc.record({ epsilon: text, async: flag, state: text }, { requiredKeys: [] }),
	)
	.map(([spec, counters, others]) => ({ ...spec, ...counters, ...others }));

/** Jobs in canonical form. */
export const jobs: fc.Arbitrary<Job> = serverJobs.map((job) => Job.parse(job));
