import {useTranslator} from '../../i18n/index.js';
import {goTo, Page, Tabs, useNotice} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {Bans} from './bans.js';
import {PhoneForm} from './phone-form.js';
import {Phones} from './phones.js';
import {RouteForm} from './route-form.js';
import {Routes} from './routes.js';
import {TrunkForm} from './trunk-form.js';
import {Trunks} from './trunks.js';

const home = '/trunks';
const parts = ['trunks', 'phones', 'routes', 'bans'] as const;
type Part = (typeof parts)[number];

export const placeOfPart = (part: string, id = ''): string => [part === 'trunks' && id === '' ? home : `${home}/${part}`, id].filter(piece => piece !== '').join('/');

/** Trunks, phones that register, routes and bans. `rest`: a part, then "new" or the id of what is changed. */
export function TrunksPage({store, rest}: {store: Store; rest: string}) {
	const {t} = useTranslator();
	const notice = useNotice();
	const [first = '', id = ''] = rest.split('/');
	const part: Part = parts.find(name => name === first) ?? 'trunks';
	const close = () => goTo(placeOfPart(part));
	const done = (text: string) => {
		notice.show({text});
		close();
	};
	return (
		<Page title={t('place.trunks')} actions={id === '' && part !== 'bans' ? <a class="button main" href={placeOfPart(part, 'new')}>{t(`trunks.new.${part}`)}</a> : undefined}>
			<Tabs label={t('place.trunks')} tabs={parts.map(name => ({name, title: t(`trunks.part.${name}`)}))} current={part} onChange={name => goTo(placeOfPart(name))}>
				{id === '' ? <List {...{store, part, notice}} /> : <Form key={rest} {...{store, part, id, done, close}} />}
			</Tabs>
			{notice.element}
		</Page>
	);
}

export type Shown = {store: Store; notice: ReturnType<typeof useNotice>};

function List({part, ...shown}: Shown & {part: Part}) {
	switch (part) {
		case 'trunks': return <Trunks {...shown} />;
		case 'phones': return <Phones {...shown} />;
		case 'routes': return <Routes {...shown} />;
		case 'bans': return <Bans {...shown} />;
	}
}

/** `id` "new": of something that is not there yet. `done`: it is, as the text says. */
export type FormProps = {store: Store; id: string; done: (text: string) => void; close: () => void};

function Form({part, ...props}: FormProps & {part: Part}) {
	switch (part) {
		case 'trunks': return <TrunkForm {...props} />;
		case 'phones': return <PhoneForm {...props} />;
		case 'routes': return <RouteForm {...props} />;
		case 'bans': return null;
	}
}
