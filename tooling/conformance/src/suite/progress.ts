import { isEmpty, isFailedRequirement, isNoContent, isPage } from "../answers.ts";
import type { Chronos } from "../chronos.ts";
import type { Topic } from "../chronos-test.ts";
import type { Reply } from "../send.ts";

const taskOf = (job: string): string => `ct:1420843781398:0:${job}:`;

function report(
	chronos: Chronos,
	job: string,
	{ task = taskOf(job), body = '{"numAdditionalElementsProcessed":5}' } = {},
): Promise<Reply> {
	const headers = { "Content-Type": "application/json" };
	return chronos.call("POST", `job/${job}/task/${encodeURIComponent(task)}/progress`, { headers, body });
}

export const progress: Topic = {
	name: "POST progress",
	tests: [
		{
			name: "progress of a job that tracks data is 204",
			section: "§1.4.10",
			run: async (chronos) => isNoContent(await report(chronos, await chronos.create({ dataProcessingJobType: true }))),
		},
		{
			name: "progress of an unknown job is 400",
			section: "§1.4.10",
			run: async (chronos) => {
				const name = chronos.name();
				isFailedRequirement(await report(chronos, name), `JobSchedule '${name}' not found`);
			},
		},
		{
			name: "progress of a task id that is none is 400",
			section: "§1.4.10",
			run: async (chronos) => {
				const name = await chronos.create({ dataProcessingJobType: true });
				isFailedRequirement(await report(chronos, name, { task: "nonsense" }), "Invalid task id format nonsense");
			},
		},
		{
			name: "progress of a job that tracks no data is 400",
			section: "§1.4.10",
			run: async (chronos) => {
				const name = await chronos.create();
				isFailedRequirement(await report(chronos, name), `JobSchedule '${name}' is not enabled to track data`);
			},
		},
		{
			name: "a negative progress is 400",
			section: "§1.4.10",
			run: async (chronos) => {
				const name = await chronos.create({ dataProcessingJobType: true });
				isFailedRequirement(
					await report(chronos, name, { body: '{"numAdditionalElementsProcessed":-1}' }),
					"numAdditionalElementsProcessed (-1) is not positive",
				);
			},
		},
		{
			name: "a progress of 0 is fine",
			section: "§1.4.10",
			run: async (chronos) => {
				const name = await chronos.create({ dataProcessingJobType: true });
				isNoContent(await report(chronos, name, { body: '{"numAdditionalElementsProcessed":0}' }));
			},
		},
		{
			name: "a progress without number does nothing and is 204",
			section: "§1.4.10",
			run: async (chronos) => {
				const name = await chronos.create({ dataProcessingJobType: true });
				isNoContent(await report(chronos, name, { body: "{}" }));
			},
		},
		{
			name: "an unknown key in a progress is 500 as HTML",
			section: "§1.4.10",
			run: async (chronos) => {
				const name = await chronos.create({ dataProcessingJobType: true });
				isPage(await report(chronos, name, { body: '{"numAdditionalElementsProcessed":1,"more":2}' }), 500, "");
			},
		},
		{
			name: "the job of a progress is looked at before the task id",
			section: "§1.4.10",
			run: async (chronos) => {
				const name = chronos.name();
				isFailedRequirement(await report(chronos, name, { task: "nonsense" }), `JobSchedule '${name}' not found`);
			},
		},
		{
			name: "the task id of a progress is looked at before the kind of job",
			section: "§1.4.10",
			run: async (chronos) => {
				const name = await chronos.create();
				isFailedRequirement(await report(chronos, name, { task: "nonsense" }), "Invalid task id format nonsense");
			},
		},
		{
			name: "the kind of job is looked at before the number",
			section: "§1.4.10",
			run: async (chronos) => {
				const name = await chronos.create();
				isFailedRequirement(
					await report(chronos, name, { body: '{"numAdditionalElementsProcessed":-1}' }),
					`JobSchedule '${name}' is not enabled to track data`,
				);
			},
		},
		{
			name: "a task id may have arguments with colons",
			section: "§5.2",
			run: async (chronos) => {
				const name = await chronos.create({ dataProcessingJobType: true });
				isNoContent(await report(chronos, name, { task: `ct:1420843781398:0:${name}:a:b c` }));
			},
		},
		{
			name: "a slash in a task id cannot be routed",
			section: "§1.4.10",
			run: async (chronos) => {
				const name = await chronos.create({ dataProcessingJobType: true });
				const headers = { "Content-Type": "application/json" };
				isEmpty(
					await chronos.call("POST", `job/${name}/task/ct%3A1%3A0%3A${name}%3A/a/progress`, { headers, body: "{}" }),
					404,
				);
			},
		},
		{
			name: "a progress without content type is 415",
			section: "§1.8",
			run: async (chronos) => {
				const name = await chronos.create({ dataProcessingJobType: true });
				const path = `job/${name}/task/${encodeURIComponent(taskOf(name))}/progress`;
				isEmpty(await chronos.call("POST", path, { body: '{"numAdditionalElementsProcessed":5}' }), 415);
			},
		},
	],
};
