export type BarProps = {
	/** What it measures; read out by screen readers. */
	label: string;
	value: number;
	max: number;
	/** What both are in words, such as "3 MB of 60 MB". */
	text: string;
	/** From here on (a part of `max`) it warns. */
	warnAt?: number;
};

/** How much of something is used up, in words and as a bar. */
export function Bar({label, value, max, text, warnAt = 0.9}: BarProps) {
	const part = max > 0 ? Math.min(1, Math.max(0, value / max)) : 1;
	return (
		<div class="bar-figure">
			<span class="bar-track" role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={max} aria-valuenow={Math.min(value, max)} aria-valuetext={text}>
				<span class={`bar-fill${part >= warnAt ? ' full' : ''}`} style={{width: `${(part * 100).toFixed(1)}%`}} />
			</span>
			<span class="bar-text">{text}</span>
		</div>
	);
}
