import { describe, expect, it } from "vitest";
import { fillJob } from "./fill-job.ts";

const filled = (fields: object) => fillJob({ name: "a", ...fields });
const container = (fields: object) => filled({ container: { image: "i", ...fields } });

describe("a job of any server", () => {
	it("gets the defaults of what is missing", () => {
		expect(fillJob({ name: "a", command: "true" })).toEqual({
			name: "a",
			command: "true",
			shell: true,
			executor: "",
			executorFlags: "",
			taskInfoData: "",
			retries: 2,
			owner: "",
			ownerName: "",
			description: "",
			successCount: 0,
			errorCount: 0,
			lastSuccess: "",
			lastError: "",
			cpus: 0.1,
			disk: 256,
			mem: 128,
			disabled: false,
			softError: false,
			dataProcessingJobType: false,
			errorsSinceLastSuccess: 0,
			fetch: [],
			uris: [],
			environmentVariables: [],
			arguments: [],
			highPriority: false,
			runAsUser: "root",
			concurrent: false,
			constraints: [],
		});
	});

	it("of 2.x keeps epsilon and async", () => {
		expect(filled({ epsilon: "PT15M", async: true })).toMatchObject({ epsilon: "PT15M", async: true });
	});

	it("tells its build by maxCompletionTime and gpus", () => {
		expect(filled({ maxCompletionTime: 0, gpus: 1 })).toMatchObject({ maxCompletionTime: 0, gpus: 1 });
		expect(filled({})).not.toHaveProperty("maxCompletionTime");
		expect(filled({})).not.toHaveProperty("gpus");
	});

	it("loses what no version knows", () => {
		expect(filled({ labels: { a: "b" }, state: "idle" })).toEqual(filled({}));
	});

	it.each([
		["text for a number", { mem: "512" }, { mem: 512 }],
		["text for a whole number", { retries: "2.7" }, { retries: 2 }],
		["junk for a number", { cpus: "many" }, { cpus: 0 }],
		["a huge whole number", { successCount: 1e300 }, { successCount: Number.MAX_SAFE_INTEGER }],
		["a number for text", { owner: 5 }, { owner: "5" }],
		["an object for text", { owner: {} }, { owner: "" }],
		["text for a flag", { shell: " true ", disabled: "TRUE" }, { shell: true, disabled: false }],
		["a number for a flag", { shell: 1, disabled: 0.5 }, { shell: true, disabled: false }],
		["numbers in a list of text", { arguments: [1, "b"] }, { arguments: ["1", "b"] }],
		[
			"null for anything",
			{ shell: null, retries: null, owner: null, uris: null },
			{ shell: true, retries: 2, owner: "", uris: [] },
		],
		["an object for a list", { uris: {} }, { uris: [] }],
	])("may have %s", (_, sent, read) => {
		expect(filled(sent)).toMatchObject(read);
	});

	it("has a zone if it has a schedule", () => {
		expect(filled({ schedule: "R1//P1Y" })).toMatchObject({ schedule: "R1//P1Y", scheduleTimeZone: "" });
		expect(filled({ scheduleTimeZone: "Europe/Rome" })).not.toHaveProperty("scheduleTimeZone");
	});

	it("has no schedule if it has parents", () => {
		const job = filled({ parents: ["b"], schedule: "R1//P1Y", scheduleTimeZone: "UTC" });
		expect(job).toMatchObject({ parents: ["b"] });
		expect(job).not.toHaveProperty("schedule");
		expect(job).not.toHaveProperty("scheduleTimeZone");
	});
});

describe("the container of any server", () => {
	it("is filled", () => {
		expect(container({})).toMatchObject({
			container: {
				type: "DOCKER",
				image: "i",
				network: "HOST",
				networkInfos: [],
				volumes: [],
				forcePullImage: false,
				parameters: [],
			},
		});
	});

	it("may be written in lower case", () => {
		const volumes = [{ containerPath: "/a", mode: "ro" }];
		expect(container({ type: "docker", volumes })).toMatchObject({
			container: { type: "DOCKER", volumes: [{ containerPath: "/a", mode: "RO" }] },
		});
	});

	it("has ports as text", () => {
		const networkInfos = [{ name: "n", portMappings: [{ hostPort: "31080", containerPort: "80" }] }];
		expect(container({ networkInfos })).toMatchObject({
			container: { networkInfos: [{ name: "n", labels: [], portMappings: [{ hostPort: 31_080, containerPort: 80 }] }] },
		});
	});

	it("is none without an image", () => {
		expect(filled({ container: {} })).not.toHaveProperty("container");
	});

	it("loses parts that lack what they need", () => {
		const parts = { volumes: [{ hostPath: "/a" }], networkInfos: [{}], parameters: [{ key: "a" }, "b"] };
		expect(container(parts)).toMatchObject({ container: { volumes: [], networkInfos: [], parameters: [] } });
	});
});

it("fetch entries are filled, an empty output file is none", () => {
	expect(
		filled({
			fetch: [
				{ uri: "u", output_file: "" },
				{ extract: false, output_file: "f" },
			],
		}),
	).toMatchObject({
		fetch: [
			{ uri: "u", executable: false, cache: false, extract: true },
			{ uri: "", executable: false, cache: false, extract: false, output_file: "f" },
		],
	});
});

it("constraints with an unknown operator are dropped, as the server does", () => {
	const constraints = [
		["hostname", "LIKE", "x"],
		["hostname", "UNIQUE", ""],
		["hostname", "like", "x"],
		["hostname"],
		"x",
	];
	expect(filled({ constraints })).toMatchObject({ constraints: [["hostname", "LIKE", "x"]] });
});

it.each([undefined, null, "a", 5, [], {}, { name: null }])("%j is left to the check that follows", (value) => {
	expect(fillJob(value)).toBe(value);
});
