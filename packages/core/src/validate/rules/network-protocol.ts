import { eachJob, type Remark, type Rule } from "../rule.ts";

export const networkProtocol: Rule = {
	code: "network.protocol",
	severity: "error",
	about: "The protocol of a network is neither IPv4 nor IPv6.",
	check: eachJob(function* ({ draft: { container } }) {
		for (const [index, network] of (container?.networkInfos ?? []).entries()) {
			const protocol = network?.protocol;
			if (protocol === undefined || protocol === "IPv4" || protocol === "IPv6") continue;
			yield {
				path: ["container", "networkInfos", index, "protocol"],
				message: `Chronos knows no network protocol "${protocol}"`,
				...adviceOn(protocol, index),
			};
		}
	}),
};

function adviceOn(protocol: string, index: number): Pick<Remark, "hint" | "fix"> {
	const version = /^ipv?([46])$/i.exec(protocol)?.[1];
	if (version === undefined) return { hint: 'Write "IPv4" or "IPv6".' };
	const value = `IPv${version}`;
	const path = ["container", "networkInfos", index, "protocol"];
	return {
		hint: `Write "${value}".`,
		fix: { title: `Write "${value}"`, changes: [{ path, change: { kind: "set", value } }] },
	};
}
