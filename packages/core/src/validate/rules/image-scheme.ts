import { eachJob, type Rule } from "../rule.ts";

export const imageScheme: Rule = {
	code: "image.scheme",
	severity: "warning",
	about: "The image is written as a URL.",
	check: eachJob(function* ({ draft: { container } }) {
		const image = container?.image;
		if (image === undefined || !image.includes("://")) return;
		const plain = image.slice(image.indexOf("://") + 3);
		const path = ["container", "image"];
		yield {
			path,
			message: `an image is a name, and no container runtime pulls "${image}"`,
			hint: `Write "${plain}".`,
			...(image === `docker://${plain}` &&
				/^[\w.]/.test(plain) && {
					fix: { title: 'Remove "docker://"', changes: [{ path, change: { kind: "set", value: plain } }] },
				}),
		};
	}),
};
