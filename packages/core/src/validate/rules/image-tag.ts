import { eachJob, type Rule } from "../rule.ts";

export const imageTag: Rule = {
	code: "image.tag",
	severity: "warning",
	about: "The image has no fixed version.",
	check: eachJob(function* ({ draft: { container } }) {
		const image = container?.image;
		// With a forced pull every run takes the newest image, which is a choice.
		if (image === undefined || container?.forcePullImage === true || !/^[\w./:-]*\w$/.test(image)) return;
		const tag = image.slice(image.lastIndexOf("/") + 1).split(":")[1];
		if (image.includes("://") || (tag !== undefined && tag !== "latest")) return;
		yield {
			path: ["container", "image"],
			message: `${tag === undefined ? "without a tag" : "with the tag latest"}, every agent keeps whichever "${image}" it pulled first`,
			hint: 'Name a version as in "debian:12", or set "forcePullImage": true.',
		};
	}),
};
