import { findPathSlip } from "../path-slip.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";

export const volumePathTypo: Rule = {
	code: "volume.path-typo",
	severity: "warning",
	about: "The two paths of a volume differ by what looks like a slip.",
	check: eachJob(function* ({ draft: { container } }) {
		for (const [index, volume] of (container?.volumes ?? []).entries()) {
			const { containerPath: inside, hostPath: outside } = volume ?? {};
			if (inside === undefined || outside === undefined || inside === outside) continue;
			const slip = findPathSlip(inside, outside);
			if (slip === undefined) continue;
			const [wrong, right] = slip === "second" ? ["hostPath", inside] : ["containerPath", outside];
			const path = ["container", "volumes", index, wrong];
			const message = `containerPath "${inside}" and hostPath "${outside}" differ by a single slip`;
			yield { path, message, ...adviceOn(path, right, slip !== "either") };
		}
	}),
};

function adviceOn(path: Remark["path"], right: string, isSure: boolean): Pick<Remark, "hint" | "fix"> {
	const title = `Write "${right}"`;
	if (!isSure) return { hint: `${title} if both are meant to be the same.` };
	return { hint: `${title}.`, fix: { title, changes: [{ path, change: { kind: "set", value: right } }] } };
}
