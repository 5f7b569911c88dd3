import { eachJob, type Rule } from "../rule.ts";

/** Below `low` nothing runs, above `high` no machine is that large: the number was meant in another unit. */
const plausible = [
	{ field: "mem", low: 16, high: 4_000_000 },
	{ field: "disk", low: 16, high: 100_000_000 },
] as const;

export const resourcesUnit: Rule = {
	code: "resources.unit",
	severity: "warning",
	about: "A size looks as if it was meant in another unit than MB.",
	check: eachJob(function* ({ draft }) {
		for (const { field, low, high } of plausible) {
			const mb = draft[field];
			if (mb === undefined || mb <= 0 || !Number.isFinite(mb)) continue;
			const meant = mb < low ? { unit: "GB", mb: mb * 1024 } : fromSmallerUnit(mb, high);
			if (meant === undefined) continue;
			yield {
				path: [field],
				message: `${field} counts in MB, so ${mb} means ${formatMb(mb)}`,
				hint: `Write ${Math.ceil(meant.mb)} if ${mb} ${meant.unit} is meant.`,
			};
		}
	}),
};

function fromSmallerUnit(size: number, high: number): { unit: string; mb: number } | undefined {
	if (size < high) return undefined;
	return size >= 1_000_000_000 ? { unit: "bytes", mb: size / 2 ** 20 } : { unit: "KB", mb: size / 1024 };
}

function formatMb(mb: number): string {
	return mb >= 1_000_000 ? `${Math.round(mb / 1_000_000)} TB` : `${mb} MB, not GB`;
}
