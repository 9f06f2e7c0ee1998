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
