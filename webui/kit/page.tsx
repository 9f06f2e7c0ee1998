import type {ComponentChildren} from 'preact';

export type PageProps = {
	title: string;
	/** A sentence or a figure beside the title. */
	summary?: ComponentChildren;
	/** Buttons that are about the whole page. */
	actions?: ComponentChildren;
	children: ComponentChildren;
};

/** The part of the page that changes with the place: its heading, what can be done with all of it, its content. */
export function Page({title, summary, actions, children}: PageProps) {
	return (
		<main class="page" id="content" tabIndex={-1}>
			<div class="page-head">
				<h1>{title}</h1>
				{summary !== undefined && <p>{summary}</p>}
				{actions !== undefined && <div class="page-actions">{actions}</div>}
			</div>
			{children}
		</main>
	);
}
