const mic = 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3Z M5.5 11a6.5 6.5 0 0 0 13 0 M12 17.5V21';

const paths = {
	mic,
	'mic-off': `${mic} M3.5 3.5l17 17`,
	'hang-up': 'M3 14.5c5-5.5 13-5.5 18 0l-2.5 2.5-3.5-1.5v-3.3a12 12 0 0 0-6 0v3.3L5.5 17Z',
	phone: 'M5 4h4l1.5 4.5L8 10.2a12 12 0 0 0 5.8 5.8l1.7-2.5L20 15v4a1.5 1.5 0 0 1-1.6 1.5A15 15 0 0 1 3.5 5.6 1.5 1.5 0 0 1 5 4Z',
	lock: 'M6 11h12v9H6Z M8.5 11V8a3.5 3.5 0 0 1 7 0v3',
	unlock: 'M6 11h12v9H6Z M8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2',
	record: 'M12 6.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11Z',
	stop: 'M7 7h10v10H7Z',
	pause: 'M8.5 6v12 M15.5 6v12',
	star: 'M12 4l2.4 5 5.5.7-4 3.8 1 5.5-4.9-2.7L7.1 19l1-5.5-4-3.8 5.5-.7Z',
	close: 'M6 6l12 12 M18 6L6 18',
	line: 'M4 7h16v10H4Z M8 17v3 M12 17v3 M16 17v3 M8 7V4 M16 7V4',
	bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15Z M10.5 20.5h3',
	ear: 'M7 10a5 5 0 0 1 10 0c0 3.5-3.5 4-3.5 7a2.8 2.8 0 0 1-5 1.7 M10 10.5a2.2 2.2 0 0 1 4.2-.8',
	voice: 'M4 10v4 M8 7v10 M12 4v16 M16 8v8 M20 10.5v3',
	check: 'M5 12.5l4.5 4.5L19 7.5',
	arrow: 'M9 6l6 6-6 6',
	menu: 'M4 7h16 M4 12h16 M4 17h16',
	leave: 'M10 4H5v16h5 M9.5 12H20 M16.5 8.5L20 12l-3.5 3.5',
	live: 'M12 10.5a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3Z M8 8a5.6 5.6 0 0 0 0 8 M16 8a5.6 5.6 0 0 1 0 8 M5.2 5.2a9.6 9.6 0 0 0 0 13.6 M18.8 5.2a9.6 9.6 0 0 1 0 13.6',
	handset: 'M4 9.5C4 6 7.5 4.5 12 4.5S20 6 20 9.5v1.5h-4.5V9.2h-7V11H4Z M7 20l1.2-6h7.6L17 20Z',
	people: 'M9 5.2a3 3 0 1 1 0 6a3 3 0 0 1 0-6Z M3.5 19.5c0-3.3 2.4-5.3 5.5-5.3s5.5 2 5.5 5.3 M15.5 5.6a3 3 0 0 1 0 5.2 M17 14.6c2.1.7 3.5 2.4 3.5 4.9',
	person: 'M12 4.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7Z M5 20c0-3.8 3-6 7-6s7 2.2 7 6',
	clock: 'M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16Z M12 7.5V12l3 2',
	keypad: 'M6 6h.01 M12 6h.01 M18 6h.01 M6 12h.01 M12 12h.01 M18 12h.01 M6 18h.01 M12 18h.01 M18 18h.01',
	link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1 M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
	sliders: 'M4 7h9 M17 7h3 M15 5v4 M4 17h3 M11 17h9 M9 15v4 M4 12h12 M19 12h1 M17.5 10v4',
	list: 'M9 6h11 M9 12h11 M9 18h11 M4.5 6h.01 M4.5 12h.01 M4.5 18h.01',
	archive: 'M4 5h16v4H4Z M5.5 9v10h13V9 M10 13h4',
	chip: 'M7 7h10v10H7Z M10 3.5V7 M14 3.5V7 M10 17v3.5 M14 17v3.5 M3.5 10H7 M3.5 14H7 M17 10h3.5 M17 14h3.5',
	incoming: 'M18 6L6.5 17.5 M6.5 9v8.5H15',
	outgoing: 'M6 18L17.5 6.5 M9 6.5h8.5V15',
	up: 'M6 15l6-6 6 6',
	down: 'M6 9l6 6 6-6',
	share: 'M12 15V4 M8 8l4-4 4 4 M6 12v8h12v-8',
	plus: 'M12 5v14 M5 12h14',
	edit: 'M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19Z M13.5 7l3.5 3.5',
	delete: 'M5 7h14 M10 7V4.5h4V7 M7 7l1 13h8l1-13 M10.5 11v5 M13.5 11v5',
	copy: 'M9 9h10v11H9Z M15 9V4.5H5V16h4',
	search: 'M10.5 4.5a6 6 0 1 1 0 12a6 6 0 0 1 0-12Z M15 15l5 5',
	eye: 'M2.5 12c4.5-7.5 14.5-7.5 19 0c-4.5 7.5-14.5 7.5-19 0Z M12 9.3a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 0 1 0-5.4Z',
	'eye-off': 'M2.5 12c4.5-7.5 14.5-7.5 19 0c-4.5 7.5-14.5 7.5-19 0Z M4 20L20 4',
	undo: 'M8.5 5L4 9.5L8.5 14 M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3',
	restart: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4 M19.5 3.5v4.3h-4.3',
	conference: 'M12 4.5a3 3 0 1 1 0 6a3 3 0 0 1 0-6Z M5.5 10a2.3 2.3 0 1 1 0 4.6a2.3 2.3 0 0 1 0-4.6Z M18.5 10a2.3 2.3 0 1 1 0 4.6a2.3 2.3 0 0 1 0-4.6Z M7 20c0-4 2-6 5-6s5 2 5 6 M2 19.5c0-1.6.8-2.8 2-3.5 M22 19.5c0-1.6-.8-2.8-2-3.5',
	shield: 'M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5c-4.5-1.5-7.5-5-7.5-9.5V6Z',
	download: 'M12 4v11 M7.5 11l4.5 4.5l4.5-4.5 M4.5 20h15',
	upload: 'M12 16V5 M7.5 9L12 4.5L16.5 9 M4.5 20h15',
	play: 'M8 5l11 7l-11 7Z',
	box: 'M4 5h16v6H4Z M4 13h16v6H4Z M7.5 8v.1 M7.5 16v.1',
	key: 'M8 11.5a4 4 0 1 1 0 .1Z M12 12h9 M18 12v3.5',
	hand: 'M7 12V6.5a1.3 1.3 0 0 1 2.6 0V11 M9.6 11V4.8a1.3 1.3 0 0 1 2.6 0V11 M12.2 11V5.5a1.3 1.3 0 0 1 2.6 0V12 M14.8 12V8a1.3 1.3 0 0 1 2.6 0v6.5c0 3.5-2 6-5.2 6c-3 0-4.3-1.5-5.7-4L4.7 13.5c-.6-1.2.9-2 1.7-1Z',
	info: 'M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 0 1 0-17Z M12 11v5 M12 8v.1',
	warning: 'M12 4l9 16H3Z M12 10v4.5 M12 17.3v.2',
} as const;

export type IconName = keyof typeof paths;

/** Says nothing to a screen reader: the words beside it do. */
export function Icon({name}: {name: IconName}) {
	return (
		<svg class="icon" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false">
			<path d={paths[name]} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
		</svg>
	);
}
