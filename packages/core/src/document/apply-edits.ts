import type { Edit, Fix } from "./finding.ts";

export interface EditedText {
	readonly text: string;
	/** How many wishes were left out because an earlier one touches the same characters. */
	readonly skipped: number;
}

/** Makes all edits at once; of two that overlap, the one listed first wins. */
export function applyEdits(text: string, edits: readonly Edit[]): EditedText {
	return applyGroups(
		text,
		edits.map((edit) => [edit]),
	);
}

/** Makes every fix wholly or not at all; of two that overlap, the one listed first wins. */
export function applyFixes(text: string, fixes: readonly Fix[]): EditedText {
	return applyGroups(
		text,
		fixes.map((fix) => fix.edits),
	);
}

function applyGroups(text: string, groups: readonly (readonly Edit[])[]): EditedText {
	const kept: Edit[] = [];
	let skipped = 0;
	for (const group of groups) {
		if (group.every((edit) => isInside(edit, text) && fits(kept, edit))) {
			for (const edit of group) kept.splice(placeOf(kept, edit), 0, edit);
		} else skipped += 1;
	}
	return { text: textWith(text, kept), skipped };
}

function isInside(edit: Edit, text: string): boolean {
	return edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length;
}

function fits(kept: readonly Edit[], edit: Edit): boolean {
	const place = placeOf(kept, edit);
	const before = kept[place - 1];
	const after = kept[place];
	return (before === undefined || !overlap(before, edit)) && (after === undefined || !overlap(edit, after));
}

/** Where the edit belongs among sorted ones: behind everything that starts and ends no later. */
function placeOf(kept: readonly Edit[], edit: Edit): number {
	let low = 0;
	let high = kept.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const other = kept[middle];
		if (other !== undefined && (other.start - edit.start || other.end - edit.end) <= 0) low = middle + 1;
		else high = middle;
	}
	return low;
}

// Two insertions at one place may stand side by side, but the same insertion twice is one wish.
function overlap(first: Edit, second: Edit): boolean {
	if (first.start === second.start && first.end === second.end) {
		return first.end > first.start || first.text === second.text;
	}
	return second.start < first.end;
}

function textWith(text: string, edits: readonly Edit[]): string {
	const parts: string[] = [];
	let copied = 0;
	for (const edit of edits) {
		parts.push(text.slice(copied, edit.start), edit.text);
		copied = edit.end;
	}
	parts.push(text.slice(copied));
	return parts.join("");
}
