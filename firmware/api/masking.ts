import type {AccessRole, CallRecord, Conference, DomainEvent, LiveCall, ParticipantView, RoomView, SimulatedPhone} from '../contract/index.js';

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

/** What somebody of a role may see of those who call: a mere user sees no whole number. */
export type View = {
	room(room: RoomView): RoomView;
	participant(participant: ParticipantView): ParticipantView;
	liveCall(call: LiveCall): LiveCall;
	call(call: CallRecord): CallRecord;
	phone(phone: SimulatedPhone): SimulatedPhone;
	event(event: DomainEvent): DomainEvent;
};

const whole: View = {room: x => x, participant: x => x, liveCall: x => x, call: x => x, phone: x => x, event: x => x};

const masked: View = {
	room: room => ({...room, participants: room.participants.map(maskCaller)}),
	participant: maskCaller,
	liveCall: maskCall,
	call: maskCall,
	phone: phone => ({...phone, display: maskName(phone.display)}),
	event: maskEvent,
};

export function viewFor(role: AccessRole | 'none'): View {
	return role === 'admin' || role === 'organizer' ? whole : masked;
}

function maskEvent(event: DomainEvent): DomainEvent {
	switch (event.kind) {
		case 'call.started':
		case 'call.changed': return {...event, call: maskCall(event.call)};
		case 'call.ended': return {...event, call: maskCall(event.call)};
		case 'room.opened': return {...event, room: masked.room(event.room)};
		case 'participant.joined':
		case 'participant.changed': return {...event, participant: maskCaller(event.participant)};
		case 'simulator.phone': return {...event, phone: masked.phone(event.phone)};
		default: return event;
	}
}

/** A conference as this role may see it: PINs are for those who have to tell them to people. */
export function conferenceFor(role: AccessRole | 'none', conference: Conference): Conference {
	if (role === 'admin' || conference.kind === 'dynamic') return conference;
	return {...conference, pin: hide(conference.pin), leaderPin: hide(conference.leaderPin)};
}

const hide = (pin: string | null) => pin === null ? null : dots;
