/** How much an attempt has used of its GPUs, as far as the server looked. */
export interface GpuUse {
	/** How many it had. */
	readonly gpus: number;
	/** Of the time, and of all of them together; absent where the driver does not tell. */
	readonly averagePercent?: number;
	/** What was seen last, while it runs. */
	readonly latestPercent?: number;
	readonly mostMemMb?: number;
	readonly latestMemMb?: number;
	/** What they have. */
	readonly totalMemMb?: number;
}

/** What a server says; undefined for anything else. */
export function parseGpuUse(value: unknown): GpuUse | undefined {
	const fields = new Map<string, unknown>(typeof value === "object" && value !== null ? Object.entries(value) : []);
	const gpus = fields.get("gpus");
	if (typeof gpus !== "number") return undefined;
	const amounts = amountNames.flatMap((name) => {
		const amount = fields.get(name);
		return typeof amount === "number" ? [[name, amount]] : [];
	});
	return { gpus, ...Object.fromEntries(amounts) };
}

const amountNames = ["averagePercent", "latestPercent", "mostMemMb", "latestMemMb", "totalMemMb"] as const;

/** `asked 1 GPU, used 7 % on average, 2.1 GB of 80 GB at most` */
export function formatGpuUse(use: GpuUse): string {
	const { gpus, averagePercent, latestPercent, mostMemMb } = use;
	const percent = [
		...(latestPercent === undefined ? [] : [`${latestPercent} % now`]),
		...(averagePercent === undefined ? [] : [`${averagePercent} % on average`]),
	];
	return [
		`asked ${gpus} ${gpus === 1 ? "GPU" : "GPUs"}`,
		...(percent.length === 0 ? [] : [`used ${percent.join(", ")}`]),
		...(mostMemMb === undefined ? [] : [`${memoryText(mostMemMb, use.totalMemMb)} at most`]),
	].join(", ");
}

/** `GPU 7 %, 2.1 GB` */
export function formatGpuUseBriefly({ gpus, averagePercent, mostMemMb }: GpuUse): string {
	const amounts = [
		...(averagePercent === undefined ? [] : [`${averagePercent} %`]),
		...(mostMemMb === undefined ? [] : [gigabytes(mostMemMb)]),
	];
	return `${gpus === 1 ? "GPU" : `${gpus} GPUs`} ${amounts.join(", ")}`.trimEnd();
}

/** `7 %, 2.1 GB of 80 GB` */
export function formatGpuUseNow({ latestPercent, latestMemMb, totalMemMb }: GpuUse): string {
	return [
		...(latestPercent === undefined ? [] : [`${latestPercent} %`]),
		...(latestMemMb === undefined ? [] : [memoryText(latestMemMb, totalMemMb)]),
	].join(", ");
}

function memoryText(usedMb: number, totalMb: number | undefined): string {
	const used = gigabytes(usedMb);
	return totalMb === undefined ? `${used} of memory` : `${used} of ${gigabytes(totalMb)}`;
}

function gigabytes(megabytes: number): string {
	if (megabytes < 1024) return `${megabytes} MB`;
	const amount = megabytes / 1024;
	return `${amount < 9.95 ? Math.round(amount * 10) / 10 : Math.round(amount)} GB`;
}
