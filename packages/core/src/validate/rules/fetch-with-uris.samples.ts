import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A new job with both is answered with 400 and `Tried to add both uri (deprecated) and fetch parameters`; an update is accepted, and every run fetches the files twice. `GET jobs` shows the same files under both names, so what was copied from there cannot be sent back.",
	valid: [
		`{"name": "a", "fetch": [{"uri": "http://a/b"}], "uris": []}`,
		`{"name": "a", "fetch": [], "uris": ["http://a/b"]}`,
	],
	invalid: [
		{
			text: `{"name": "a", «"uris"»: ["http://a/b"], "fetch": [{"uri": "http://a/b", "executable": false, "cache": false, "extract": true}]}`,
			fixed: `{"name": "a", "fetch": [{"uri": "http://a/b", "executable": false, "cache": false, "extract": true}]}`,
			says: "even if both say the same",
		},
		{
			text: `{"name": "a", «"uris"»: ["http://a/c"], "fetch": [{"uri": "http://a/b"}]}`,
			fixed: `{"name": "a", "fetch": [{"uri": "http://a/b"}, { "uri": "http://a/c" }]}`,
			says: "refuses a new job",
		},
	],
};
