import type {DomainEvent} from './events.js';
import type {SimulatedPhone} from './simulator.js';
import type {SipPhoneView, TrunkView} from './sip.js';
import type {CallRecord, LiveCall, ParticipantView, RoomView} from './views.js';

const dots = '•••';

/** "+4930123123" becomes "+49•••123", "030123123" "•••123"; a short number is hidden whole. A withheld one stays empty. */
export function maskNumber(number: string): string {
	if (number.length < 6) return number === '' ? '' : dots;
	const country = number.startsWith('+') && number.length >= 10 ? number.slice(0, 3) : '';
	return country + dots + number.slice(-Math.min(3, Math.floor(number.length / 3)));
}

/** Many phones send their number as their name. */
function maskName(name: string): string {
	return /^[+0-9 ()/.*#-]+$/.test(name) ? maskNumber(name) : name;
}

const maskCaller = <T extends {number: string; name: string}>(caller: T): T =>
	({...caller, number: maskNumber(caller.number), name: maskName(caller.name)});

/** Of a call that the box makes the number that was dialled is the other's. */
const maskCall = <T extends LiveCall | CallRecord>(call: T): T =>
	({...maskCaller(call), dialled: call.direction === 'out' ? maskNumber(call.dialled) : call.dialled});

/** What is shown of those who call. */
export type View = {
	room(room: RoomView): RoomView;
	participant(participant: ParticipantView): ParticipantView;
	liveCall(call: LiveCall): LiveCall;
	call(call: CallRecord): CallRecord;
	phone(phone: SimulatedPhone): SimulatedPhone;
	trunk(trunk: TrunkView): TrunkView;
	sipPhone(phone: SipPhoneView): SipPhoneView;
	event(event: DomainEvent): DomainEvent;
};

/** Everything. */
export const wholeView: View = {room: x => x, participant: x => x, liveCall: x => x, call: x => x, phone: x => x, trunk: x => x, sipPhone: x => x, event: x => x};

const maskLeft = <T extends Pick<RoomView, 'left'>>(room: T): T => ({...room, left: room.left.map(maskCaller)});

/** No whole number of anybody outside. */
export const maskedView: View = {
	room: room => ({...maskLeft(room), participants: room.participants.map(maskCaller)}),
	participant: maskCaller,
	liveCall: maskCall,
	call: maskCall,
	phone: phone => ({...phone, display: maskName(phone.display)}),
	trunk: maskTrunk,
	sipPhone: maskSipPhone,
	event: maskEvent,
};

/** Where a trunk leads to, and by which account, is for admins. */
function maskTrunk(trunk: TrunkView): TrunkView {
	return {...trunk, host: '', user: '', authUser: '', password: '', outboundProxy: '', trusted: [], callerNumber: maskNumber(trunk.callerNumber), detail: ''};
}

/** Where somebody's phone is, and by which name it logs in, is for admins. */
function maskSipPhone(phone: SipPhoneView): SipPhoneView {
	return {...phone, user: '', bindings: phone.bindings.map(binding => ({...binding, contact: '', address: ''}))};
}

function maskEvent(event: DomainEvent): DomainEvent {
	switch (event.kind) {
		case 'call.started':
		case 'call.changed': return {...event, call: maskCall(event.call)};
		case 'call.ended': return {...event, call: maskCall(event.call)};
		case 'room.opened': return {...event, room: maskedView.room(event.room)};
		case 'room.changed': return {...event, room: maskLeft(event.room)};
		case 'participant.joined':
		case 'participant.changed': return {...event, participant: maskCaller(event.participant)};
		case 'trunk.changed': return {...event, trunk: maskTrunk(event.trunk)};
		case 'sip-phone.changed': return {...event, phone: maskSipPhone(event.phone)};
		case 'simulator.phone': return {...event, phone: maskedView.phone(event.phone)};
		default: return event;
	}
}
