import type {ComponentChildren} from 'preact';
import {Icon, type IconName} from './icon.js';

export type EmptyStateProps = {
	icon: IconName;
	title: string;
	/** What to do next, in a sentence. */
	children?: ComponentChildren;
	/** The button that does it. */
	action?: ComponentChildren;
};

/** Stands where a list is empty. */
export function EmptyState({icon, title, children, action}: EmptyStateProps) {
	return (
		<div class="empty-state">
			<span class="empty-state-sign"><Icon name={icon} /></span>
			<h2>{title}</h2>
			{children !== undefined && <p>{children}</p>}
			{action}
		</div>
	);
}
