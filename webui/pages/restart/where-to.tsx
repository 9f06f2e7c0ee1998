import {useEffect, useMemo} from 'preact/hooks';
import type {WayBack} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import type {Store} from '../../store/index.js';
import {followHere} from './follow.js';
import {placeAfter, type PlaceAfter} from './place-after.js';

export type WhereToProps = {
	store: Store;
	place: PlaceAfter;
	/** False: somebody else starts the box, whenever that may be. */
	restarts: boolean;
	/** What is said where the box comes back to this very page, and where it does not. */
	here: string;
	elsewhere: string;
};

/** Said while the box still goes: where it is to be found when it has started again. The page goes there by itself where it can see that the box is back. */
export function WhereTo({store, place, restarts, here, elsewhere}: WhereToProps) {
	const {t} = useTranslator();
	const follows = place.kind === 'moved' && place.follows && restarts;
	useFollowing(store, follows ? place.url : undefined);
	if (place.kind === 'here') return <>{here}</>;
	return (
		<>
			{elsewhere} {t(`restart.${place.kind}`)}{' '}
			{place.kind === 'machine' ? <code>{place.url}</code> : <a href={place.url}>{place.url}</a>}
			{place.kind === 'moved' && restarts && <><br />{t(follows ? 'restart.follows' : 'restart.byHand')}</>}
		</>
	);
}

/** Before the answer came it is taken to come back here. */
export function usePlaceAfter(wayBack: WayBack | null | undefined): PlaceAfter {
	return useMemo(() => wayBack ? placeAfter(location, wayBack) : {kind: 'here'}, [wayBack]);
}

function useFollowing({request}: Store, url: string | undefined): void {
	useEffect(() => url === undefined ? undefined : followHere(request.isThere, () => location.assign(url)), [request, url]);
}
