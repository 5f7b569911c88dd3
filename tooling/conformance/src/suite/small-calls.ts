import { isEmpty, isJson, isPage, isStatus } from "../answers.ts";
import type { Topic } from "../chronos-test.ts";
import { equal, holds, matches } from "../difference.ts";

const cacheControl = "must-revalidate,no-cache,no-store";

export const smallCalls: Topic = {
	name: "leader, ping, metrics, logging",
	tests: [
		{
			name: "the leader is a host and a port",
			section: "§1.4.15",
			run: async (chronos) => {
				const reply = await chronos.call("GET", "leader");
				isJson(reply);
				matches("the body", reply.text, /^\{"leader":"[^":]+:\d+"\}$/);
			},
		},
		{
			name: "there is no /leader at the root",
			section: "§1.2",
			run: async (chronos) => isPage(await chronos.request({ path: "/leader" }), 404, "Not Found"),
		},
		...["/info", "/isMaster", "/help", "/status", "/index.html"].map((path) => ({
			name: `there is no ${path}`,
			section: "§1.2",
			run: async (chronos: Parameters<Topic["tests"][number]["run"]>[0]) =>
				isPage(await chronos.request({ path }), 404, "Not Found"),
		})),
		{
			name: "a ping is a pong",
			section: "§1.4.16",
			run: async (chronos) => {
				const reply = await chronos.request({ path: "/ping" });
				isStatus(reply, 200);
				equal("the body", reply.text, "pong\n");
				equal("the content type", reply.headers["content-type"]?.toLowerCase(), "text/plain;charset=iso-8859-1");
			},
		},
		{
			name: "a ping has a Content-Length",
			section: "§1.1",
			run: async (chronos) =>
				equal("the header", (await chronos.request({ path: "/ping" })).headers["content-length"], "5"),
		},
		{
			name: "a ping is not to be cached",
			section: "§1.4.16",
			run: async (chronos) =>
				equal("the header", (await chronos.request({ path: "/ping" })).headers["cache-control"], cacheControl),
		},
		{
			name: "a ping allows credentials",
			section: "§1.4.16",
			run: async (chronos) => {
				const { headers } = await chronos.request({ path: "/ping" });
				equal("the header", headers["access-control-allow-credentials"], "true");
			},
		},
		{
			name: "a ping without Origin loses the star of CORS",
			section: "§1.4.16",
			run: async (chronos) => {
				const { headers } = await chronos.request({ path: "/ping" });
				equal("the header", headers["access-control-allow-origin"], undefined);
			},
		},
		{
			name: "a ping echoes the Origin",
			section: "§1.4.16",
			run: async (chronos) => {
				const { headers } = await chronos.request({ path: "/ping", headers: { Origin: "http://elsewhere.example" } });
				equal("the header", headers["access-control-allow-origin"], "http://elsewhere.example");
			},
		},
		{
			name: "HEAD ping is 200 without a body",
			section: "§1.1",
			run: async (chronos) => isEmpty(await chronos.request({ method: "HEAD", path: "/ping" }), 200),
		},
		...["POST", "PUT", "DELETE"].map((method) => ({
			name: `${method} ping is 405 as HTML`,
			section: "§1.4",
			run: async (chronos: Parameters<Topic["tests"][number]["run"]>[0]) =>
				isPage(
					await chronos.request({ method, path: "/ping" }),
					405,
					`HTTP method ${method} is not supported by this URL`,
				),
		})),
		{
			name: "metrics are an object of five kinds",
			section: "§1.4.17",
			run: async (chronos) => {
				const reply = await chronos.request({ path: "/metrics" });
				isStatus(reply, 200);
				matches("the content type", reply.headers["content-type"], /^application\/json\b/);
				equal("the keys", Object.keys(reply.json() as object), [
					"version",
					"gauges",
					"counters",
					"histograms",
					"meters",
					"timers",
				]);
				equal("the version", (reply.json() as { readonly version: string }).version, "3.0.0");
			},
		},
		{
			name: "metrics are not to be cached",
			section: "§1.4.17",
			run: async (chronos) =>
				equal("the header", (await chronos.request({ path: "/metrics" })).headers["cache-control"], cacheControl),
		},
		{
			name: "metrics are on one line unless they shall be pretty",
			section: "§1.4.17",
			run: async (chronos) => {
				holds("one line", !(await chronos.request({ path: "/metrics" })).text.trimEnd().includes("\n"));
				const pretty = await chronos.request({ path: "/metrics?pretty=true" });
				holds("many lines", pretty.text.includes("\n") && typeof pretty.json() === "object", pretty.text);
			},
		},
		{
			name: "metrics have the sizes of both queues",
			section: "§10.3",
			run: async (chronos) => {
				const { gauges } = (await chronos.request({ path: "/metrics" })).json() as {
					readonly gauges: Readonly<Record<string, { readonly value: unknown }>>;
				};
				for (const queue of ["queueSize", "highQueueSize"]) {
					const gauge = gauges[`org.apache.mesos.chronos.scheduler.jobs.TaskManager.${queue}`];
					equal(`the type of ${queue}`, typeof gauge?.value, "number");
				}
			},
		},
		{
			name: "keys of metrics are sorted",
			section: "§1.4.17",
			run: async (chronos) => {
				const metrics = (await chronos.request({ path: "/metrics" })).json() as Readonly<Record<string, object>>;
				for (const kind of ["gauges", "counters", "histograms", "timers"]) {
					const keys = Object.keys(metrics[kind] ?? {});
					equal(`the keys of ${kind}`, keys, keys.toSorted());
				}
			},
		},
		{
			name: "metrics count successes and failures of a job from its first result on",
			section: "§10.3",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.run(name);
				const { counters } = (await chronos.request({ path: "/metrics" })).json() as {
					readonly counters: Readonly<Record<string, unknown>>;
				};
				equal("successes", counters[`jobs.run.success.${name}`], { count: 1 });
				equal("failures", counters[`jobs.run.failure.${name}`], { count: 0 });
			},
		},
		{
			name: "metrics have a histogram of a job's durations",
			section: "§10.3",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.run(name);
				const { histograms } = (await chronos.request({ path: "/metrics" })).json() as {
					readonly histograms: Readonly<Record<string, object>>;
				};
				const histogram = histograms[`jobs.run.time.${name}`] ?? {};
				equal("its keys", Object.keys(histogram), [
					"count",
					"max",
					"mean",
					"min",
					"p50",
					"p75",
					"p95",
					"p98",
					"p99",
					"p999",
					"stddev",
				]);
			},
		},
		{
			name: "POST metrics is 405 as HTML",
			section: "§1.4",
			run: async (chronos) =>
				isPage(
					await chronos.request({ method: "POST", path: "/metrics" }),
					405,
					"HTTP method POST is not supported by this URL",
				),
		},
		{
			name: "logging is a page",
			section: "§1.4.18",
			run: async (chronos) => {
				const reply = await chronos.request({ path: "/logging" });
				isStatus(reply, 200);
				matches("the content type", reply.headers["content-type"], /^text\/html\b/);
			},
		},
		{
			name: "a log level can be set by a form",
			section: "§1.4.18",
			needs: ["disposable"],
			run: async (chronos) => {
				const headers = { "Content-Type": "application/x-www-form-urlencoded" };
				const reply = await chronos.request({
					method: "POST",
					path: "/logging",
					headers,
					body: "logger=conformance&level=INFO",
				});
				isStatus(reply, 200);
				matches("the content type", reply.headers["content-type"], /^text\/html\b/);
			},
		},
		{
			name: "logging has a form for each level",
			section: "§1.4.18",
			run: async (chronos) => {
				const { text } = await chronos.request({ path: "/logging" });
				holds("there is a form", /<form/i.test(text) && text.includes("DEBUG"), text);
			},
		},
		{
			name: "metrics measure the memory of the JVM",
			section: "§10.3",
			run: async (chronos) => {
				const { gauges } = (await chronos.request({ path: "/metrics" })).json() as { readonly gauges: object };
				holds(
					"there is such a gauge",
					Object.keys(gauges).some((key) => key.startsWith("jvm.memory.")),
					Object.keys(gauges),
				);
			},
		},
		{
			name: "metrics time the calls",
			section: "§10.3",
			run: async (chronos) => {
				await chronos.call("GET", "jobs");
				const { timers } = (await chronos.request({ path: "/metrics" })).json() as { readonly timers: object };
				const timer = "org.apache.mesos.chronos.scheduler.api.JobManagementResource.list";
				holds("there is a timer of the list", timer in timers, Object.keys(timers));
			},
		},
	],
};
