import { readFileSync } from "node:fs";

/** As the package says that this module lies in; a bundle of somebody else's has none of its own. */
export function readOwnVersion(): string {
	try {
		const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
		const { name, version }: Partial<Record<"name" | "version", string>> = JSON.parse(text);
		return name === "@chronos-job/local" && version !== undefined ? version : unknown;
	} catch {
		return unknown;
	}
}

const unknown = "unknown";
