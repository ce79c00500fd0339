/** Registers the cards and the dashboard strategy; each is loaded when a dashboard first shows it. */
export {};
