import type {ComponentChildren} from 'preact';
import {useId, useRef} from 'preact/hooks';

export type Tab = {name: string; title: string};
export type TabsProps = {label: string; tabs: readonly Tab[]; current: string; onChange: (name: string) => void; children: ComponentChildren};

/** One of several parts of a page; arrow keys go from one to the next. */
export function Tabs({label, tabs, current, onChange, children}: TabsProps) {
	const id = useId();
	const list = useRef<HTMLDivElement>(null);
	const go = (step: number) => {
		const place = (tabs.findIndex(({name}) => name === current) + step + tabs.length) % tabs.length;
		const next = tabs[place];
		if (next) onChange(next.name);
		list.current?.querySelectorAll('button').item(place).focus();
	};
	return (
		<>
			<div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={({key}) => {
				if (key === 'ArrowRight') go(1);
				if (key === 'ArrowLeft') go(-1);
			}}>
				{tabs.map(({name, title}) => (
					<button
						key={name} type="button" role="tab" id={`${id}-${name}`} aria-selected={name === current} aria-controls={name === current ? `${id}-panel` : undefined}
						tabIndex={name === current ? 0 : -1} onClick={() => onChange(name)}
					>{title}</button>
				))}
			</div>
			<div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`}>{children}</div>
		</>
	);
}
