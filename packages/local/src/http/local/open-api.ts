import type { LocalEndpoint, Param } from "./local-endpoint.ts";
import { localSchemas } from "./schemas.ts";

/** The description of our own surface, made from the table that answers. */
export function openApi(version: string, endpoints: readonly LocalEndpoint[]): Readonly<Record<string, unknown>> {
	return {
		openapi: "3.1.0",
		info: {
			title: "chronos-job, local surface",
			version,
			description:
				"What the embedded server tells beyond the Chronos v1 REST API: runs, logs, reasons, events. Times are ISO 8601 in UTC, with milliseconds.",
			license: { name: "Apache-2.0", identifier: "Apache-2.0" },
		},
		security: [{}, { basic: [] }],
		paths: Object.fromEntries(endpoints.map((endpoint) => [pathOf(endpoint), { get: operationOf(endpoint) }])),
		components: {
			schemas: localSchemas,
			securitySchemes: { basic: { type: "http", scheme: "basic" } },
		},
	};
}

function pathOf({ path }: LocalEndpoint): string {
	return path.replace("...}", "}");
}

function operationOf(endpoint: LocalEndpoint): object {
	const { id, about, params = {}, query = {}, headers = {}, problems = {} } = endpoint;
	const parameters = [
		...parametersIn("path", params, true),
		...parametersIn("query", query, false),
		...parametersIn("header", headers, false),
	];
	return {
		operationId: id,
		summary: `${about}.`,
		...(parameters.length === 0 ? {} : { parameters }),
		responses: {
			200: successOf(endpoint),
			...Object.fromEntries(Object.entries(problems).map(([status, description]) => [status, problemOf(description)])),
		},
	};
}

function parametersIn(place: string, params: Readonly<Record<string, Param>>, required: boolean): readonly object[] {
	return Object.entries(params).map(([name, { about, schema }]) => ({
		name,
		in: place,
		required,
		description: about,
		schema,
	}));
}

function successOf({ about, reply }: LocalEndpoint): object {
	const { type, schema, headers = {} } = reply;
	const shown = Object.entries(headers).map(([name, { about: description, schema: shape }]) => [
		name,
		{ description, schema: shape },
	]);
	const shape = schema === undefined ? { type: "string" } : { $ref: `#/components/schemas/${schema}` };
	return {
		description: `${about}.`,
		...(shown.length === 0 ? {} : { headers: Object.fromEntries(shown) }),
		content: { [type]: { schema: shape } },
	};
}

function problemOf(description: string): object {
	return {
		description,
		content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
	};
}
