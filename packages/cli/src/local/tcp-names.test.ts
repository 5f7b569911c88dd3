import { describe, expect, it } from "vitest";
import { tcpNames } from "./tcp-names.ts";

const loopback = ["127.0.0.1", "localhost", "::1"];
const machine = { hostNames: [], machineName: "gpu7.example.org" };
const named = { ...machine, hostNames: ["jobs.example.org", "gpu7"] };

describe("a server on TCP is called", () => {
	it.each([
		["127.0.0.1", machine, { shown: "127.0.0.1", accepted: [], hosts: loopback }],
		["::1", machine, { shown: "::1", accepted: [], hosts: ["::1", "127.0.0.1", "localhost"] }],
		[
			"127.0.0.1",
			named,
			{ shown: "127.0.0.1", accepted: named.hostNames, hosts: ["127.0.0.1", ...named.hostNames, "localhost", "::1"] },
		],
		[
			"0.0.0.0",
			machine,
			{
				shown: "gpu7.example.org",
				accepted: ["gpu7.example.org", "gpu7"],
				hosts: ["gpu7.example.org", "gpu7", ...loopback],
			},
		],
		[
			"::",
			named,
			{
				shown: "jobs.example.org",
				accepted: ["jobs.example.org", "gpu7", "gpu7.example.org"],
				hosts: ["jobs.example.org", "gpu7", "gpu7.example.org", ...loopback],
			},
		],
		[
			"10.0.0.5",
			machine,
			{
				shown: "10.0.0.5",
				accepted: ["gpu7.example.org", "gpu7"],
				hosts: ["10.0.0.5", "gpu7.example.org", "gpu7", ...loopback],
			},
		],
	])("on %s", (host, options, expected) => {
		expect(tcpNames(host, options)).toEqual(expected);
	});
});
