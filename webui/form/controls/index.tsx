import type {VNode} from 'preact';
import type {TextField} from '../fields.js';
import {ChoiceInput, ChoicesInput} from './choice-input.js';
import {attributesOf, type ControlProps} from './control.js';
import {DestinationInput, ExtensionInput} from './extension-input.js';
import {LinesInput} from './lines-input.js';
import {CountryChoice, TimeZoneChoice, UserChoice} from './list-choice.js';
import {NumberInput} from './number-input.js';
import {PinInput} from './pin-input.js';
import {RowsInput} from './rows-input.js';
import {SecretInput} from './secret-input.js';
import {TextInput} from './text-input.js';

export type {ControlProps} from './control.js';

/** The control of a field; groups are drawn by who draws fields. */
export function Control({field, ...props}: ControlProps): VNode | null {
	switch (field.kind) {
		case 'flag': return <input {...attributesOf(props)} type="checkbox" checked={props.value === true} onChange={({currentTarget}) => props.onChange(currentTarget.checked)} />;
		case 'choice': return <ChoiceInput {...props} field={field} />;
		case 'choices': return <ChoicesInput {...props} field={field} />;
		case 'text': return <Text {...props} field={field} />;
		case 'secret': return <SecretInput {...props} field={field} />;
		case 'number': return <NumberInput {...props} field={field} />;
		case 'lines': return <LinesInput {...props} field={field} />;
		case 'rows': return <RowsInput {...props} field={field} />;
		case 'group': return null;
	}
}

function Text(props: ControlProps<TextField>) {
	switch (props.field.control) {
		case 'extension': return <ExtensionInput {...props} />;
		case 'destination': return <DestinationInput {...props} />;
		case 'pin': return <PinInput {...props} />;
		case 'user': return <UserChoice {...props} />;
		case 'country': return <CountryChoice {...props} />;
		case 'time-zone': return <TimeZoneChoice {...props} />;
		default: return <TextInput {...props} />;
	}
}
