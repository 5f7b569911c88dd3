/** What is known of a GPU, or of a part of one that is divided. */
export interface Gpu {
	/** What names it to programs and to the engines of containers. */
	readonly id: string;
	readonly vendor: "nvidia" | "amd";
	readonly index?: number | undefined;
	readonly model?: string | undefined;
	readonly memMb?: number | undefined;
	readonly driver?: string | undefined;
	/** The newest CUDA that the driver knows. */
	readonly cuda?: string | undefined;
	/** The id of the one that it is a part of. */
	readonly partOf?: string | undefined;
	/** Its place among the parts. */
	readonly partIndex?: number | undefined;
}

/** The variables by which programs know their GPUs; without ids those that hide all of them. */
export function gpuVariables(ids: readonly string[]): Readonly<Record<string, string>> {
	const [nvidia, amd] = [namesOf(ids, "nvidia"), namesOf(ids, "amd")];
	// AMD's programs heed the variable of CUDA as well: empty, it would hide from them what is theirs.
	const cuda = nvidia === "" && amd !== "" ? {} : { CUDA_VISIBLE_DEVICES: nvidia };
	return { ...cuda, NVIDIA_VISIBLE_DEVICES: nvidia, ROCR_VISIBLE_DEVICES: amd };
}

export function vendorOf(id: string): Gpu["vendor"] {
	return id.startsWith(amdPrefix) ? "amd" : "nvidia";
}

/** What a vendor's own programs call it. */
export function ownNameOf(id: string): string {
	return id.slice(id.indexOf("=") + 1);
}

export const amdPrefix = "amd.com/gpu=";

function namesOf(ids: readonly string[], vendor: Gpu["vendor"]): string {
	return ids
		.filter((id) => vendorOf(id) === vendor)
		.map(ownNameOf)
		.join(",");
}
