import { constantFrom, jsonValue, nat, record } from "fast-check";
import { mutate, random } from "@chronos-job/testkit";

const job =
	'{"name":"hello","command":"date","shell":true,"executor":"","executorFlags":"","taskInfoData":"","retries":2,"owner":"","ownerName":"","description":"","successCount":1,"errorCount":0,"lastSuccess":"2026-11-21T09:00:00.000Z","lastError":"","cpus":0.1,"disk":256.0,"mem":128.0,"disabled":false,"softError":false,"dataProcessingJobType":false,"errorsSinceLastSuccess":0,"fetch":[],"uris":["http://x/a"],"environmentVariables":[{"name":"A","value":"b"}],"arguments":[],"highPriority":false,"runAsUser":"root","concurrent":false,"maxCompletionTime":0,"container":{"type":"DOCKER","image":"x","network":"HOST","networkInfos":[],"volumes":[{"containerPath":"/x","mode":"RW"}],"forcePullImage":false,"parameters":[]},"constraints":[["a","LIKE","b"]],"schedule":"R/2030-01-01T00:00:00Z/P1D","scheduleTimeZone":""}';
const bodies = [
	`[${job}]`,
	job,
	'{"jobs":[{"name":"hello","status":"success","state":"1 running","schedule":"","parents":["a"],"disabled":false}]}',
	'{"histogram":{"75thPercentile":0.0,"95thPercentile":0.0,"98thPercentile":0.0,"99thPercentile":0.0,"median":0.0,"mean":0.0,"count":0},"taskStatHistory":[]}',
	'[{"jobNameLabel":"hello","time":0.0}]',
	'digraph G {\n  1 [ label="hello" ];\n}\n',
	"node,hello,success,1 running\nlink,hello,world\n",
	'{"leader":"x:4400"}',
	"pong\n",
	'{"version":"3.0.0","gauges":{"a":{"value":1}},"counters":{},"histograms":{},"meters":{},"timers":{}}',
	'{"version":"1.2.3","storeId":"x","lastEventId":1}',
	'{"message":"java.lang.IllegalArgumentException: requirement failed: Job \'hello\' not found\\n\\tat x","status":"Bad Request"}',
	"<html><pre>    java.lang.NullPointerException</pre></html>",
];

/** Whole replies with a wrong body, or replies that are wrong down to their framing. */
export const oddReplies = record({
	body: constantFrom(...bodies),
	json: jsonValue(),
	seed: nat(),
	kind: constantFrom("as it is", "mutated", "mutated", "any JSON", "all mutated"),
	status: constantFrom(200, 200, 200, 200, 204, 400, 401, 403, 404, 405, 415, 500, 503),
	type: constantFrom("application/json", "text/plain", "text/html;charset=iso-8859-1", ""),
}).map(({ body, json, seed, kind, status, type }) => {
	const texts = { "as it is": body, mutated: mutate(body, random(seed)), "any JSON": JSON.stringify(json) };
	const text = Buffer.from(kind === "all mutated" ? body : texts[kind]).toString("latin1");
	const headers = `Content-Type: ${type}\r\nContent-Length: ${text.length}\r\n`;
	const reply = `HTTP/1.1 ${status} X\r\n${headers}\r\n${status === 204 ? "" : text}`;
	return kind === "all mutated" ? { text: mutate(reply, random(seed)), isCut: true } : { text: reply, isCut: false };
});
