/** Where an image comes from. */
export type ApptainerSource =
	/** A file or a directory of this machine. */
	| { readonly kind: "file"; readonly path: string }
	| {
			readonly kind: "pulled";
			readonly uri: string;
			/** The name that Docker knows it by; absent for what comes from elsewhere. */
			readonly dockerName?: string;
	  }
	| { readonly kind: "refused"; readonly reason: string };

export type PulledSource = Extract<ApptainerSource, { kind: "pulled" }>;

/** What an image is to Apptainer; a name without a scheme is one of Docker's. */
export function sourceOf(image: string): ApptainerSource {
	if (image.startsWith("/")) return { kind: "file", path: image };
	const [, scheme, rest = ""] = /^([a-z][a-z-]*):\/\/(.*)$/.exec(image) ?? [];
	const name = scheme === undefined ? image : rest;
	if (name === "") return { kind: "refused", reason: `the image "${image}" is none` };
	if (scheme === undefined || scheme === "docker") {
		return { kind: "pulled", uri: `docker://${name}`, dockerName: name };
	}
	// ORAS keeps its images in the same registries.
	if (scheme === "oras") return { kind: "pulled", uri: image, dockerName: name };
	if (others.has(scheme)) return { kind: "pulled", uri: image };
	return { kind: "refused", reason: `the image "${image}" comes from "${scheme}", which is not known here` };
}

const others: ReadonlySet<string> = new Set(["library", "shub", "http", "https"]);

/** Whether no engine of containers knows what that is. */
export function isApptainerOnly(image: string): boolean {
	const isAddress = /^(?:oras|library|shub|docker|https?):\/\//.test(image);
	return image.startsWith("/") || isAddress;
}
