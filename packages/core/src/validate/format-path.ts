import type { Path } from "../document/position.ts";

/** A path as people write it: `container.volumes[0].mode`. */
export function formatPath(path: Path): string {
	return path
		.map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${step}`))
		.join("");
}
