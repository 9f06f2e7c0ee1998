import {useEffect} from 'preact/hooks';
import type {SystemView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Page, Section, WhenLoaded} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {CertificateSection} from './certificate-section.js';
import {FactoryReset} from './factory-reset.js';
import {LogViewer} from './log-viewer.js';
import {Machine} from './machine.js';
import {Restart} from './restart.js';

const refreshMs = 10_000;

/** The machine that the box runs on, its certificate, its log, and how to start it anew. */
export function SystemPage({store}: {store: Store}) {
	const {t} = useTranslator();
	const {state, reload} = useResource<SystemView>(store, {path: '/system', reloadOn: ['settings.changed']});
	useEffect(() => {
		const timer = setInterval(() => {
			// A box that can not be reached is told of by the banner of the lost connection.
			if (!document.hidden && store.connection.peek() !== 'lost') void reload();
		}, refreshMs);
		return () => clearInterval(timer);
	}, [reload, store]);
	return (
		<Page title={t('place.system')} summary={t('system.summary')}>
			<WhenLoaded state={state.value} retry={() => void reload()}>
				{view => (
					<>
						<Machine store={store} view={view} />
						<Section title={t('system.restart')} about={t('system.restartAbout')}><Restart store={store} view={view} /></Section>
					</>
				)}
			</WhenLoaded>
			<CertificateSection store={store} />
			<Section title={t('system.log')} about={t('system.logAbout')}><LogViewer store={store} /></Section>
			<Section title={t('system.reset')} about={t('system.resetAbout')}><FactoryReset store={store} /></Section>
		</Page>
	);
}
