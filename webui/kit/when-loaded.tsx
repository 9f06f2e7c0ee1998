import type {ComponentChildren} from 'preact';
import {useTranslator} from '../i18n/index.js';
import {Banner} from './banner.js';
import {Button} from './button.js';

type Why = {code: string; message: string};
export type WhenLoadedProps<T> = {
	/** The state of a resource. */
	state: {kind: 'loading'} | {kind: 'ready'; value: T; stale: Why | null} | {kind: 'failed'; failure: Why};
	/** Loads it again. */
	retry: () => void;
	children: (value: T) => ComponentChildren;
};

/** What is being loaded: a sign that it is under way, why it failed and a button to try again, or itself. */
export function WhenLoaded<T>({state, retry, children}: WhenLoadedProps<T>) {
	const {t, failure} = useTranslator();
	switch (state.kind) {
		case 'loading': return <Skeleton />;
		case 'failed': return <NotLoaded text={t('kit.notLoaded', {why: failure(state.failure)})} retry={retry} />;
		case 'ready': return (
			<>
				{state.stale && <NotLoaded text={t('kit.stale', {why: failure(state.stale)})} retry={retry} />}
				{children(state.value)}
			</>
		);
	}
}

function NotLoaded({text, retry}: {text: string; retry: () => void}) {
	const {t} = useTranslator();
	return (
		<div class="not-loaded">
			<Banner tone="error">{text}</Banner>
			<Button icon="restart" onPress={retry}>{t('kit.retry')}</Button>
		</div>
	);
}

/** Grey lines where a list will be. */
export function Skeleton() {
	const {t} = useTranslator();
	return (
		<div class="skeleton" role="status">
			<span class="hidden">{t('app.opening')}</span>
			<span class="skeleton-line" /><span class="skeleton-line" /><span class="skeleton-line" />
		</div>
	);
}
