import type { RulePage } from "../rule-page.ts";

const limited = (mark: (text: string) => string) =>
	`{"name": "a", "command": "true", ${mark('"maxCompletionTime"')}: 60}`;
const plain = (text: string) => text;
const marked = (text: string) => `«${text}»`;
const boxed = (inside: string) => `{"name": "a", "command": "true", "container": {"image": "i", ${inside}}}`;

export const page: RulePage = {
	chronos:
		"A server answers 204 and forgets every field that its build does not know: `maxCompletionTime` came after 3.0.2, `MESOS` containers, networks by name and external volumes with 3.0.1, `concurrent` with 3.0.0, `fetch`, `UNLIKE` and parameters for Docker with 2.5. No server tells its version; the fields of its jobs do, and `chronos-job context test` says what they tell. A `dialect` like `3.0.2` in the context goes before that.",
	valid: [
		limited(plain),
		{ text: limited(plain), serverBuilds: ["HEAD"] },
		{ text: limited(plain), serverBuilds: ["3.0.2", "HEAD"] },
		{ text: `{"name": "a", "command": "true"}`, serverBuilds: ["2.4"] },
		{ text: boxed('"type": "MESOS"'), serverBuilds: ["3.0.1"] },
		{ text: `{"name": "a", "command": "true", "concurrent": false, "fetch": []}`, serverBuilds: ["2.4"] },
	],
	invalid: [
		{ text: limited(marked), serverBuilds: ["3.0.0", "3.0.1", "3.0.2"], says: "(3.0.0, 3.0.1 or 3.0.2) drops maxComp" },
		{ text: limited(marked), serverBuilds: ["gpus"] },
		{ text: `{"name": "a", "command": "true", «"concurrent"»: true}`, serverBuilds: ["2.3", "2.4", "2.5"] },
		{ text: `{"name": "a", "command": "true", «"fetch"»: [{"uri": "http://x/y"}]}`, serverBuilds: ["2.4"] },
		{ text: `{"name": "a", "executor": "e", «"taskInfoData"»: "x"}`, serverBuilds: ["2.4"] },
		{
			text: `{"name": "a", "command": "true", "constraints": [["rack", "LIKE", "1"], «["rack", "UNLIKE", "2"]»]}`,
			serverBuilds: ["2.4"],
		},
		{
			text: `{"name": "a", "command": "true", "fetch": [{"uri": "http://x/y", «"output_file"»: "z"}]}`,
			serverBuilds: ["2.5", "3.0.0"],
		},
		{ text: boxed('«"parameters"»: [{"key": "k", "value": "v"}]'), serverBuilds: ["2.4"] },
		{ text: boxed('«"type"»: "mesos"'), serverBuilds: ["3.0.0"], says: "Docker" },
		{ text: boxed('«"networkName"»: "n"'), serverBuilds: ["3.0.0"] },
		{ text: boxed('«"networkInfos"»: [{"name": "n"}]'), serverBuilds: ["3.0.0"] },
		{
			text: boxed('"volumes": [{"containerPath": "/d", «"external"»: {"name": "v", "provider": "p"}}]'),
			serverBuilds: ["3.0.0"],
		},
	],
};
