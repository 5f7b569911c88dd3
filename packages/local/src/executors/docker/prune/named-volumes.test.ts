import { Job } from "@chronos-job/schemas";
import { expect, it } from "vitest";
import { namedVolumes } from "./named-volumes.ts";

function volumesOf(container: object) {
	const job = Job.parse({ name: "j", schedule: "R1//P1Y", command: "true", container: { image: "x", ...container } });
	if (job.container === undefined) throw new Error("it has one");
	return namedVolumes(job.container);
}

const parameters = (...pairs: readonly (readonly [string, string])[]) => ({
	parameters: pairs.map(([key, value]) => ({ key, value })),
});

it.each<readonly [string, object, readonly object[]]>([
	["a folder of the machine", { volumes: [{ containerPath: "/a", hostPath: "/b" }] }, []],
	["a name", { volumes: [{ containerPath: "/a", hostPath: "data" }] }, [{ Name: "data" }]],
	["nothing", { volumes: [{ containerPath: "/a" }] }, []],
	[
		"one of a driver",
		{
			volumes: [
				{ containerPath: "/a", external: { name: "e", provider: "dvdi", options: [{ key: "size", value: "5" }] } },
			],
		},
		[{ Name: "e", Driver: "dvdi", DriverOpts: { size: "5" } }],
	],
	["a bind by a flag", parameters(["volume", "data:/a:ro"]), [{ Name: "data" }]],
	["a bind of a folder by a flag", parameters(["v", "/data:/a"], ["volume", "./x:/a"], ["volume", "/a"]), []],
	["a mount by a flag", parameters(["mount", "type=volume,source=m,target=/a"]), [{ Name: "m" }]],
	["a mounted folder by a flag", parameters(["mount", "type=bind,source=/m,target=/a"]), []],
	["a driver for binds", parameters(["volume", "d:/a"], ["volume-driver", "nfs"]), [{ Name: "d", Driver: "nfs" }]],
	["the same twice", parameters(["volume", "d:/a"], ["volume", "d:/b"]), [{ Name: "d" }]],
	["a flag that nobody knows", parameters(["frob", "d:/a"], ["volume", "d:/b"]), [{ Name: "d" }]],
])("a container that asks for %s", (_, container, expected) => {
	expect(volumesOf(container)).toEqual(expected);
});
