/** A job with 25 fields, as a GPU site's users write it. */
export function typicalJob(name: string): object {
	return {
		name,
		command: `cd /lustrehome/rossi && python3 train.py --config ${name}.yaml > logs/${name}.log 2>&1`,
		shell: true,
		executor: "",
		executorFlags: "",
		taskInfoData: "",
		retries: 0,
		owner: "rossi",
		ownerName: "rossi",
		description: "one row of a parameter sweep",
		cpus: 4,
		disk: 1024,
		mem: 8192,
		gpus: 1,
		disabled: false,
		softError: false,
		dataProcessingJobType: false,
		fetch: [{ uri: "https://example.org/data.tar.gz", executable: false, cache: false, extract: true }],
		environmentVariables: [
			{ name: "PYTHONUNBUFFERED", value: "1" },
			{ name: "OMP_NUM_THREADS", value: "4" },
		],
		arguments: [],
		highPriority: false,
		runAsUser: "rossi",
		concurrent: false,
		container: {
			type: "MESOS",
			image: "registry.example.org/rossi/unet:1.4.0",
			volumes: [{ containerPath: "/lustrehome/rossi", hostPath: "/lustrehome/rossi", mode: "RW" }],
			forcePullImage: false,
		},
		schedule: "R1//P1Y",
	};
}

/** As many of them; every hundredth has something to remark on, as in real folders. */
export function manyJobs(count: number): readonly object[] {
	return Array.from({ length: count }, (_, index) => {
		const job = typicalJob(`sweep-${String(index).padStart(5, "0")}`);
		return index % 100 === 0 ? { ...job, retries: 2, environment: {} } : job;
	});
}
