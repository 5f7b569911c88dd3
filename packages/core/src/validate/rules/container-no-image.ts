import type { Flaw } from "../flaws.ts";
import { adviceOnMisspelling, isCertainlyMissing } from "../misspelt-field.ts";
import { eachJob, type ReadJob, type Remark, type Rule } from "../rule.ts";
import { valueAt } from "../value-at.ts";

export const containerNoImage: Rule = {
	code: "container.no-image",
	severity: "error",
	about: "The container has no image, and Chronos ignores all of it.",
	check: eachJob(function* (job) {
		const { container } = job.draft;
		if (container?.image?.trim() === "") yield emptyRemark;
		if (container === undefined || container.image !== undefined) return;
		if (job.flaws.some(isImageMissing) && isCertainlyMissing(["container", "image"], job)) yield remarkOn(job);
	}),
};

const emptyRemark: Remark = {
	path: ["container", "image"],
	message: "the image is empty, and every run fails without one",
	hint: 'Name an image as in "debian:12", or remove "container".',
};

function isImageMissing({ problem, path }: Flaw): boolean {
	return problem === "missing" && path.length === 2 && path[0] === "container";
}

function remarkOn(job: ReadJob): Remark {
	return {
		path: ["container"],
		at: "key",
		hint: adviceOn(valueAt(job.value, ["container", "docker", "image"])),
		...adviceOnMisspelling(["container", "image"], job),
		message: "the container has no image, so Chronos ignores it and runs the command directly on the machine",
	};
}

/** Marathon's containers have their image one level deeper. */
function adviceOn(image: unknown): string {
	const example = typeof image === "string" ? `"image": ${JSON.stringify(image)}` : '"image"';
	return `Add ${example} directly inside "container".`;
}
