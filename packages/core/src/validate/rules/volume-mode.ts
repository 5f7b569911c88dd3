import { eachJob, type Remark, type Rule } from "../rule.ts";

export const volumeMode: Rule = {
	code: "volume.mode",
	severity: "error",
	about: "The mode of a volume is neither RW nor RO.",
	check: eachJob(function* ({ draft: { container } }) {
		for (const [index, volume] of (container?.volumes ?? []).entries()) {
			if (volume?.mode === undefined || /^r[wo]$/i.test(volume.mode)) continue;
			yield {
				path: ["container", "volumes", index, "mode"],
				message: `Chronos knows no volume mode "${volume.mode}"`,
				...adviceOn(volume.mode, index),
			};
		}
	}),
};

function adviceOn(mode: string, index: number): Pick<Remark, "hint" | "fix"> {
	const meant = meantBy(mode);
	if (meant === undefined) return { hint: 'Write "RW" for reading and writing, or "RO" for reading only.' };
	const path = ["container", "volumes", index, "mode"];
	return {
		hint: `Write "${meant}".`,
		fix: { title: `Write "${meant}"`, changes: [{ path, change: { kind: "set", value: meant } }] },
	};
}

function meantBy(mode: string): string | undefined {
	if (/^(wr?|r\W*w|read[\W_]*write)$/i.test(mode.trim())) return "RW";
	return /^(ro?|read[\W_]*only)$/i.test(mode.trim()) ? "RO" : undefined;
}
