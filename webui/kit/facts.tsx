import type {ComponentChildren} from 'preact';

/** Titles with what they are, such as "Version" and "0.1.0". */
export function Facts({items}: {items: readonly (readonly [title: string, value: ComponentChildren])[]}) {
	return <dl class="facts">{items.map(([title, value]) => <div key={title}><dt>{title}</dt><dd>{value}</dd></div>)}</dl>;
}
