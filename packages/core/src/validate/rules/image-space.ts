import { findPlaceholder } from "../find-placeholder.ts";
import { quote } from "../format-value.ts";
import { eachJob, type Rule } from "../rule.ts";

export const imageSpace: Rule = {
	code: "image.space",
	severity: "error",
	about: "The name of the image has a space in it.",
	check: eachJob(function* ({ draft: { container } }) {
		const image = container?.image;
		if (image === undefined || !/\s/.test(image)) return;
		const trimmed = image.trim();
		// An empty one and a template have rules of their own.
		if (trimmed === "" || findPlaceholder(image, "nobody") !== undefined) return;
		const path = ["container", "image"];
		const title = `Write ${quote(trimmed)}`;
		yield {
			path,
			message: `the image ${quote(image)} has a space in its name, and no container runtime pulls it`,
			...(/\s/.test(trimmed)
				? { hint: "Remove what does not belong to the name." }
				: { hint: `${title}.`, fix: { title, changes: [{ path, change: { kind: "set", value: trimmed } }] } }),
		};
	}),
};
