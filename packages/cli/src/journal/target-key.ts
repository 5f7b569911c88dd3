import type { Target } from "@chronos-job/core";

/** A short name for the folder of an installation: the same whatever its context is called. */
export function targetKey({ urls }: Pick<Target, "urls">): string {
	const text = urls.map((url) => url.replace(/\/+$/, "")).toSorted();
	return fnv1a(text.join("\n"));
}

/** 64 bits of FNV-1a: nobody attacks these names, and `node:crypto` would have to be loaded. */
function fnv1a(text: string): string {
	const hash = new TextEncoder()
		.encode(text)
		.reduce((hash, byte) => BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n), 0xcbf29ce484222325n);
	return hash.toString(16).padStart(16, "0");
}
