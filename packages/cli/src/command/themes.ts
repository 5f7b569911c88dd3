/** What commands are about, in the order in which the help of the program shows them. */
export const themes = {
	run: "Run jobs",
	look: "Look at jobs",
	follow: "Follow what runs",
	change: "Change jobs",
	files: "Job files",
	servers: "Servers, and this program",
} as const;

export type Theme = keyof typeof themes;
