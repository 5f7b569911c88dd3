import { applyEdits, type JobDocument, parseDocument, type Path } from "@chronos-job/core";

export interface FieldPlace {
	/** Which job of the document. */
	readonly job: number;
	readonly path: Path;
	readonly value: unknown;
}

/** The document with another value of one field: everything else stays as it is written, wherever that can be done. */
export function withField(document: JobDocument, { job, path, value }: FieldPlace): JobDocument {
	const edits = document.editsFor(job, path, { kind: "set", value });
	if (edits !== undefined) return parseDocument(applyEdits(document.text, edits).text, document.source);
	const values = document.values.map((each, index) => (index === job ? withValueAt(each, path, value) : each));
	const root = values.length === 1 ? values[0] : values;
	return parseDocument(`${JSON.stringify(root, undefined, 2)}\n`, document.source);
}

/** A copy with another value at a path; what is not there yet is made. */
export function withValueAt(root: unknown, path: Path, value: unknown): unknown {
	const [step, ...rest] = path;
	if (step === undefined) return value;
	if (typeof step === "number") {
		const items: readonly unknown[] = Array.isArray(root) ? root : [];
		const before = items.slice(0, step);
		return [...before, withValueAt(items[step], rest, value), ...items.slice(step + 1)];
	}
	const fields = typeof root === "object" && root !== null && !Array.isArray(root) ? root : {};
	const inside: unknown = Object.getOwnPropertyDescriptor(fields, step)?.value;
	return { ...fields, [step]: withValueAt(inside, rest, value) };
}
