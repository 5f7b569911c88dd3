import type { Template } from "./template.ts";

export const gpuRecas: Template = {
	name: "gpu-recas",
	about: "A GPU job for ReCaS-Bari: a Mesos container with your home folder, once",
	questions: {
		name: "gpu-job",
		command: "nvidia-smi",
		image: "registry-clustergpu.recas.ba.infn.it/gvino/cuda11.5.0-base-ubuntu20.04:0.1",
		user: "",
	},
	fields: ({ name, command, image, user }) => [
		{ key: "name", value: `${user}-${name}`, comment: "The site asks for your user name in front" },
		{
			key: "command",
			value: `${command} > /lustrehome/${user}/${user}-${name}.log 2>&1`,
			comment: "Logs cannot be fetched from the cluster, so the command writes them to your home folder",
		},
		{ key: "runAsUser", value: user, comment: "Your Unix user, so that the files are yours" },
		{ key: "owner", value: user, comment: "Shown by the server" },
		{ key: "ownerName", value: user, comment: "Shown by the server" },
		{ key: "cpus", value: 4, comment: "Processors" },
		{ key: "mem", value: 8192, comment: "Memory in MB" },
		{ key: "disk", value: 256, comment: "Space in MB; 10 would be 10 MB" },
		{ key: "gpus", value: 1, comment: "Whole GPUs; needs a MESOS container" },
		{ key: "retries", value: 0, comment: "With retries a job that fails once would start again every year" },
		{
			key: "container",
			value: {
				type: "MESOS",
				image,
				forcePullImage: true,
				volumes: [{ containerPath: `/lustrehome/${user}`, hostPath: `/lustrehome/${user}`, mode: "RW" }],
			},
			comment: "The same path inside and outside keeps scripts working in both places",
		},
		{ key: "schedule", value: "R1//P1Y", comment: "R1: once. Nothing between the slashes: at once" },
	],
};
