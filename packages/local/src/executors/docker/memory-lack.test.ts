import { Job } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { findMemoryDoubt, memoryLackOf } from "./memory-lack.ts";

describe("whether an engine keeps containers within their memory", () => {
	it.each([
		["rootless Podman on version 1 does not", { CgroupVersion: "1", MemoryLimit: true }, true, /^it is rootless on/],
		[
			"rootless on version 2 without delegation does not",
			{ CgroupVersion: "2", MemoryLimit: false },
			true,
			/delegated/,
		],
		["root's on a kernel without does not", { CgroupVersion: "1", MemoryLimit: false }, false, /^the kernel/],
	] as const)("%s", (...[, info, isRootless, because]) => {
		expect(memoryLackOf(info, { isRootless })).toMatchObject({ because: expect.stringMatching(because) });
	});

	it.each([
		["rootless on version 2", { CgroupVersion: "2", MemoryLimit: true }, true],
		["root's on version 1", { CgroupVersion: "1", MemoryLimit: true }, false],
		["one that does not say", {}, false],
	] as const)("%s does", (_, info, isRootless) => {
		expect(memoryLackOf(info, { isRootless })).toBeUndefined();
	});
});

describe("the doubt about a job", () => {
	const traits = { isPodman: true, isRootless: true, seesFiles: true, memoryLack: { because: "it is rootless" } };
	const jobOf = (fields: object) => Job.parse({ name: "a", schedule: "R1//P1Y", command: "x", ...fields });
	const boxed = { container: { image: "busybox" } };

	it("is told when it names its memory", () => {
		expect(findMemoryDoubt(jobOf({ ...boxed, mem: 512 }), traits)).toBe(
			"the engine of containers does not keep it within its 512 MB of memory, as it is rootless",
		);
	});

	it.each([
		["of one that names none", jobOf(boxed), traits],
		["of one without a container", jobOf({ mem: 512 }), traits],
		["where memory is kept", jobOf({ ...boxed, mem: 512 }), { ...traits, memoryLack: undefined }],
		["before an engine is known", jobOf({ ...boxed, mem: 512 }), undefined],
	])("is none %s", (_, job, known) => {
		expect(findMemoryDoubt(job, known)).toBeUndefined();
	});
});
