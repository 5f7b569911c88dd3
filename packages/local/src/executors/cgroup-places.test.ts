import { describe, expect, it } from "vitest";
import { ancestryOf, parseCgroupPlaces } from "./cgroup-places.ts";

const unified = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate";
const memory = "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory";
const cpu = "33 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct";
const hybrid = "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw";

describe("the control groups of a process", () => {
	it.each([
		["stand in the one hierarchy", "0::/a/b.scope\n", unified, ["2  /sys/fs/cgroup/a/b.scope"]],
		["may be the top", "0::/\n", unified, ["2  /sys/fs/cgroup"]],
		[
			"stand in one hierarchy for each controller",
			"4:memory:/x\n3:cpuacct,cpu:/y\n1:name=systemd:/z\n0::/u\n",
			[memory, cpu, hybrid].join("\n"),
			["1 memory /sys/fs/cgroup/memory/x", "1 cpuacct,cpu /sys/fs/cgroup/cpu,cpuacct/y", "2  /sys/fs/cgroup/unified/u"],
		],
		[
			"are told from the machine's top",
			"4:memory:/docker/c1/in\n",
			memory.replace(" / ", " /docker/c1 "),
			["1 memory /sys/fs/cgroup/memory/in"],
		],
		[
			"are the top of a container",
			"4:memory:/docker/c1\n",
			memory.replace(" / ", " /docker/c1 "),
			["1 memory /sys/fs/cgroup/memory"],
		],
		["have spaces", "0::/a b\n", unified.replace("/sys/fs/cgroup", "/sys/c\\040g"), ["2  /sys/c g/a b"]],
		["are not mounted", "0::/a\n4:memory:/x\n", "23 1 8:1 / / rw - ext4 /dev/sda1 rw", []],
		["are unknown", "", "", []],
	])("%s", (...[, cgroup, mountinfo, expected]) => {
		const places = parseCgroupPlaces(cgroup, mountinfo);
		expect(
			places.map(({ version, controllers, directory }) => `${String(version)} ${controllers.join()} ${directory}`),
		).toEqual(expected);
	});
});

it.each([
	["/cg/a/b", "/cg", ["/cg/a/b", "/cg/a", "/cg"]],
	["/cg", "/cg", ["/cg"]],
])("above %s in %s are %j", (directory, mountPoint, groups) => {
	expect(ancestryOf({ directory, mountPoint })).toEqual(groups);
});
