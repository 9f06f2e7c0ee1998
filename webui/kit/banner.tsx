import type {ComponentChildren} from 'preact';
import {Icon} from './icon.js';

export type BannerProps = {
	children: ComponentChildren;
	/** `error` interrupts a screen reader, `warning` waits for its pause. */
	tone: 'warning' | 'error';
	dismiss?: {label: string; onPress: () => void};
};

export function Banner({children, tone, dismiss}: BannerProps) {
	return (
		<div class={`banner ${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
			<Icon name="warning" />
			<span class="banner-text">{children}</span>
			{dismiss && (
				<button type="button" class="banner-close" aria-label={dismiss.label} onClick={dismiss.onPress}>
					<Icon name="close" />
				</button>
			)}
		</div>
	);
}
