import {useState} from 'preact/hooks';
import type {TokenView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Chip, ConfirmDialog, EmptyState, IconButton, Section, Table, WhenLoaded, type Column, type Notice} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {scopesIn} from './words.js';

/** Tokens of programs that use the box; what they are themselves is not known to anybody any more. */
export function TokenSection({store, show}: {store: Store; show: (notice: Notice) => void}) {
	const {t, failure, madeName} = useTranslator();
	const tokens = useResource<TokenView[]>(store, {path: '/tokens'});
	const [revoking, setRevoking] = useState<TokenView>();
	const columns = useColumns();
	const revoke = async ({id, name: told}: TokenView) => {
		setRevoking(undefined);
		const name = madeName(told);
		const outcome = await store.request.remove(`/tokens/${encodeURIComponent(id)}`);
		show(outcome.ok ? {text: t('tokens.revoked', {name})} : {tone: 'failed', text: t('tokens.notRevoked', {name, why: failure(outcome.failure)})});
		void tokens.reload();
	};
	return (
		<Section title={t('tokens.title')} about={t('tokens.about')} actions={<a class="button" href="/users/new-token">{t('tokens.new')}</a>}>
			<WhenLoaded state={tokens.state.value} retry={() => void tokens.reload()}>
				{all => all.length === 0
					? <EmptyState icon="key" title={t('tokens.empty')}>{t('tokens.emptyNext')}</EmptyState>
					: (
						<Table label={t('tokens.title')} rows={all} keyOf={({id}) => id} columns={columns} order={{column: 'name', direction: 'ascending'}}
							actions={token => <IconButton icon="delete" look="danger" label={t('tokens.revoke', {name: madeName(token.name)})} onPress={() => setRevoking(token)} />} />
					)}
			</WhenLoaded>
			{revoking && (
				<ConfirmDialog
					title={t('tokens.revokeTitle', {name: madeName(revoking.name)})} text={t('tokens.revokeText')} confirm={t('tokens.revokeConfirm')} cancel={t('form.cancel')} icon="delete"
					onConfirm={() => void revoke(revoking)} onCancel={() => setRevoking(undefined)}
				/>
			)}
		</Section>
	);
}

function useColumns(): Column<TokenView>[] {
	const translator = useTranslator();
	const {t, word, dateTime, madeName} = translator;
	const time = (instant: string | null, otherwise: string) => instant === null ? otherwise : dateTime(instant);
	return [
		{name: 'name', title: word('title', 'token.name', 'Name'), cell: ({name}) => madeName(name), sortBy: ({name}) => madeName(name)},
		{name: 'role', title: word('title', 'token.role', 'Role'), cell: ({role}) => <span class="token-role">{word('option', `token.role.${role}`, role)}</span>},
		{name: 'scopes', title: word('title', 'token.scopes', 'Good for'), cell: token => scopesIn(token, translator)},
		{name: 'used', title: t('tokens.lastUsed'), cell: ({lastUsedAt}) => time(lastUsedAt, t('tokens.never')), sortBy: ({lastUsedAt}) => lastUsedAt ?? ''},
		{name: 'expires', title: word('title', 'token.expiresAt', 'Expires'), cell: token => <Expiry token={token} />, sortBy: ({expiresAt}) => expiresAt ?? '9'},
	];
}

function Expiry({token: {expiresAt}}: {token: TokenView}) {
	const {t, dateTime} = useTranslator();
	if (expiresAt === null) return <>{t('tokens.expiresNever')}</>;
	return Date.parse(expiresAt) <= Date.now() ? <Chip tone="alert" icon="warning">{t('tokens.expired')}</Chip> : <time dateTime={expiresAt}>{dateTime(expiresAt)}</time>;
}
