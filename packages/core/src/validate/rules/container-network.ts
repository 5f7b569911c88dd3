import { eachJob, type Remark, type Rule } from "../rule.ts";

/** What other systems call the three networks. */
const synonyms: Readonly<Record<string, string>> = { "CONTAINER/BRIDGE": "BRIDGE", CONTAINER: "USER" };

export const containerNetwork: Rule = {
	code: "container.network",
	severity: "error",
	about: "The container's network is not BRIDGE, HOST or USER in upper case.",
	check: eachJob(function* ({ draft: { container } }) {
		const network = container?.network;
		if (network === undefined || /^(BRIDGE|HOST|USER)$/.test(network)) return;
		yield { path: ["container", "network"], message: `Chronos knows no network "${network}"`, ...adviceOn(network) };
	}),
};

function adviceOn(network: string): Pick<Remark, "hint" | "fix"> {
	const upper = network.trim().toUpperCase();
	const meant = /^(BRIDGE|HOST|USER)$/.test(upper) ? upper : synonyms[upper];
	if (meant === undefined) return { hint: 'Write "BRIDGE", "HOST" or "USER", in upper case.' };
	return {
		hint: `Write "${meant}".`,
		fix: {
			title: `Write "${meant}"`,
			changes: [{ path: ["container", "network"], change: { kind: "set", value: meant } }],
		},
	};
}
