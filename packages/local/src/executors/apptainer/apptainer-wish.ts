/** A thing that a job wants of its container. */
export interface ApptainerWish {
	/** Words of the command line before the image. */
	readonly options?: readonly string[];
	readonly variables?: Readonly<Record<string, string>>;
	readonly entrypoint?: string;
	readonly workDirectory?: string;
	/** Directories that have to be there before. */
	readonly folders?: readonly string[];
	readonly isReadOnly?: boolean;
	readonly sharesIpc?: boolean;
}

export type ApptainerWishes =
	| { readonly kind: "wishes"; readonly wishes: readonly ApptainerWish[] }
	| { readonly kind: "refused"; readonly reason: string };

export function wish(...wishes: readonly ApptainerWish[]): ApptainerWishes {
	return { kind: "wishes", wishes };
}

export function refuseWish(reason: string): Extract<ApptainerWishes, { kind: "refused" }> {
	return { kind: "refused", reason };
}

/** All of them, or the first refusal. */
export function joinWishes(parts: readonly ApptainerWishes[]): ApptainerWishes {
	const refusal = parts.find(({ kind }) => kind === "refused");
	if (refusal !== undefined) return refusal;
	return wish(...parts.flatMap((part) => (part.kind === "wishes" ? part.wishes : [])));
}

export interface ApptainerMount {
	readonly source: string;
	readonly target: string;
	readonly isReadOnly: boolean;
}

/** The words of a mount, which are a line of CSV: paths may have commas and colons. */
export function mountWords({ source, target, isReadOnly }: ApptainerMount): readonly string[] {
	const fields = ["type=bind", `source=${source}`, `destination=${target}`, ...(isReadOnly ? ["ro"] : [])];
	return [
		"--mount",
		fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(","),
	];
}
