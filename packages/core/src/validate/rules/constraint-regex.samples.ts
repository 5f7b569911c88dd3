import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The value of `LIKE` and `UNLIKE` is a Java regular expression that has to match the whole attribute. One that Java cannot compile is answered with 500 and an HTML page. Only mistakes that are certain are reported here.",
	valid: [
		String.raw`{"name": "a", "constraints": [["hostname", "LIKE", "gpu-[1-4]\\.example\\.com"], ["rack", "UNLIKE", "a++(?i)b\\Q*\\E"]]}`,
		`{"name": "a", "constraints": [["hostname", "EQUALS", "*"], ["hostname", "like", "*"]]}`,
	],
	invalid: [
		{ text: `{"name": "a", "constraints": [["hostname", "LIKE", «"*.example.com"»]]}`, says: '"*"' },
		{ text: `{"name": "a", "constraints": [["hostname", "UNLIKE", «"gpu(1"»]]}`, says: '"(" is never closed' },
	],
};
