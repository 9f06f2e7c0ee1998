import type {ComponentChildren} from 'preact';
import {useId} from 'preact/hooks';

export type SectionProps = {
	title: string;
	/** What this part is, in a sentence. */
	about?: ComponentChildren;
	actions?: ComponentChildren;
	/** By which a link finds it. */
	anchor?: string;
	children: ComponentChildren;
};

/** A part of a page on a surface of its own, with a heading. */
export function Section({title, about, actions, anchor, children}: SectionProps) {
	const id = useId();
	return (
		<section class="section" id={anchor} aria-labelledby={id}>
			<header class="section-head">
				<h2 id={id}>{title}</h2>
				{actions !== undefined && <div class="section-actions">{actions}</div>}
				{about !== undefined && <p>{about}</p>}
			</header>
			{children}
		</section>
	);
}
